import type { CDPSession, CDPSessionEvents } from 'puppeteer-core/internal/api/CDPSession.js'

import type { AddressRefusal } from '../kinds/kind.ts'
import type { FreshPage } from './fresh-page.ts'

import { prepareSession } from './fresh-page.ts'
import { NOT_LOADED } from './paused.ts'

type Paused = CDPSessionEvents['Fetch.requestPaused']

export type Gate = {
  guard: (url: string) => AddressRefusal | null
  /** The main document may not be asked. */
  onRefused: (url: string, refusal: AddressRefusal) => void
}

/**
 * Lets through what the page and its frames may ask. WebSockets cannot be paused; those from a public page to a
 * private address are refused by Chromium itself (Local Network Access).
 */
export function guardRequests(page: FreshPage, gate: Gate): void {
  const watch = (session: CDPSession) => {
    session.on('Fetch.requestPaused', (paused) => answer(session, paused, page.targetId, gate))
    session.on('Target.attachedToTarget', ({ sessionId }) => {
      const child = page.connection.session(sessionId)
      if (child === null) return
      watch(child)
      // Sent in this order on one line: the frame starts when all else is in place.
      const steps = [...prepareSession(child), child.send('Runtime.runIfWaitingForDebugger')]
      Promise.all(steps).catch(() => {})
    })
  }
  watch(page.session)
}

function answer(session: CDPSession, paused: Paused, mainFrame: string, gate: Gate): void {
  const { requestId, resourceType, request } = paused
  const isMain = resourceType === 'Document' && paused.frameId === mainFrame
  const refusal = isPicture(paused) ? null : mayAsk(gate, request.url)
  if (refusal !== null && isMain) gate.onRefused(request.url, refusal)
  const done =
    refusal !== null || isPicture(paused)
      ? session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
      : session.send('Fetch.continueRequest', { requestId })
  // The page may be gone by now.
  done.catch(() => {})
}

/** Site icons come as `Other`; only what they accept gives them away. */
function isPicture({ resourceType, request }: Paused): boolean {
  if (resourceType !== 'Other') return NOT_LOADED.some((type) => type === resourceType)
  const accept = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'accept')?.[1]
  return accept?.startsWith('image/') === true
}

function mayAsk(gate: Gate, url: string): AddressRefusal | null {
  return /^https?:/i.test(url) ? gate.guard(url) : null
}
