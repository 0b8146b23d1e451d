/**
 * The service worker: keeps the shell of the dashboard for a start without network.
 *
 * The build puts VERSION and FILES in front. Only the page and its hashed files are kept, never an answer of the API;
 * the page itself comes from the network whenever there is one, so that a release is seen at once.
 */
/* global VERSION, FILES */
const PAGE = "/";
const SCREENS =
  /^\/($|sign-in|register|registered|confirm|forgot-password|reset-password|leads|conversations|services|hours|workshop|keys|widget)(\/|$)/;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll([PAGE, ...FILES])));
});

self.addEventListener("activate", (event) => {
  const clean = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (SCREENS.test(pathname)) event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  }
});
