import type { Outcome } from './delivery.ts'
import type { Note, Offer, Reason } from './verdict.ts'
import type { ReporterKind } from './status.ts'

/** How an alert reaches someone. Issue by issue more channels join the registry. */
export const CHANNEL_NAMES = ['telegram', 'log'] as const
export type ChannelName = (typeof CHANNEL_NAMES)[number]

/** Something that can be had. */
type Opening = {
  watchId: string
  releaseId: string
  name: string
  url: string
  offers: readonly Offer[]
  /** When the check that saw it ended. */
  seenAt: number
  seenBy: ReporterKind
  notes?: readonly Note[]
}

/** A message owed to one subscriber. `about` and the kind make it unique per subscriber. */
export type AlertContent =
  | ({ kind: 'opened' } & Opening)
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
  /** What the page looked like, after the text about what was seen there: best effort, never twice. */
  | {
      kind: 'picture'
      watchId: string
      name: string
      evidenceId: string
      /** The alert whose text it follows. */
      textId: string
      seenAt: number
    }
  | { kind: 'undeliverable'; alertId: string; channel: ChannelName; outcome: Outcome; detail: string }

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

export type AlertState = 'owed' | 'leased' | 'sent' | 'acknowledged' | 'given-up'

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
}

/** An alert before it is stored. */
export type OwedAlert = Pick<Alert, 'id' | 'subscriberId' | 'channel' | 'content' | 'createdAt'>

/** What an alert is about: with its kind and subscriber it is owed once, however often it is asked for. */
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
      return content.textId
    default:
      return content.alertId
  }
}

/** A soft alert arrives without a sound. */
export function isSoft(content: AlertContent): boolean {
  return content.kind === 'look' || content.kind === 'picture'
}

/** The watch that an alert speaks of, when it is one. */
export function watchIdOf(content: AlertContent): string | undefined {
  return 'watchId' in content ? content.watchId : undefined
}
