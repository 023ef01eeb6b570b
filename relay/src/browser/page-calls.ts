import type { PendingCall } from '#readers/calls.ts'
import type { FreshPage } from './fresh-page.ts'

/** The data calls of a page that have not been answered yet; the page itself cannot see them. */
export type PageCalls = {
  pending: () => PendingCall[]
  /** Called, at most every `NEWS_MS`, when others are pending than before; `null` ends it. */
  onChange: (tell: (() => void) | null) => void
}

const NEWS_MS = 50
const CALLS_MOST = 50
const ADDRESS_MOST = 500

/** Listens from now on; a new document starts with none. */
export function followCalls({ session, targetId }: FreshPage): PageCalls {
  const calls = new Map<string, { url: string; at: number }>()
  let tell: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  const news = () => {
    if (tell === null || timer !== null) return
    timer = setTimeout(() => {
      timer = null
      tell?.()
    }, NEWS_MS)
  }
  const end = ({ requestId }: { requestId: string }) => {
    if (calls.delete(requestId)) news()
  }
  session.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
    if ((type !== 'Fetch' && type !== 'XHR') || calls.size >= CALLS_MOST) return
    calls.set(requestId, { url: request.url.slice(0, ADDRESS_MOST), at: Date.now() })
    news()
  })
  session.on('Network.loadingFinished', end)
  session.on('Network.loadingFailed', end)
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id === targetId) calls.clear()
  })
  return {
    pending: () => [...calls].map(([id, { url, at }]) => ({ id, url, ageMs: Date.now() - at })),
    onChange: (next) => void (tell = next),
  }
}
