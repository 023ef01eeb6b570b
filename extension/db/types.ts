import type { PageFacts } from '#core/observation.ts'
import type { REPORT_RUNGS, ReportBody } from '#core/reporter.ts'
import type { WatchState } from '#core/state.ts'
import type { Offer, Reason, Verdict } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'

/**
 * How this browser looks at a page, from the one that costs and misses least (EXTENSION.md 1.3): the open tab, a fetch
 * from an open tab of the site, a fetch of the background, the small window; `by-hand`: the relay or the person.
 */
export type Rung = (typeof REPORT_RUNGS)[number]

/** Why that rung is used now. */
const RUNG_WHYS = [
  /** Nothing was learnt yet. */
  'learning',
  /** A tab of the page itself stands open. */
  'page-open',
  /** A tab of the site stands open. */
  'site-open',
  /** The page as sent says the same as the page as drawn. */
  'static-agrees',
  /** The linked relay learnt that the page as sent is enough. */
  'relay-learnt',
  /** The page draws its offers itself. */
  'needs-render',
  /** The site stops looks from the background. */
  'wall',
  /** The person took the site's permission back, or has not given it. */
  'no-access',
  /** The person chose the small window. */
  'window-chosen',
] as const
export type RungWhy = (typeof RUNG_WHYS)[number]

/** How often a follow asks to be looked at: each 60 s, or each 30 s. */
export const PACES = ['normal', 'hot'] as const
export type Pace = (typeof PACES)[number]

export const PACE_MS: Record<Pace, number> = { normal: 60_000, hot: 30_000 }

/** `until` in epoch ms; `null` until the person resumes. */
export type Pause = { until: number | null }

/** A page that this person follows. Times are epoch ms everywhere. */
export type Follow = {
  /** A uuid. */
  id: string
  name: string
  /** Without what comes after `#`. */
  url: string
  /** `host` of the address, port included. */
  host: string
  target: SeatsTarget
  /** Of the event, `YYYY-MM-DD`; `null` when nobody knows. */
  date: string | null
  pace: Pace
  /** The watch of the linked relay for the same page. */
  relayWatchId: string | null
  paused: Pause | null
  /** The person allowed the small window for this page. */
  window: boolean
  retiredAt: number | null
  createdAt: number
  updatedAt: number
}

/** Who looked, as `WatchState.reporters` names them. */
export type SightReporter = 'me' | 'relay'

/** What is known of a follow; its key is `followId`. */
export type Sight = {
  followId: string
  state: WatchState
  rung: Rung | null
  rungWhy: RungWhy
  nextLookAt: number | null
  lastTry: { at: number; rung: Rung; verdict: Verdict } | null
  /** The looking's own; it parses what it reads here. */
  memory: Record<string, unknown>
  /** What was last reported to the relay, and when; `null` before. */
  reported: { at: number; said: string } | null
}

/** One per release, whoever saw it. What it says beyond `said` is owed to the person. */
export type LocalAlert = {
  /** Of the release. */
  id: string
  followId: string
  openedAt: number
  offers: readonly Offer[]
  by: SightReporter | 'both'
  /** `null` until it was announced. */
  notifiedAt: number | null
  seenAt: number | null
  goneAt: number | null
  falseAlarmAt: number | null
  /** What its notification says by now, the alerting's own; without it, nothing was said. */
  said?: Said
}

/** `notice`: which notification; `prints`: fingerprints of all offers that were told; `gone`: it says so. */
export type Said = { notice: string; prints: readonly string[]; by: LocalAlert['by']; gone: boolean }

/** How a site asked to be treated; its key is `host`. */
export type HostRest = {
  host: string
  nextAt: number
  strikes: number
  restingUntil: number | null
  why: Reason | null
  busyUntil: number | null
  /** The site itself named the time: nobody shortens it. */
  binding?: boolean
}

/** A report that waits to be sent, in the order of `seq`. */
export type Outgoing = {
  /** Given by the database. */
  seq?: number
  /** Of the report. */
  id: string
  /** Origin of the relay. */
  relay: string
  body: ReportBody
  at: number
  tries: number
  nextAt: number
  /** How often the relay could not read a call with it. */
  unread?: number
}

/** This browser's key for one relay; its key is `relay`, an origin. The private part cannot leave the browser. */
export type DeviceKey = {
  relay: string
  algorithm: 'Ed25519' | 'P-256'
  privateKey: CryptoKey
  /** Raw, base64url. */
  publicKey: string
  /** `null` until the relay's owner approved. */
  device: string | null
  scopes: readonly string[]
  createdAt: number
  pairedAt: number | null
  /** The key that is to follow, from before the relay is told of it: its answer may be lost. */
  next?: Pick<DeviceKey, 'algorithm' | 'privateKey' | 'publicKey'>
}

/** A follow that was deleted and can be brought back for a while, with all that was known of it. */
export type Removed = {
  /** Of the follow. */
  id: string
  at: number
  follow: Follow
  sight: Sight | null
  alerts: readonly LocalAlert[]
}

/** The page as sent that was read last, so that the very same bytes need not be read again; its key is `followId`. */
export type SentFacts = {
  followId: string
  /** Of the document and of everything else that its facts depend on. */
  hash: string
  page: PageFacts
  /** The document can draw nothing by itself. */
  inert: boolean
  /** How often words for such seats stand anywhere in it. */
  hints: number
}
