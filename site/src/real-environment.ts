import type { Environment, StatusAnswer } from './environment.ts'

import { parseStatus } from '#core/public-status.ts'

const ANSWER_MS = 10_000
const VISIT_FLAG = 'vigie-visit'

export const realEnvironment: Environment = {
  now: Date.now,
  random: Math.random,
  readStatus,
  openFeed({ onFrame, onClose }) {
    const socket = new WebSocket(new URL('/api/feed', location.href.replace(/^http/, 'ws')))
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
    for (const name of ['online', 'offline', 'pageshow']) window.addEventListener(name, run, options)
    return () => stopped.abort()
  },
  recall: (name) => withStorage(() => localStorage.getItem(name)),
  remember: (name, value) => void withStorage(() => localStorage.setItem(name, value)),
  countVisit() {
    if (withStorage(() => sessionStorage.getItem(VISIT_FLAG)) !== null) return
    withStorage(() => sessionStorage.setItem(VISIT_FLAG, '1'))
    fetch('/api/analytics/visitor', { method: 'POST', keepalive: true }).catch(() => {})
  },
}

async function readStatus(): Promise<StatusAnswer> {
  let response: Response
  try {
    response = await fetch('/status.json', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) })
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
