// The page of checking without a network: what is asked for comes from the site where it can be reached, else from the shelf.

const SHELF = "mingheng-check"; // as in offline.js

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  const page = request.mode === "navigate";
  if (request.method !== "GET" || origin !== location.origin || !(page || pathname.startsWith("/static/"))) return;
  event.respondWith(fetch(request).then((answer) => answered(request, answer, page), () => onShelf(request, page)));
});

async function answered(request, answer, page) {
  if (answer.ok && !page) await (await caches.open(SHELF)).put(request, answer.clone());
  return answer;
}

async function onShelf(request, page) {
  const found = await (await caches.open(SHELF)).match(page ? "/check/" : request);
  return found || Response.error();
}
