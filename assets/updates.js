// Keeps the app for use without a network, and tells the reader of a new version.
const AFTER_MS = 4000;
const bar = document.getElementById("update");

let asked = false;

/** Says that there is a new version; `take` brings it. */
function offer(take) {
  bar.hidden = false;
  bar.querySelector("[data-take]").onclick = () => {
    asked = true;
    take();
  };
  bar.querySelector("[data-later]").onclick = () => (bar.hidden = true);
}

async function keep() {
  const container = navigator.serviceWorker;
  const registration = await container.register("offline.js", { updateViaCache: "none" });
  const waits = () => container.controller && offer(() => registration.waiting?.postMessage("take over"));
  if (registration.waiting) waits();
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => next.state === "installed" && waits());
  });
  // The first worker takes over a page of its own version. A later one needs the page anew: at once where the reader
  // asked for it; another window, perhaps in the middle of a demonstration, is only told.
  let controlled = container.controller !== null;
  container.addEventListener("controllerchange", () => {
    if (controlled && asked) location.reload();
    else if (controlled) offer(() => location.reload());
    controlled = true;
  });
}

// The first visit comes first; what later visits need is fetched when the page has come to rest. A reader who saves
// data, or a browser that keeps nothing, is left alone.
if (navigator.serviceWorker && !navigator.connection?.saveData) {
  const atRest = () => (window.requestIdleCallback ?? setTimeout)(() => keep().catch((error) => console.warn(error)));
  addEventListener("load", () => setTimeout(atRest, AFTER_MS));
}
