import type { Reason } from './verdict.ts'

/**
 * Facts read by one check, with evidence and without opinion. `judge` alone turns them into a verdict.
 * Plain JSON, bounded by `LIMITS`; everything from the page in it is hostile text.
 */
export type Observation = {
  /** Epoch ms when the look ended. */
  at: number
  durationMs: number
  /** Asked for, and where the document came from. */
  url: string
  finalUrl: string
  /** Every address asked in turn, the first and the last included. */
  chain: string[]
  /** HTTP status of the document; `null` when none came. */
  status: number | null
  /** Response headers of the document that may mark a wall (`MARKER_HEADERS`): lower-case name → value. */
  headers: Record<string, string>
  /** Why no document, or only part of one, came; `null` when it came. */
  failure: Failure | null
  /** A browser drew it; otherwise the facts are of the HTML as sent. */
  rendered: boolean
  /** What the reader saw; `null` when no document could be read. */
  page: PageFacts | null
  /** Milliseconds by name of the step: `connect`, `document`, `settle`, `read`, … */
  phases: Record<string, number>
}

export type FailureKind =
  | 'offline'
  | 'timeout'
  | 'private-address'
  | 'too-large'
  | 'too-many-redirects'
  | 'not-html'
  | 'cut-off'
  | 'robots'
  | 'budget'
  | 'browser'
  | 'reader'

export type Failure = { kind: FailureKind; detail: string }

/** Bounds of an observation: what is longer is cut, what is more is counted but not kept. */
export const LIMITS = {
  rows: 20,
  types: 20,
  walls: 12,
  calls: 10,
  chain: 8,
  headerValue: 200,
  shortText: 160,
  rowText: 400,
  address: 2048,
  rowHtml: 4000,
  /** What the reader answers as JSON in UTF-8, in bytes: addresses, headers and the verdict stand beside it. */
  facts: 36_000,
  /** The whole observation as JSON in UTF-8, in bytes. */
  total: 64_000,
} as const

/** Response headers kept as evidence; the names ending in `-` stand for all that begin so. */
export const MARKER_HEADERS = [
  'age',
  'akamai-cache-status',
  'cf-mitigated',
  'date',
  'retry-after',
  'server',
  'x-amzn-waf-action',
  'x-datadome',
  'x-dd-b',
  'x-iinfo',
  'x-kpsdk-',
  'x-queueit-redirect',
  'x-vercel-mitigated',
] as const

/** What one reading of a document found. Made by `readers/read-page.ts`. */
export type PageFacts = {
  /** Address of the document as it knows itself, and its `link[rel=canonical]`. */
  url: string
  canonical: string | null
  lang: string | null
  title: string
  /** Main headings, at most three. */
  headings: string[]
  /** Characters of text outside script, style, template and noscript, hidden ones included. */
  textLength: number
  elements: number
  scripts: number
  /** The document came to its end; `false` for a cut connection. */
  complete: boolean
  /** The reader stopped at a bound before the end. */
  truncated: boolean
  /** Computed styles were known; otherwise `drawn: 'unknown'` says so by row. */
  styled: boolean
  /** The strongest proof that this is the page which would hold the offer; `null` when there is none. */
  anchor: Anchor | null
  area: Area
  /** Rows that match the target, hidden and foreign ones included; the first of `targetCount`. */
  targets: OfferRow[]
  targetCount: number
  /** Other offers drawn beside, by the page's own type word. Only rows that look like an offer. */
  siblings: { type: string; count: number }[]
  siblingCount: number
  /** The site's own words for "nothing here", in the offers area or the main part. */
  notice: Notice | null
  /** Whether title, headings or canonical hold the words of `target.event`; `null` when it was not given. */
  event: { asked: string; found: boolean } | null
  /** The event's day as the page gives it beside its heading or in its data; `null` when it gives none. */
  when: EventDay | null
  /** The page's words for a changed date: « reporté », "postponed". */
  moved: string | null
  /** The page says of itself that its event is over. */
  past: string | null
  /** What asks to log in where prices or offers would stand; `null` where something is priced. */
  session: string | null
  walls: WallMark[]
  /** A consent layer; `withholding` when the content behind it is not there. */
  consent: { marker: string; withholding: boolean } | null
  /** Structured data of the page about stock: a hint, never an offer. */
  metadata: 'in-stock' | 'out-of-stock' | null
  /** The target's word outside typed offers: a line with a price, or a count such as `PMR (2)`. */
  mention: { text: string; count: number | null } | null
  /** An application root or a "needs JavaScript" note: the document as sent is a shell to be filled. */
  shell: string | null
  /** Frames of other sites that could not be looked into and are large enough to hold offers. */
  unreadableFrames: number
  /** Data calls of the page that failed: path and status, without queries. */
  failedCalls: { path: string; status: number }[]
  settle: Settle
  /** For people and for learning, never for a verdict; `null` when nothing was found to show. */
  evidence: PageEvidence | null
}

