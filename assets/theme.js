// Before the first paint: the theme the reader chose last time, so that nothing flashes.
try {
  const theme = localStorage.getItem("low-rank-lab:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; the system's theme stands.
}
