// Shows the offline page where Mg Diary cannot be reached. It keeps that page and what the page
// needs, and nothing else: every other answer goes to the browser as it came.

const CACHE = "offline-{{ version }}";
const PAGE = "{{ page|escapejs }}";
const KEPT = [{% for one in kept %}"{{ one|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const MILLISECONDS_TO_ANSWER = 500;

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(begin());
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") {
    event.respondWith(answer(event).catch(() => away(event)));
  } else if (KEPT.includes(new URL(event.request.url).pathname)) {
    event.respondWith(fetch(event.request).catch(() => kept(event.request)));
  }
});

// The page as it is now, and as nobody: it says nothing of who is logged in. What it needs has
// just come with the page that registers this worker.
async function keep() {
  const cache = await caches.open(CACHE);
  const page = new Request(PAGE, { credentials: "omit", cache: "reload" });
  await cache.addAll(KEPT.map((url) => (url === PAGE ? page : url)));
}

async function begin() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  // The browser asks for a page while this worker is still waking up.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function answer({ request, preloadResponse }) {
  return (await preloadResponse) ?? fetch(request);
}

async function away(event) {
  if (await isKeptByItsPage(event)) {
    // An answer without content leaves the page where it is, with all that was typed.
    return new Response(null, { status: 204 });
  }
  return (await kept(PAGE)) ?? Response.error();
}

function kept(request) {
  return caches.match(request, { cacheName: CACHE });
}

// Returns whether the page that was to be left stays, and says itself that nothing was saved.
async function isKeptByItsPage({ request, clientId, replacesClientId }) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page =
    pages.find(({ id }) => id === clientId || id === replacesClientId) ??
    pages.find(({ url }) => url === request.referrer);
  if (!page) {
    return false;
  }
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(() => resolve(false), MILLISECONDS_TO_ANSWER);
  });
  page.postMessage({ notReached: request.method }, [port2]);
  return answer;
}
