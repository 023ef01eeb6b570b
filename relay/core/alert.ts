import type { Outcome } from './delivery.ts'
import type { Again } from './flap.ts'
import type { Note, Offer, Reason } from './verdict.ts'
import type { ReporterKind } from './status.ts'

/** How an alert reaches someone. Issue by issue more channels join the registry. */
export const CHANNEL_NAMES = ['telegram', 'web-push', 'email', 'discord', 'ntfy', 'webhook', 'log'] as const
export type ChannelName = (typeof CHANNEL_NAMES)[number]

/** Something that can be had. */
export type Opening = {
  watchId: string
  releaseId: string
  name: string
  url: string
  offers: readonly Offer[]
  /** When the check that saw it ended. */
  seenAt: number
  seenBy: ReporterKind
  /** Of how many people's browsers, where only they see. */
  devices?: number
  notes?: readonly Note[]
}

/** A message owed to one subscriber. `about` and the kind make it unique per subscriber. */
export type AlertContent =
  | ({ kind: 'opened'; again?: Again } & Opening)
  /** New offers beside those that were told before in the same release. */
  | ({ kind: 'more' } & Opening)
  /** Something is there that cannot be classed: to be looked at, and no seat yet. Told softly. */
  | {
      kind: 'look'
      watchId: string
      name: string
      url: string
      fingerprint: string
      /** What the page says, in its own words. */
      detail?: string
      seenAt: number
      seenBy: ReporterKind
      /** A browser of the operator's own reports a seat, and nobody else can see: it says nothing of the page. */
      devices?: number
      notes?: readonly Note[]
    }
  | {
      kind: 'blind'
      watchId: string
      name: string
      url: string
      since: number
      reason: Reason
      detail?: string
    }
  | { kind: 'sighted'; watchId: string; name: string; url: string; since: number; at: number }
  | { kind: 'still-watching'; from: number; to: number; watches: SightShare[] }
  /** What the page looked like, after the text about what was seen there (`Alert.follows`): best effort, never twice. */
  | { kind: 'picture'; watchId: string; name: string; evidenceId: string; seenAt: number }
  | { kind: 'undeliverable'; alertId: string; channel: ChannelName; outcome: Outcome; detail: string }
  /** What was told before is still there and nobody has answered: the `step`th repeat, from 1. */
  | ({ kind: 'ring'; step: number; firstAt: number } & Opening)
  /** Somebody else does not answer. */
  | ({ kind: 'escalated'; firstAt: number } & Opening)
  /** A release has closed, for those who were told of it. */
  | {
      kind: 'gone'
      watchId: string
      releaseId: string
      name: string
      url: string
      openedAt: number
      closedAt: number
    }
  /** Several openings in one message, or what of them is still there when nobody has answered: `step`th repeat, else 0. */
  | { kind: 'digest'; id: string; step: number; from: number; to: number; openings: DigestEntry[] }
  /** Somebody of the same subscription has answered. */
  | {
      kind: 'acknowledged'
      watchId: string
      releaseId: string
      name: string
      url: string
      outcome: AcknowledgedAs
      at: number
    }
  | RuleAlert

/** What a rule of the operator's has to say of one group of things. */
export type RuleAlert = {
  kind: 'rule'
  ruleId: string
  name: string
  /** `repeated`: all of it was said before. */
  status: 'firing' | 'repeated' | 'resolved'
  severity: Severity
  /** How the numbers are to be read. */
  unit: RuleUnit
  /** The labels that its things have in common, as a key. */
  group: string
  firing: readonly RuleLine[]
  resolved: readonly RuleLine[]
  /** Since when the first of them has held, and when this was said. */
  since: number
  at: number
}

/** `truth`: the number says only that it is so. */
export type RuleUnit = 'count' | 'seconds' | 'share' | 'truth'

/** One thing that a rule speaks of; `what` is empty when the rule speaks of one thing only. Epoch ms. */
export type RuleLine = { what: string; value: number; since: number }

/** One opening within a digest. */
export type DigestEntry = Opening & { closedAt: number | null }

