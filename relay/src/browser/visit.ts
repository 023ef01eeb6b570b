import type { CDPSessionEvents } from 'puppeteer-core/internal/api/CDPSession.js'

import type { Failure } from '#core/observation.ts'
import type { RenderedLook } from '../kinds/kind.ts'
import type { FreshPage } from './fresh-page.ts'

import { CDPSessionEvent } from 'puppeteer-core/internal/api/CDPSession.js'

import { LIMITS, MARKER_HEADERS } from '#core/observation.ts'

import { failure, networkFailure } from './failures.ts'
import { hostPort, isPublicIp, parseIp } from '../public-ip.ts'

type Response = CDPSessionEvents['Network.responseReceived']['response']

/** Redirects followed in a row, as for a static look. */
const HOPS = 10

/** What is known of the main document so far. */
export type Visit = {
  chain: string[]
  finalUrl: string | null
  status: number | null
  headers: Record<string, string>
  /** Of the document that is shown; it reloads itself by a header when `refreshes`. */
  requestId: string
  refreshes: boolean
  /** The document came, but not whole, or not as HTML. */
  flaw: Failure | null
  /** How many documents have come, and how many of them are parsed: a page may replace itself. */
  documents: number
  parsed: number
  /** Resolves at the next step of a document, or after `ms`. */
  step: (ms: number) => Promise<void>
  /** Ends the visit: nothing can be read. */
  fail: (failure: Failure) => void
  failed: Promise<Failure>
  isOver: boolean
}

/** Listens to the page's own navigation, redirects and self-made reloads included. */
export function followVisit(page: FreshPage, request: RenderedLook, ownNetwork: boolean): Visit {
  const failed = Promise.withResolvers<Failure>()
  const waiting = new Set<() => void>()
  const step = () => {
    for (const wake of waiting) wake()
  }
  const visit: Visit = {
    chain: [],
    finalUrl: null,
    status: null,
    headers: {},
    requestId: '',
    refreshes: false,
    flaw: null,
    documents: 0,
    parsed: 0,
    step: (ms) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          waiting.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, ms)
        waiting.add(wake)
      }),
    fail: (why) => {
      visit.isOver = true
      failed.resolve(why)
      step()
    },
    failed: failed.promise,
    isOver: false,
  }
  listen(page, visit, { step, isPrivate: ownNetwork ? privateOf(request) : () => false })
  return visit
}

type Listener = { step: () => void; isPrivate: (response: Response) => boolean }

function listen({ session, targetId }: FreshPage, visit: Visit, { step, isPrivate }: Listener): void {
  const parsed = () => {
    visit.parsed = visit.documents
    step()
  }
  let current = ''
  let hops = 0
  let lost: Failure | null = null
  session.on('Network.requestWillBeSent', ({ requestId, frameId, type, request, redirectResponse }) => {
    if (type !== 'Document' || frameId !== targetId) return
    current = requestId
    lost = null
    hops = redirectResponse === undefined ? 0 : hops + 1
    if (hops > HOPS) visit.fail(failure('too-many-redirects', `more than ${HOPS}`))
    if (visit.chain.at(-1) === request.url) return
    // The first and the last are kept.
    if (visit.chain.length === LIMITS.chain) visit.chain.pop()
    visit.chain.push(request.url.slice(0, LIMITS.address))
  })
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (isPrivate(response) && sameHost(response.url, visit.chain.at(-1)))
      visit.fail(failure('private-address', `the page came from ${response.remoteIPAddress}`))
    if (requestId !== current) return
    visit.status = response.status
    visit.headers = markerHeaders(response.headers)
    visit.refreshes = Object.keys(response.headers).some((name) => name.toLowerCase() === 'refresh')
    visit.flaw = flawOf(response)
  })
  session.on('Network.loadingFailed', ({ requestId, errorText }) => {
    if (requestId !== current || errorText === 'net::ERR_ABORTED') return
    lost = networkFailure(errorText)
    visit.flaw ??= failure('cut-off', errorText)
    // What has come of a cut document is all there will be.
    if (requestId === visit.requestId) parsed()
  })
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined) return
    if (frame.unreachableUrl !== undefined)
      return visit.fail(lost ?? failure('offline', 'the page did not load'))
    visit.requestId = frame.loaderId
    visit.documents += 1
    visit.finalUrl = frame.url + (frame.urlFragment ?? '')
    step()
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId === targetId) visit.finalUrl = url
  })
  session.on('Page.domContentEventFired', parsed)
  session.on('Inspector.targetCrashed', () => visit.fail(failure('browser', 'the page crashed')))
  session.once(CDPSessionEvent.Disconnected, () => visit.fail(failure('browser', 'the browser went away')))
}

function markerHeaders(headers: Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).flatMap(([given, value]) => {
    const name = given.toLowerCase()
    const isMarker = MARKER_HEADERS.some((marker) =>
      marker.endsWith('-') ? name.startsWith(marker) : name === marker,
    )
    return isMarker ? [[name, value.slice(0, LIMITS.headerValue)]] : []
  })
  return Object.fromEntries(kept)
}

/** Walls come in any type; only a good answer must be a page. */
function flawOf({ status, mimeType }: Response): Failure | null {
  const isPage = mimeType === 'text/html' || mimeType === 'application/xhtml+xml' || mimeType === ''
  return status >= 400 || isPage ? null : failure('not-html', mimeType)
}

function privateOf({ allowedPrivateHosts }: RenderedLook): (response: Response) => boolean {
  return ({ url, remoteIPAddress }) => {
    const [target, from] = [URL.parse(url), parseIp(remoteIPAddress ?? '')]
    if (from === null || target === null || isPublicIp(from)) return false
    return !allowedPrivateHosts.includes(hostPort(target))
  }
}

/** A page that turns private after the first answer (DNS rebinding) is dropped; a tracker that does is not the page. */
function sameHost(url: string, page: string | undefined): boolean {
  return page !== undefined && URL.parse(url)?.host === URL.parse(page)?.host
}
