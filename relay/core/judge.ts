import type { Anchor, Observation, PageFacts, WallMark } from './observation.ts'
import type { RowState } from './offers.ts'
import type { Offer, Proof, Reason, Verdict } from './verdict.ts'
import type { Watch } from './watch.ts'

import { offerOf, rowState } from './offers.ts'
import { addressWall, headerWalls, strongestWall } from './wall-signs.ts'

const STALE_SECONDS = 900
const EMPTY_TEXT_MOST = 20
const DETAIL_MOST = 200

/** What of a watch a verdict depends on. */
export type Asked = Pick<Watch, 'url' | 'target'>

const unknown = (reason: Reason, detail?: string): Verdict =>
  detail === undefined || detail === ''
    ? { state: 'unknown', reason }
    : { state: 'unknown', reason, detail: cut(detail) }

const cut = (text: string): string => text.slice(0, DETAIL_MOST).toWellFormed()

/**
 * Turns facts into a verdict. Pure and total: every observation has exactly one, and `none` only comes out of
 * `proven`, which asks for its proof. The order is that of VERDICTS.md part 2: failure, final address, status,
 * the page itself, walls.
 */
export function judge(watch: Asked, observation: Observation): Verdict {
  const { page, status, failure } = observation
  if (page === null || (failure !== null && failure.kind !== 'cut-off')) {
    const refused = page === null ? judgeStatus(watch, observation, []) : null
    return refused ?? judgeFailure(observation)
  }
  const marks = [...headerWalls(status, observation.headers), ...page.walls]
  const led = addressWall(observation.finalUrl, watch.url) ?? addressWall(page.url, watch.url)
  if (led !== null && page.siblingCount === 0) return walled(led)
  if (status === 404 || status === 410) return unknown('not-found', `status ${status}`)
  const seen = judgeRows(page, observation)
  // Real offers on the page outweigh every sign of a wall; without them a wall is why nothing is there.
  const anchored = seen !== null && (page.targetCount > 0 || page.siblingCount > 0)
  if (!anchored) {
    const refused = judgeStatus(watch, observation, marks)
    if (refused !== null) return refused
  }
  if (status !== null && status >= 500 && page.targetCount === 0)
    return unknown('http-error', `status ${status}`)
  const elsewhere = judgePlace(watch, observation, page)
  if (elsewhere !== null) return elsewhere
  if (seen !== null) return settled(watch, observation, page, seen)
  return judgeNothing(watch, observation, page, marks)
}

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

/** Another page than the one asked for: other event, other match by its canonical address, or led back to a list. */
function judgePlace(watch: Asked, observation: Observation, page: PageFacts): Verdict | null {
  const titled = page.headings.length > 0 || page.targetCount > 0 || page.siblingCount > 0
  if (
    page.event !== null &&
    !page.event.found &&
    titled &&
    page.walls.every((mark) => mark.grade === 'weak')
  ) {
    return unknown(
      'wrong-page',
      `"${page.event.asked}" is not in "${[page.title, ...page.headings].join(' / ')}"`,
    )
  }
  const asked = URL.parse(watch.url)
  const [final, own] = [
    URL.parse(observation.finalUrl),
    URL.parse(page.canonical ?? '', observation.finalUrl),
  ]
  if (asked === null || final === null) return null
  const [from, to] = [segments(asked), segments(final)]
  const ledBack = to.length < from.length && to.every((part, index) => part === from[index])
  if (ledBack && page.targetCount === 0 && page.event?.found !== true) {
    return unknown('wrong-page', `led back to ${final.pathname}`)
  }
  if (page.canonical !== null && own !== null && own.host === final.host && page.event?.found !== true) {
    const canonical = segments(own)
    const beside = canonical.length === to.length && canonical.length > 1
    const same = canonical.slice(0, -1).join('/') === to.slice(0, -1).join('/')
    if (beside && same && isOther(canonical.at(-1) ?? '', to.at(-1) ?? ''))
      return unknown('wrong-page', `calls itself ${own.pathname}`)
  }
  return null
}

const numbers = (text: string): string[] => text.match(/\d{3,}/g) ?? []

/** `30166884` and `30166884-tove-styrke` are one page; a shared number or beginning is enough to doubt. */
function isOther(one: string, other: string): boolean {
  if (one.startsWith(other) || other.startsWith(one)) return false
  const known = new Set(numbers(one))
  return !numbers(other).some((number) => known.has(number))
}

const segments = (url: URL): string[] => url.pathname.toLowerCase().split('/').filter(Boolean)

type Seen =
  | { state: 'available'; offers: [Offer, ...Offer[]] }
  | { state: 'gone'; kind: 'sold-out' | 'not-yet'; why: string }
  | { state: 'unclear' | 'loading' | 'unseen' | 'detail'; why: string }
  | { state: 'absent' }