/** Days are `YYYY-MM-DD` in Paris. `last`: the latest that any part of the page names. */
export type EventDay = { day: string; last: string; text: string; at: number | null }

/** What was seen of the page beyond what a verdict needs: cleaned of scripts, tokens and names, and bounded. */
export type PageEvidence = {
  /** Of the target rows, in their order, as far as there was room. */
  rows: RowEvidence[]
  /** Everything that would prove the right page: kind and words or selector. */
  anchors: string[]
  /** Of the offers area's elements and words, numbers left out; `null` without an area. */
  areaHash: string | null
  /** Which embedded data or script holds the target's word, and the word: a hint to look closer. */
  data: string | null
}

export type RowEvidence = {
  path: string
  /** Outer HTML without scripts, event handlers, tokens and personal data, 4 kB at most. */
  html: string
  /** Text of the target element alone, where the row around it holds more. */
  ownText: string
  /** Of the target as drawn, in CSS pixels from the top left of the document; `null` without styles. */
  box: { x: number; y: number; width: number; height: number; opacity: number } | null
}

export type Anchor = {
  /** `heading` alone is weak: wall pages have headings too. */
  kind: 'selector' | 'offers' | 'container' | 'event' | 'heading'
  /** Selector or words that were hit. */
  value: string
}

/** The part of the page that would hold the offer. `detail` says what was seen. */
export type Area = { state: 'absent' | 'loading' | 'failed' | 'readable'; detail: string }

export type Notice = { kind: 'empty' | 'sold-out' | 'not-yet'; text: string }

export type OfferRow = {
  /** Short CSS-like path, for evidence. */
  path: string
  /** The page's own type word, or the tag name when the row carries none. */
  type: string
  name: string
  text: string
  category: string | null
  price: string | null
  /** Places stated or selectable; `null` when the row says nothing. */
  quantity: number | null
  control: Control | null
  /** Words of the row itself, as the page writes them. */
  gone: string | null
  /** With what follows it, so that a day and an hour can be read. */
  notYet: string | null
  restricted: string | null
  drawn: 'drawn' | 'hidden' | 'unknown'
  /** What hides it, when it is hidden. */
  hiddenBy: string | null
  /** In which part of the page it stands: only `offers` counts. */
  place: 'offers' | 'other-event' | 'past' | 'filter'
  /** A placeholder that has no text yet. */
  skeleton: boolean
  /** Words that no rule knows in a row where nothing sells: they may say that it is gone. */
  unread: string | null
  /** Day of the row itself, `YYYY-MM-DD`; `null` when it carries none. */
  date: string | null
}

export type Control = {
  text: string
  /** What its words say: `plain` when they say nothing of selling. */
  says: 'buy' | 'plain' | 'restricted' | 'info' | 'waitlist'
  enabled: boolean
  href: string | null
}

/** One sign of a wall. `hard` stands only on walls; `soft` counts when no anchor is there; `weak` names a vendor. */
export type WallMark = { reason: Reason; vendor: string; marker: string; grade: 'hard' | 'soft' | 'weak' }

/**
 * How the waiting ended. `static`: nothing was waited for. `positive`: two agreeing reads with the target.
 * `quiet`: anchor, readable quiet area, scroll pass. `wall`: a hard wall that stayed. `deadline`: time was up.
 */
export type Settle = {
  state: 'static' | 'positive' | 'quiet' | 'wall' | 'deadline'
  /** Whether the last two reads agreed on the target rows. */
  agreed: boolean
  waitedMs: number
  /** Of the first read that saw an offer of any type; `null` when none did. */
  paintedAtMs: number | null
  scrollSteps: number
  /** What was waited for after the last sign that the page still draws; 0 for one that cannot draw by itself. */
  patienceMs?: number
  /** The longest that the offers stood still without any sign before they changed. */
  lateMs?: number
  /** Data calls of the page: what came of each. Paths without queries, long numbers left out. */
  calls?: SettledCall[]
}

/** `led`: offers were drawn after its answer. `hung`: never answered while it was waited for. */
export type SettledCall = { path: string; did: 'led' | 'answered' | 'hung' }
