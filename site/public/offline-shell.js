// Keeps the public pages themselves, never what they show: without a network they open, ask the relay, and say that
// they cannot see. No verdict, no answer of the API and nothing of the admin's is ever kept.

const KEPT = 'vigie-shell'
const PAGES = ['/', '/comprendre']
const ASSETS = '/assets/'
/** Older files leave first. */
const MOST_ASSETS = 60

self.addEventListener('install', (event) => event.waitUntil(keepPages()))

async function keepPages() {
  await Promise.all(PAGES.map((page) => keepPage(page)))
  await self.skipWaiting()
}

/** The page and the files that it names. What cannot be had now comes with the next visit. */
async function keepPage(path) {
  try {
    // The copy that the browser has just drawn will do.
    const answer = await fetch(path, { cache: 'force-cache' })
    if (!isPage(answer)) return
    const html = await answer.clone().text()
    const cache = await caches.open(KEPT)
    await cache.put(path, answer)
    const files = html.matchAll(/(?:src|href)="(\/assets\/[\w.-]+|\/favicon\.svg)"/g)
    await Promise.all([...files].map(([, file]) => asset(file)))
  } catch {
    // Offline, or a browser that keeps nothing.
  }
}

self.addEventListener('activate', (event) => {
  // The network answers while this worker still wakes.
  event.waitUntil(self.registration.navigationPreload?.enable())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin || request.method !== 'GET') return
  if (request.mode === 'navigate') {
    const page = pathname.replace(/(?:index)?\.html$/, '') || '/'
    if (PAGES.includes(page)) event.respondWith(navigate(event, page))
    return
  }
  if (pathname.startsWith(ASSETS) || pathname === '/favicon.svg') event.respondWith(asset(request))
})

/** The network always comes first: the kept page is for when there is none. */
async function navigate(event, page) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request))
    if (isPage(answer)) event.waitUntil(renewPage(page, answer.clone()))
    return answer
  } catch (error) {
    const kept = await find(page)
    if (kept === undefined) throw error
    return kept
  }
}

const isPage = (answer) =>
  answer.ok && !answer.redirected && (answer.headers.get('content-type') ?? '').startsWith('text/html')

// `push-worker.js` shares these names: both are one program to the browser.
async function renewPage(page, answer) {
  await caches
    .open(KEPT)
    .then((cache) => cache.put(page, answer))
    .catch(() => {})
}

/** Files are named after what is in them: the kept one is the right one. */
async function asset(request) {
  const kept = await find(request)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) await keepAsset(request, answer.clone())
  return answer
}

async function keepAsset(request, answer) {
  try {
    const cache = await caches.open(KEPT)
    await cache.put(request, answer)
    const files = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith(ASSETS))
    await Promise.all(files.slice(0, -MOST_ASSETS).map((file) => cache.delete(file)))
  } catch {
    // No room: the network has it.
  }
}

const find = (request) => caches.match(request, { cacheName: KEPT, ignoreVary: true }).catch(() => undefined)
