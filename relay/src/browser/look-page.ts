import type { Failure, PageFacts } from '#core/observation.ts'
import type { RenderedLook } from '../kinds/kind.ts'
import type { FreshPage } from './fresh-page.ts'
import type { PageCalls } from './page-calls.ts'
import type { Reading } from './read-document.ts'
import type { Visit } from './visit.ts'

import { failure, networkFailure } from './failures.ts'
import { guardRequests } from './gate.ts'
import { followCalls } from './page-calls.ts'
import { readDocument } from './read-document.ts'

export type PageLook = {
  page: FreshPage
  visit: Visit
  request: RenderedLook
  /** Text of the reader that runs in the page. */
  reader: string
  /** Epoch ms by which the reader must be done. */
  endsAt: number
  onPhase: (name: 'document' | 'settle') => void
}

export type Seen = { page: PageFacts | null; failure: Failure | null }

/** A document whose scripts hold it up is read while it still comes: the reader knows, and a seat is seen at once. */
const HELD_UP_MS = 1000
/** A page that replaces itself over and over is not read for ever. */
const DOCUMENTS_READ = 20

/** Sends the page to the watch's address and reads it, and again if it replaces itself meanwhile. Never rejects. */
export async function lookAtPage(look: PageLook): Promise<Seen> {
  const { page, visit, request } = look
  guardRequests(page, {
    guard: request.guard,
    onRefused: (_, refusal) => visit.fail(failure('private-address', refusal.message)),
  })
  keepAlone(page)
  void navigate(look)
  const stopped = visit.failed.then((why): Seen => ({ page: null, failure: why }))
  return await Promise.race([readPage(look), stopped])
}

async function navigate({ page, visit, request }: PageLook): Promise<void> {
  try {
    const { errorText, isDownload } = await page.session.send(
      'Page.navigate',
      { url: request.watch.url },
      // A slow server is the deadline's business, not a sign of a dead browser.
      { timeout: request.deadlineMs * 2 },
    )
    if (isDownload === true) return visit.fail(failure('not-html', 'the address answers with a download'))
    if (errorText === undefined) return
    // The status says it all: an error page of the server without a body.
    if (errorText === 'net::ERR_HTTP_RESPONSE_CODE_FAILURE')
      return visit.fail(failure('not-html', 'no content'))
    if (errorText !== 'net::ERR_ABORTED') return visit.fail(networkFailure(errorText))
    if (visit.status === 204 || visit.status === 205) visit.fail(failure('not-html', 'no content'))
  } catch (error) {
    visit.fail(failure('browser', String(error)))
  }
}

async function readPage(look: PageLook): Promise<Seen> {
  const { page, visit, request, endsAt, onPhase } = look
  const left = () => endsAt - request.now()
  const calling = followCalls(page)
  let cameAt = 0
  /** What a document showed before it was replaced: all there is when no other comes, or ever more do. */
  let stand: PageFacts | null = null
  for (let tries = 0, seen = 0; tries < DOCUMENTS_READ; tries += 1) {
    await nextDocument(visit, seen, left)
    if (tries === 0) onPhase('document')
    if (visit.documents === seen) return lastStand(stand, nothingCame(visit))
    seen = visit.documents
    if (tries === 0) cameAt = request.now()
    if (visit.flaw?.kind === 'not-html') return { page: null, failure: visit.flaw }
    const reading = readingOf(look, calling, { leftMs: Math.max(left(), 0), ageMs: request.now() - cameAt })
    if (tries > 0 || isRefusal(visit)) {
      const glance = await readDocument(page, { ...reading, deadlineMs: 0 })
      if (glance.kind === 'page') stand = glance.page
    }
    const read = await readDocument(page, reading)
    onPhase('settle')
    if (read.kind === 'page') return { page: read.page, failure: visit.flaw }
    if (read.kind === 'failed') return { page: null, failure: failure('reader', read.detail) }
  }
  return lastStand(stand, failure('timeout', 'the page replaced itself again and again'))
}

const lastStand = (page: PageFacts | null, otherwise: Failure): Seen =>
  page === null ? { page, failure: otherwise } : { page, failure: null }

/** Such a document is the most likely to give way to another one. */
const isRefusal = ({ status, headers }: Visit): boolean =>
  (status ?? 200) >= 400 || Object.hasOwn(headers, 'cf-mitigated')

function readingOf(
  { visit, request, reader }: PageLook,
  calling: PageCalls,
  { leftMs, ageMs }: { leftMs: number; ageMs: number },
): Reading {
  const { watch, patienceMs, leastMs, calls } = request
  return {
    reader,
    calling,
    // A document that reloads itself by a header is not all there will be.
    requestId: visit.refreshes ? '' : visit.requestId,
    url: watch.url,
    target: watch.target,
    deadlineMs: leftMs,
    ageMs,
    status: visit.status,
    headers: visit.headers,
    ...(patienceMs === undefined ? {} : { patienceMs }),
    ...(leastMs === undefined ? {} : { leastMs }),
    ...(calls === undefined ? {} : { calls }),
  }
}

/** Until a document after the `seen` ones is there and parsed, or held up, or time is up. */
async function nextDocument(visit: Visit, seen: number, left: () => number): Promise<void> {
  while (visit.documents <= seen && left() > 0 && !visit.isOver) await visit.step(left())
  const until = Math.max(left() - HELD_UP_MS, 0)
  while (visit.parsed <= seen && left() > until && !visit.isOver) await visit.step(left() - until)
}

/** Dialogs are dismissed, popups closed: nobody is there to do it. */
function keepAlone(page: FreshPage): void {
  const { session } = page
  session.on('Page.javascriptDialogOpening', ({ type }) => {
    session.send('Page.handleJavaScriptDialog', { accept: type === 'beforeunload' }).catch(() => {})
  })
  session.on('Page.windowOpen', () => void closePopups(page).catch(() => {}))
}

const POPUP_ROUNDS = 5
const POPUP_PAUSE_MS = 100

/** The event comes before the browser lists the new target, so the list is asked for more than once. */
async function closePopups({ connection, contextId, targetId }: FreshPage): Promise<void> {
  for (let round = 0; round < POPUP_ROUNDS; round += 1) {
    const { targetInfos } = await connection.send('Target.getTargets')
    const popups = targetInfos.filter(
      (info) => info.browserContextId === contextId && info.targetId !== targetId,
    )
    await Promise.allSettled(
      popups.map((popup) => connection.send('Target.closeTarget', { targetId: popup.targetId })),
    )
    await new Promise((resolve) => setTimeout(resolve, POPUP_PAUSE_MS))
  }
}

function nothingCame({ status, documents }: Visit): Failure {
  if (documents > 0) return failure('timeout', 'the page left and did not come back')
  return failure('timeout', status === null ? 'no answer in time' : 'no document in time')
}