export const SEVERITIES = ['info', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

export const ACKNOWLEDGED_AS = ['seen', 'got-one', 'too-late', 'false-alarm'] as const
/** What somebody answered to an alert. */
export type AcknowledgedAs = (typeof ACKNOWLEDGED_AS)[number]

/** For how long a watch could see and was blind within a span, in milliseconds. */
export type SightShare = {
  watchId: string
  name: string
  sightedMs: number
  blindMs: number
  /** The reason of the longest blind span, when there was one. */
  reason?: Reason
  checks: number
}

export const ALERT_STATES = [
  'owed',
  'leased',
  'gathered',
  'sent',
  'acknowledged',
  'given-up',
  'withdrawn',
] as const
/**
 * `gathered`: told by the digest that it follows, and settled with it. `withdrawn`: there was no more need to send it.
 */
export type AlertState = (typeof ALERT_STATES)[number]

export type Alert = {
  id: string
  subscriberId: string
  channel: ChannelName
  content: AlertContent
  state: AlertState
  attempts: number
  /** An earlier attempt may have arrived: say so in the message. */
  repeat: boolean
  nextAt: number
  leaseUntil: number | null
  messageId: string | null
  createdAt: number
  sentAt: number | null
  /** The alert of the same subscriber that this one repeats, pictures or ends. */
  follows: string | null
}

/** What a content is about: with its kind it is stored once and owed once to each, however often it is asked for. */
export function aboutOf(content: AlertContent): string {
  switch (content.kind) {
    case 'opened':
      return content.releaseId
    case 'more':
      // The time too: what left for long and is back is told again.
      return [content.releaseId, content.seenAt, ...content.offers.map((one) => one.fingerprint)].join(':')
    case 'look':
      return `${content.watchId}:${content.fingerprint}:${content.seenAt}`
    case 'blind':
    case 'sighted':
      return `${content.watchId}:${content.since}`
    case 'still-watching':
      return String(content.from)
    case 'picture':
      return `${content.watchId}:${content.seenAt}`
    case 'ring':
      return `${content.releaseId}:${content.seenAt}:${content.step}`
    case 'escalated':
      return `${content.releaseId}:${content.seenAt}`
    case 'gone':
      return content.releaseId
    case 'digest':
      return content.id
    case 'acknowledged':
      return `${content.releaseId}:${content.outcome}:${content.at}`
    case 'rule':
      return `${content.ruleId}:${content.group}:${content.at}`
    case 'undeliverable':
      return content.alertId
  }
}

const SOFT: ReadonlySet<AlertContent['kind']> = new Set(['look', 'picture', 'gone', 'acknowledged'])

/** A seat that comes and goes more often than this has been heard of; the repeats ring should it stay. */
const LOUD_FLAPS = 1

/** A soft alert arrives without a sound. */
export function isSoft(content: AlertContent): boolean {
  if (content.kind === 'opened' && (content.again?.flaps ?? 0) > LOUD_FLAPS) return true
  if (content.kind === 'rule') return content.severity === 'info' || content.status === 'resolved'
  return SOFT.has(content.kind)
}

/** A repeat: withdrawn as soon as somebody answers or the seat is gone. */
export function isRepeat(content: AlertContent): boolean {
  return content.kind === 'ring' || (content.kind === 'digest' && content.step > 0)
}

const ANSWERABLE: ReadonlySet<AlertContent['kind']> = new Set([
  'opened',
  'more',
  'ring',
  'escalated',
  'digest',
])

/** People are asked what became of it. */
export function isAnswerable({ kind }: Pick<AlertContent, 'kind'>): boolean {
  return ANSWERABLE.has(kind)
}

/** What leaves first: 0 a seat, 1 a seat again, 2 all other words, 3 pictures. */
export function urgencyOf({ kind }: Pick<AlertContent, 'kind'>): 0 | 1 | 2 | 3 {
  if (kind === 'opened' || kind === 'more' || kind === 'digest') return 0
  if (kind === 'ring' || kind === 'escalated') return 1
  return kind === 'picture' ? 3 : 2
}

/** The release that an alert speaks of, when it is one. */
export function releaseIdOf(content: AlertContent): string | undefined {
  return 'releaseId' in content ? content.releaseId : undefined
}

/** The watch that an alert speaks of, when it is one. */
export function watchIdOf(content: AlertContent): string | undefined {
  return 'watchId' in content ? content.watchId : undefined
}
