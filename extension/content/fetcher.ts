import type { Listener } from './page-api.ts'
import type { FetchRoom } from './same-origin-fetch.ts'

import { pageApi } from './page-api.ts'
import { fetchSameOrigin } from './same-origin-fetch.ts'

const room: Omit<FetchRoom, 'origin'> = {
  // As a method of anything else the browser refuses it.
  fetch: (url, init) => fetch(url, init),
  now: Date.now,
  isOnline: () => navigator.onLine,
}

/** Answers the worker's `fetch` asks from this page, once per page however often it is injected. */
export function startFetcher(): void {
  if (globalThis.vigieFetcher === true) return
  globalThis.vigieFetcher = true
  pageApi()?.runtime.onMessage.addListener(listener)
}

const listener: Listener = (ask, _, answer) => {
  if (ask.type !== 'fetch') return false
  void fetchSameOrigin(ask.url, { ...room, origin: location.origin }).then(answer)
  return true
}
