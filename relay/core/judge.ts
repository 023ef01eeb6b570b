import type { Seen } from './judge-rows.ts'
import type { Observation, PageFacts, WallMark } from './observation.ts'
import type { Proof, Reason, Verdict } from './verdict.ts'
import type { Watch } from './watch.ts'

import { judgePlace } from './judge-place.ts'
import { endOf, judgeRows } from './judge-rows.ts'
import { withNotes } from './notes.ts'
import { hasOpened } from './offers.ts'
import { callsOf, proven } from './proof.ts'
import { cut, unknown } from './unknown.ts'
import { addressWall, headerWalls, strongestWall } from './wall-signs.ts'

const EMPTY_TEXT_MOST = 20

/** What of a watch a verdict depends on. */
export type Asked = Pick<Watch, 'url' | 'target'>

/**
 * Turns facts into a verdict. Pure and total: every observation has exactly one, and `none` only comes out of
 * `proven`, which asks for its proof. The order is that of VERDICTS.md part 2: failure, final address, status,
 * the page itself, walls.
 */
export function judge(watch: Asked, observation: Observation): Verdict {
  return withNotes(watch.target, observation, judgeState(watch, observation))
}

function judgeState(watch: Asked, observation: Observation): Verdict {
  const { page, status, failure } = observation
  if (page === null || (failure !== null && failure.kind !== 'cut-off')) {
    const refused = page === null ? judgeStatus(watch, observation, []) : null
    return refused ?? judgeFailure(observation)
  }
  const marks = [...headerWalls(status, observation.headers), ...page.walls]
  const led = addressWall(observation.finalUrl, watch.url) ?? addressWall(page.url, watch.url)
  if (led !== null && page.siblingCount === 0) return walled(led)
  if (status === 404 || status === 410) return unknown('not-found', `status ${status}`)
  const seen = judgeRows(watch.target, page, observation)
  // A server that says it failed vouches for nothing on its page, in either direction.
  const failed = status !== null && status >= 500
  if (failed || !isAnchored(page, seen, status)) {
    const refused = judgeStatus(watch, observation, marks)
    if (refused !== null) return refused
  }
  const elsewhere = judgePlace(watch.url, observation, page)
  if (elsewhere !== null) return elsewhere
  if (seen !== null) return settled(watch, observation, page, seen)
  return judgeNothing(watch, observation, page, marks)
}

/**
 * Real offers on the page, or its own notice in the known place, outweigh every sign of a wall; without them a wall
 * is why nothing is there.
 */
function isAnchored(page: PageFacts, seen: Seen | null, status: number | null): boolean {
  if (seen !== null && (page.targetCount > 0 || page.siblingCount > 0)) return true
  return page.notice !== null && !isWeak(page) && (status === null || status < 400)
}

/** Wall pages have headings too, and name the event. */
const isWeak = ({ anchor }: PageFacts): boolean =>
  anchor === null || anchor.kind === 'heading' || anchor.kind === 'event'

const FAILURES: Record<NonNullable<Observation['failure']>['kind'], Reason> = {
  offline: 'offline',
  timeout: 'offline',
  'private-address': 'wrong-page',
  'too-large': 'needs-render',
  'too-many-redirects': 'http-error',
  'not-html': 'wrong-page',
  'cut-off': 'not-settled',
  robots: 'blocked',
  budget: 'rate-limited',
  browser: 'needs-render',
  reader: 'layout-changed',
}

function judgeFailure({ failure, status }: Observation): Verdict {
  if (failure === null)
    return unknown('empty', status === null ? 'no document' : `no document, status ${status}`)
  return unknown(FAILURES[failure.kind], `${failure.kind}: ${failure.detail}`)
}

/** `own`: in the site's own words, no vendor of walls. */
const walled = ({ reason, vendor, marker }: WallMark): Verdict =>
  unknown(reason, vendor === 'own' ? marker : `${vendor}: ${marker}`)

