import type { FailureKind, PageFacts } from '#core/observation.ts'
import type { LookOptions } from '#readers/look-options.ts'

/**
 * What the scripts in a page and the worker say to each other. The worker takes host, address and tab from the sender
 * and not from here, and checks every field: a page that broke its renderer could write any of these.
 */

/** Where the build puts the scripts, for `scripting.registerContentScripts` and `scripting.executeScript`. */
export const FILES = {
  /** Registered at run time for the sites that the person allowed, `runAt: 'document_idle'`, top frame only. */
  watcher: '/watcher.js',
  /** Injected before a tab is asked to `fetch`, each time: it stands at most once in a page. */
  fetcher: '/fetcher.js',
  /** Injected where the answer to `here` is that the page is followed. The watcher starts it, whichever comes first. */
  reader: '/reader.js',
  /** Injected into the small window; then `globalThis.vigieLook(options)` answers the facts. */
  look: '/look.js',
  /** Injected at the person's press; then `globalThis.vigiePick(ask)` starts it. It answers with `picked`. */
  picker: '/picker.js',
  /** Injected at the person's press; then `globalThis.vigieMark(ask)` answers how many it marked. */
  marks: '/marks.js',
} as const

/** At load, at every other address that a single-page site takes, when the tab comes back, and when asked `again`. */
export type Here = { type: 'here'; url: string }

export type HereAnswer = { followed: false } | { followed: true; followId: string; options: LookOptions }

/** Why a reading is sent. Every one is a whole reading; what is not new is not sent. */
export type ReadWhy = 'first' | 'positive' | 'changed' | 'quiet' | 'wall' | 'asked'

/** How long the person's tab has been such that the page draws what it draws. Times are epoch ms. */
type Sighting = {
  /** The tab is seen at this moment. */
  visible: boolean
  /** Since when without a break; `null` while it is hidden. */
  visibleSince: number | null
  /** When the document came, or the address changed in a page that draws itself; kept over the back-forward cache. */
  loadedAt: number
  /**
   * When data came last: the load, the answer of a call that brings offers, or a change of the offers that no press of
   * the person came before.
   */
  dataAt: number
  /** When what is read of the offers changed last. */
  changedAt: number
  at: number
}

/**
 * Why such a reading proves no `none`, however it reads: the tab is hidden; the page still loads, or shows another
 * address's content still; it moves, or came into view just now; a part of it was never scrolled to; its list drops the
 * rows that are scrolled away. `null` where it would prove one: only then is `settle.state` `quiet`.
 */
export type Doubt = 'hidden' | 'loading' | 'moving' | 'unseen' | 'dropped'

export type Read = {
  type: 'read'
  followId: string
  facts: PageFacts
  url: string
  why: ReadWhy
  doubt: Doubt | null
  /** HTTP status of the document, where the browser tells it and the page is still that document's. */
  status: number | null
} & Sighting

/** Worker to tab. */
export type TabAsk =
  /** A same-origin fetch with the person's session, by the `fetcher`. Answered with `Fetched`. */
  | { type: 'fetch'; url: string }
  /** Follows, pauses or permissions changed: say `here` again. */
  | { type: 'again' }
  /** Read now and send it, whatever was sent before. */
  | { type: 'read-now' }

/** `led-away`: the site leads to another origin, where this fetch does not go; `other-origin`: it was asked to. */
export type FetchFailure = {
  kind:
    | Extract<FailureKind, 'offline' | 'timeout' | 'too-large' | 'not-html' | 'cut-off'>
    | 'led-away'
    | 'other-origin'
  detail: string
}

export type Fetched = {
  type: 'fetched'
  url: string
  /** Where the document came from, after redirects of the same origin; `url` when none came. */
  finalUrl: string
  /** `null` when no answer came. */
  status: number | null
  /** Those of `MARKER_HEADERS`, cut. */
  headers: Record<string, string>
  /** `null` when no document came; what has come of one that was cut off. */
  html: string | null
  failure: FetchFailure | null
  /** Epoch ms of the end. */
  at: number
  durationMs: number
}

/** Words of the picker, from the worker, in the person's language. */
export type PickWords = {
  /** `fr` or `en`. */
  lang: string
  title: string
  /** How to use it, for all who see or hear it. */
  help: string
  pick: string
  leave: string
  wider: string
  narrower: string
  next: string
  previous: string
  /** With `{count}`. */
  matchesOne: string
  matchesMany: string
  /** No stable selector was found for it. */
  unstable: string
  nothing: string
  /** The choice arrived, or it did not. */
  kept: string
  lost: string
}

export type PickAsk = { words: PickWords; /** Given back in the answer. */ purpose: string }

/** What the person pointed at. All of it is page text: hostile, bounded, to be checked and escaped. */
export type Picked = {
  type: 'picked'
  purpose: string
  url: string
  /** `null` when the person left without a choice. */
  pick: {
    /** CSS selector; the most telling that fits. */
    selector: string
    /** Words by which the row is known among those that the selector fits; `null` when none are needed. */
    label: string | null
    /** How many elements it fits now, `label` counted in. */
    matches: number
    /** Text of what was pointed at, at most 160 characters. */
    text: string
    /** Title of the page and its main heading, to name the follow with. */
    title: string
    heading: string | null
  } | null
}

export type MarkWords = {
  lang: string
  /** On the mark beside each offer. */
  mark: string
  /** Of the bar: with `{count}`. */
  foundOne: string
  foundMany: string
  none: string
  next: string
  remove: string
}

export type MarkAsk = { words: MarkWords; options: LookOptions }
