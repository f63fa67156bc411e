// Before the first paint: the theme the reader chose last time, so that nothing flashes, and the headline of the lab that
// the link opens.
try {
  const theme = localStorage.getItem("low-rank-lab:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; the system's theme stands.
}
try {
  const lab = new URLSearchParams(location.search).get("lab");
  if (/^[a-z-]+$/.test(lab)) {
    const its = `[data-opens="${lab}"]`;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      #first-paint:has(${its}) [data-opens]:not(${its}) { display: none; }
      #first-paint ${its} { display: grid; }`);
    document.adoptedStyleSheets = [sheet];
  }
} catch {
  // A browser without constructed style sheets shows the headline of the contents until the lab is there.
}
