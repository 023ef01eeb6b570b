import type { Environment, StatusAnswer } from './environment.ts'

import { parseStatus } from '#core/public-status.ts'
import { makeClient } from '#relay/client.ts'

const ANSWER_MS = 10_000
const VISIT_FLAG = 'vigie-visit'

const relay = makeClient(location.origin)

export const realEnvironment: Environment = {
  now: Date.now,
  random: Math.random,
  readStatus,
  openFeed({ onFrame, onClose }) {
    const socket = new WebSocket(relay.api.feed.$url().href.replace(/^http/, 'ws'))
    const closed = new AbortController()
    const options = { signal: closed.signal }
    socket.addEventListener('message', (event) => onFrame(event.data), options)
    socket.addEventListener('close', onClose, options)
    return () => {
      closed.abort()
      socket.close()
    }
  },
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  isOnline: () => navigator.onLine,
  onWake(run) {
    const stopped = new AbortController()
    const options = { signal: stopped.signal }
    const runWhenSeen = () => {
      if (document.visibilityState === 'visible') run()
    }
    document.addEventListener('visibilitychange', runWhenSeen, options)
    for (const name of ['online', 'offline']) window.addEventListener(name, run, options)
    const runWhenBack = ({ persisted }: PageTransitionEvent) => {
      // The first showing has asked already.
      if (persisted) run()
    }
    window.addEventListener('pageshow', runWhenBack, options)
    return () => stopped.abort()
  },
  recall: (name) => withStorage(() => localStorage.getItem(name)),
  remember: (name, value) => void withStorage(() => localStorage.setItem(name, value)),
  countVisit() {
    if (withStorage(() => sessionStorage.getItem(VISIT_FLAG)) !== null) return
    withStorage(() => sessionStorage.setItem(VISIT_FLAG, '1'))
    relay.api.analytics.visitor.$post({}, { init: { keepalive: true } }).catch(() => {})
  },
  keepForOffline() {
    if (!('serviceWorker' in navigator)) return
    if (document.readyState === 'complete') register()
    else window.addEventListener('load', register, { once: true })
  },
}

const register = () => void navigator.serviceWorker.register('/push-worker.js').catch(() => {})

async function readStatus(): Promise<StatusAnswer> {
  let response: Response
  try {
    const init: RequestInit = { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) }
    response = await relay['status.json'].$get({}, { init })
  } catch {
    return { ok: false, problem: { kind: 'unreachable' } }
  }
  if (!response.ok) return { ok: false, problem: { kind: 'refused', status: response.status } }
  try {
    const status = parseStatus(await response.json())
    return status === null ? { ok: false, problem: { kind: 'unreadable' } } : { ok: true, status }
  } catch {
    return { ok: false, problem: { kind: 'unreadable' } }
  }
}

/** Storage throws where a browser forbids it; the page then simply forgets. */
function withStorage<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null
  }
}
