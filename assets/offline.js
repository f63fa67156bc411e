// The service worker: after the first visit every page works without a network.
//
// script/offline.mjs writes the two constants. One build's files work only together, so they are kept together: a new
// build is fetched beside the old one, and takes over when the reader says so (assets/updates.js) or when every page
// of the app has been closed.
const VERSION = "";
const FILES = [];

const CACHE = `low-rank-lab ${VERSION}`;
const here = (file) => new URL(file, self.registration.scope).href;

self.addEventListener("install", (event) => {
  // Past the browser's own cache: files without a hash in their names may be old there.
  const fetchAll = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES.map((file) => new Request(here(file), { cache: "no-cache" })));
  };
  event.waitUntil(fetchAll());
});

self.addEventListener("activate", (event) => {
  const forgetOlder = async () => {
    // In the order they were made. The one before stays for windows that still show its version.
    const others = (await caches.keys()).filter((name) => name.startsWith("low-rank-lab ") && name !== CACHE);
    await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forgetOlder());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  url.search = url.hash = "";
  // One page answers to every query.
  const file = url.href === here("") ? here("index.html") : url.href;
  if (request.method !== "GET" || !file.startsWith(self.registration.scope)) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(file)) ?? (await caches.match(file)) ?? fetch(request);
  };
  event.respondWith(answer());
});
