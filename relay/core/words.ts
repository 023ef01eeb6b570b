import type { AcknowledgedAs, ChannelName } from './alert.ts'
import type { Outcome } from './delivery.ts'
import type { ReporterKind } from './status.ts'
import type { Reason } from './verdict.ts'

import { english } from './words-en.ts'
import { french } from './words-fr.ts'

export type Locale = 'fr' | 'en'

/** Everything that a message says. Values in braces are put in by `wording.ts`; page text comes already cleaned. */
export type Words = {
  /** Short, to stand within a sentence. Screens have whole sentences: `reason-words.ts`. */
  reasons: Record<Reason, string>
  seenBy: Record<ReporterKind, string>
  channels: Record<ChannelName, string>
  /** At the foot of a mail. */
  mailWhy: string
  mailStop: string
  /** The link to the page with the four answers. */
  mailAnswer: string
  /** The button of a notification that ends the reminders, and what stands there when the answer did not get through. */
  pushSeen: string
  pushUnsent: string
  outcomes: Record<Outcome, string>
  /** `2 places PMR`, when the page says how many. */
  places: (count: number, type: string) => string
  /** `3 offres PMR`, when it does not. */
  offers: (count: number, type: string) => string
  seats: (count: number) => string
  moreOffers: (count: number) => string
  restricted: (how: string) => string
  opened: (what: string, name: string) => string
  /** What is there beside what was told before, within a title. */
  more: (what: string) => string
  beside: string
  look: (name: string) => string
  lookWhat: (detail: string) => string
  lookNext: string
  seen: (at: string, by: string, alert: string) => string
  /** Seen by people's browsers only: how many, and how long before the message leaves. */
  seenByBrowsers: (at: string, by: { devices: number; age: string; alert: string }) => string
  /** What one browser of the operator's own says, and nobody else can see. */
  reported: (name: string) => string
  reportedWhat: string
  gone: (seenAt: string, goneAt: string, alert: string) => string
  repeat: string
  ticketsLink: string
  statusLink: string
  blind: (name: string) => string
  blindWhy: (since: string, reason: string) => string
  blindNext: string
  sighted: (name: string) => string
  sightedAfter: (at: string, blindFor: string) => string
  /** Under a picture of the page. */
  picture: (at: string, name: string) => string
  still: string
  stillSpan: (from: string, to: string) => string
  stillAlways: (name: string, checks: string) => string
  stillPartly: (name: string, sight: string, blind: string, checks: string) => string
  stillNever: (name: string, blind: string, checks: string) => string
  because: (reason: string) => string
  checks: (count: number) => string
  moreWatches: (count: number) => string
  undeliverable: (channel: string) => string
  undeliverableWhy: (outcome: string, alert: string) => string
  /** Log lines about deliveries. */
  delivered: (channel: string, ms: number, title: string) => string
  notDelivered: (channel: string, outcome: string, title: string) => string
  nextTry: (wait: string) => string
  /** One line for many that arrived together. */
  deliveredMany: (channel: string, count: number, title: string) => string
  /** A message that leaves when what it tells of has gone already. */
  late: (what: string, name: string) => string
  /** What had gone a moment ago is back. */
  again: (what: string) => string
  againAfter: (goneAt: string, backAt: string) => string
  /** A repeat: there for `since` by now. */
  ring: (what: string, name: string, since: string) => string
  ringWhy: (step: number) => string
  escalated: (what: string, name: string) => string
  escalatedWhy: (since: string) => string
  /** A release that has ended, and how long it lasted. */
  left: (name: string) => string
  leftAfter: (at: string, lasted: string) => string
  digest: (matches: number) => string
  digestRing: (matches: number, since: string) => string
  /** Of a digest, when all of it has gone. */
  digestLate: (matches: number) => string
  digestSpan: (from: string, to: string) => string
  /** One opening of a digest; `goneAt` is null while it is open. */
  digestEntry: (what: string, name: string, goneAt: string | null) => string
  acknowledged: Record<AcknowledgedAs, (name: string) => string>
  acknowledgedAt: (at: string) => string
  none: (proof: string) => string
  unknown: (reason: string) => string
}

export const WORDS: Record<Locale, Words> = { fr: french, en: english }