/** What the status says where the page itself proves nothing; a vendor's own sign names the wall better. */
function judgeStatus(watch: Asked, observation: Observation, marks: readonly WallMark[]): Verdict | null {
  const { status, headers } = observation
  const all = marks.length > 0 ? marks : headerWalls(status, headers)
  const hard = strongestWall(all, false)
  if (hard !== null) return walled(hard)
  if (observation.page === null) {
    const led = addressWall(observation.finalUrl, watch.url)
    if (led !== null) return walled(led)
  }
  if (status === null || status < 400) return null
  const soft = strongestWall(all, true)
  if (status === 404 || status === 410) return unknown('not-found', `status ${status}`)
  if (status === 451) return unknown('geo', 'status 451')
  // A puzzle or a queue says more than the number; a login form on an error page says less.
  if (soft !== null && ['captcha', 'blocked', 'challenge', 'queue'].includes(soft.reason)) return walled(soft)
  if (status === 429) return unknown('rate-limited', 'status 429')
  if (status === 503) return unknown('maintenance', 'status 503')
  if (status >= 500) return unknown('http-error', `status ${status}`)
  if (status === 401 || status === 407) return unknown('login', `status ${status}`)
  if (status === 403) return unknown('blocked', 'status 403')
  return unknown('http-error', `status ${status}`)
}

function settled(watch: Asked, observation: Observation, page: PageFacts, seen: Seen): Verdict {
  if (seen.state === 'available') {
    if (!page.settle.agreed) return unknown('unstable', 'two reads did not agree')
    return { state: 'available', offers: seen.offers }
  }
  if (page.session !== null) return unknown('login', page.session)
  if (seen.state === 'unseen') return unknown('needs-render', `in the page as sent: ${seen.why}`)
  if (seen.state === 'loading') return unknown('not-settled', seen.why)
  if (seen.state === 'detail') return unknown('needs-detail', `only a link: ${seen.why}`)
  if (seen.state === 'unclear')
    return { ...unknown('ambiguous-offer', seen.why), fingerprint: seen.fingerprint }
  if (seen.state === 'gone')
    return proven(watch.target, observation, page, { kind: seen.kind, detail: cut(seen.why) })
  const detail = cut(page.siblings.map(({ type, count }) => `${type} × ${count}`).join(', '))
  return proven(watch.target, observation, page, { kind: 'siblings', detail })
}

/** Neither target nor siblings: the site's own notice, else the reason why nothing is there. */
function judgeNothing(
  watch: Asked,
  observation: Observation,
  page: PageFacts,
  marks: readonly WallMark[],
): Verdict {
  const weak = isWeak(page)
  const said = saidOf(page, observation.at)
  const wall = said !== null && !weak ? null : strongestWall(marks, weak && page.notice === null)
  if (wall !== null) return walled(wall)
  if (page.consent?.withholding === true && weak) return unknown('consent', page.consent.marker)
  if (page.session !== null) return unknown('login', page.session)
  const sure = page.anchor !== null && (page.anchor.kind !== 'heading' || said?.kind === 'empty-notice')
  if (said !== null && sure) return proven(watch.target, observation, page, said)
  if (page.metadata === 'in-stock') return unknown('needs-render', 'only metadata says "in stock"')
  if (!observation.rendered) return judgeRaw(page)
  if (page.textLength <= EMPTY_TEXT_MOST) return unknown('empty', `${page.textLength} characters`)
  const call = callsOf(page)
  if (call !== null || page.area.state === 'loading') return unknown('not-settled', call ?? page.area.detail)
  if (page.area.state === 'failed') return unknown('partial', page.area.detail)
  if (page.unreadableFrames > 0) return unknown('partial', 'a frame of another site could not be read')
  // A heading alone may be the start of a page that still draws.
  if (page.anchor !== null && weak) return unknown('not-settled', `only "${page.anchor.value}" was drawn`)
  return unknown(
    'layout-changed',
    page.anchor === null ? 'nothing known on this page' : 'the offers box is empty',
  )
}

/** The page's own words for nothing to be had: empty, sold out, not open yet, or over. */
function saidOf(page: PageFacts, now: number): Omit<Proof, 'anchor'> | null {
  const { notice } = page
  if (notice !== null && !(notice.kind === 'not-yet' && hasOpened(notice.text, now))) {
    return { kind: notice.kind === 'empty' ? 'empty-notice' : notice.kind, detail: cut(notice.text) }
  }
  const over = endOf(page, now)
  return over === null ? null : { kind: 'past', detail: cut(over) }
}

function judgeRaw(page: PageFacts): Verdict {
  const filledLater = page.shell !== null || page.area.state === 'loading'
  if (filledLater) return unknown('needs-render', page.shell ?? page.area.detail)
  if (page.textLength <= EMPTY_TEXT_MOST) return unknown('empty', `${page.textLength} characters`)
  if (!page.complete) return unknown('not-settled', 'the document was cut off')
  if (page.scripts > 0) return unknown('needs-render', 'the page as sent holds no offer')
  return unknown(
    'layout-changed',
    page.anchor === null ? 'nothing known on this page' : 'the offers box is empty',
  )
}