/** What the target rows and the offers beside them say together; `null` when the page shows neither. */
function judgeRows(page: PageFacts, { finalUrl }: Observation): Seen | null {
  const rows = page.targets.map((row) => ({ row, is: rowState(row) }))
  const [first, ...rest] = rows
    .filter(({ is }) => is.state === 'open')
    .map(({ row }) => offerOf(row, finalUrl))
  if (first !== undefined) return { state: 'available', offers: distinct([first, ...rest]) }
  const states = rows.map(({ is }) => is)
  const unseen = rows.find(({ is }) => is.state === 'unseen')
  if (unseen !== undefined) return { state: 'unseen', why: unseen.row.text }
  if (states.some((is) => is.state === 'loading')) return { state: 'loading', why: 'an offer without text' }
  const unclear = states.find((is): is is RowState & { state: 'unclear' } => is.state === 'unclear')
  if (unclear !== undefined) return { state: 'unclear', why: unclear.why }
  const detail = rows.find(({ is }) => is.state === 'detail')
  if (detail !== undefined) return { state: 'detail', why: detail.row.control?.text ?? detail.row.text }
  if (page.targetCount > page.targets.length) return { state: 'unclear', why: `${page.targetCount} rows` }
  const gone = states.find((is): is is RowState & { state: 'gone' } => is.state === 'gone')
  if (gone !== undefined) return { state: 'gone', kind: gone.kind, why: gone.why }
  if ((page.mention?.count ?? 0) > 0) return { state: 'unclear', why: page.mention?.text ?? '' }
  if (page.mention !== null && page.mention.count === null)
    return { state: 'unclear', why: page.mention.text }
  return page.siblingCount > 0 ? { state: 'absent' } : null
}

function distinct(offers: [Offer, ...Offer[]]): [Offer, ...Offer[]] {
  const [first, ...rest] = offers
  const seen = new Set([first.fingerprint])
  const others = rest.filter((offer) => !seen.has(offer.fingerprint) && seen.add(offer.fingerprint))
  return [first, ...others]
}

function settled(watch: Asked, observation: Observation, page: PageFacts, seen: Seen): Verdict {
  if (seen.state === 'available') {
    if (!page.settle.agreed) return unknown('unstable', 'two reads did not agree')
    return { state: 'available', offers: seen.offers }
  }
  if (seen.state === 'unseen') return unknown('needs-render', `in the page as sent: ${seen.why}`)
  if (seen.state === 'loading') return unknown('not-settled', seen.why)
  if (seen.state === 'detail') return unknown('needs-detail', `only a link: ${seen.why}`)
  if (seen.state === 'unclear') return unknown('ambiguous-offer', seen.why)
  if (seen.state === 'gone')
    return proven(watch, observation, page, { kind: seen.kind, detail: cut(seen.why) })
  const types = page.siblings.map(({ type, count }) => `${type} × ${count}`).join(', ')
  const detail = cut(types)
  return proven(watch, observation, page, { kind: 'siblings', detail })
}

/** The only way to `none`: the right page, whole, readable and quiet, with something that says so. */
function proven(
  watch: Asked,
  observation: Observation,
  page: PageFacts,
  proof: Omit<Proof, 'anchor'>,
): Verdict {
  const { anchor, settle, area } = page
  if (anchor === null) return unknown('layout-changed', 'no anchor')
  if (watch.target.anchor !== undefined && anchor.kind !== 'selector') {
    return unknown('layout-changed', `nothing matches ${watch.target.anchor}`)
  }
  if (page.event !== null && !page.event.found) return unknown('wrong-page', `"${page.event.asked}" not seen`)
  if (!page.complete || observation.failure !== null)
    return unknown('not-settled', 'the document was cut off')
  if (page.truncated) return unknown('partial', 'the page is too large to be read whole')
  if (area.state === 'loading') return unknown('not-settled', area.detail)
  if (area.state === 'failed') return unknown('partial', area.detail)
  if (area.state === 'absent') return unknown('layout-changed', 'no offers area')
  if (page.unreadableFrames > 0) return unknown('partial', 'a frame of another site could not be read')
  if (observation.rendered && settle.state !== 'quiet')
    return unknown('not-settled', callsOf(page) ?? 'still changing')
  if (!settle.agreed) return unknown('unstable', 'two reads did not agree')
  const failed = callsOf(page)
  if (failed !== null && proof.kind === 'empty-notice') return unknown('not-settled', failed)
  const age = Number(observation.headers['age'] ?? 0)
  if (age > STALE_SECONDS) return unknown('stale', `a copy of ${age} s ago`)
  return { state: 'none', proof: { anchor: nameOf(anchor), ...proof } }
}

const nameOf = (anchor: Anchor): string => cut(`${anchor.kind}: ${anchor.value}`)

function callsOf(page: PageFacts): string | null {
  const call = page.failedCalls[0]
  return call === undefined ? null : `data call ${call.path} answered ${call.status}`
}

/** Neither target nor siblings: the site's own notice, else the reason why nothing is there. */
function judgeNothing(
  watch: Asked,
  observation: Observation,
  page: PageFacts,
  marks: readonly WallMark[],
): Verdict {
  const weak = page.anchor === null || page.anchor.kind === 'heading' || page.anchor.kind === 'event'
  const wall = strongestWall(marks, weak && page.notice === null)
  if (wall !== null) return walled(wall)
  if (page.consent?.withholding === true && weak) return unknown('consent', page.consent.marker)
  const said = page.notice ?? (page.past === null ? null : { kind: 'sold-out' as const, text: page.past })
  const sure = page.anchor !== null && (page.anchor.kind !== 'heading' || said?.kind === 'empty')
  if (said !== null && sure) {
    const kind = said.kind === 'empty' ? 'empty-notice' : said.kind
    return proven(watch, observation, page, { kind, detail: cut(said.text) })
  }
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
