import type { TabAsk } from './contract.ts'
import type { Listener } from './page-api.ts'

import { pageApi } from './page-api.ts'
import { fetchSameOrigin } from './same-origin-fetch.ts'

const isOnline = () => navigator.onLine

/** Answers the worker's `fetch` asks from this page, once per page however often it is injected. */
export function startFetcher(): void {
  if (globalThis.vigieFetcher === true) return
  globalThis.vigieFetcher = true
  pageApi()?.runtime.onMessage.addListener(listener)
}

const listener: Listener = (message, _, answer) => {
  const ask = message as TabAsk
  if (ask.type !== 'fetch') return false
  const { origin } = location
  void fetchSameOrigin(ask.url, { origin, fetch, now: Date.now, isOnline }).then(answer)
  return true
}
