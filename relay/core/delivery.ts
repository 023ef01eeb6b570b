import type { Alert, AlertContent, AlertState, ChannelName } from './alert.ts'

/** What an answer speaks of: this address, or everything that goes by this channel. */
export type Scope = 'address' | 'channel'

/** What came of handing one message to a channel. */
export type Delivery =
  | { kind: 'sent'; messageId: string | null }
  /** Not taken, to be left alone for so long. Without a scope the answer did not say what it meant. */
  | { kind: 'rate-limited'; retryAfterMs: number; scope?: Scope }
  /** Failed for now. `ambiguous`: it may have arrived all the same. */
  | { kind: 'retry'; detail: string; ambiguous: boolean }
  /**
   * Trying again cannot help. `permanent`: no message of ours will get there until someone repairs it; with the scope
   * `channel` it is our own token or login that is refused, and no address is to blame.
   */
  | { kind: 'refused'; detail: string; permanent: boolean; scope?: Scope }
  /** The address has a new name. */
  | { kind: 'moved'; to: string }

/** So many messages at once to one address, and from then on one in so many ms; `null` without a limit. */
export type PaceRule = { burst: number; everyMs: number } | null

/** At most so many within any span of so many ms, as fast as they come. */
export type WindowRule = { most: number; withinMs: number }

/** One attempt, as it happened. Times are epoch ms. */
export type Attempt = {
  alertId: string
  attempt: number
  channel: ChannelName
  at: number
  durationMs: number
  delivery: Delivery
}

export const OUTCOMES = [
  'sent',
  'rate-limited',
  'failed',
  'ambiguous',
  'moved',
  'refused',
  'expired',
  'ambiguous-twice',
] as const
/** How an attempt ended, as stored and counted. The last three end any alert. */
export type Outcome = (typeof OUTCOMES)[number]

/** What becomes of an alert after an attempt. */
export type Settlement = {
  state: Extract<AlertState, 'owed' | 'sent' | 'given-up'>
  outcome: Outcome
  detail: string | null
  repeat: boolean
  nextAt: number
  messageId: string | null
  sentAt: number | null
}

const SECOND = 1000
const HOUR = 3600 * SECOND
/** For how long an alert is tried after its release has closed, or after it was owed when it has none. */
export const TRY_MS = 24 * HOUR

/**
 * When to try again after `failures` in a row: 1 s, doubling, a fifth more or less by chance; at most a minute
 * while the seat is there and an hour when it is not. `chance` is 0 to 1.
 */
export function retryDelay(failures: number, open: boolean, chance: number): number {
  const grown = SECOND * 2 ** Math.min(failures - 1, 20)
  return Math.round(Math.min(grown, open ? 60 * SECOND : HOUR) * (0.8 + 0.4 * chance))
}

/** Until when an alert is worth trying; `null` while its release is open. */
function tryUntil(alert: Pick<Alert, 'createdAt'>, release: ReleaseSpan): number | null {
  if (release === null) return alert.createdAt + TRY_MS
  return release.closedAt === null ? null : release.closedAt + TRY_MS
}

/** The release that an alert speaks of, `null` when it speaks of none. */
export type ReleaseSpan = { closedAt: number | null } | null

/**
 * Decides what follows from an attempt. An ambiguous one is followed by a single marked repeat; when that one
 * is ambiguous too, a third message would be one too many and the alert ends.
 */
export function settle(
  alert: Pick<Alert, 'attempts' | 'repeat' | 'createdAt'>,
  { delivery, at }: Pick<Attempt, 'delivery' | 'at'>,
  { release, chance }: { release: ReleaseSpan; chance: number },
): Settlement {
  const kept = { repeat: alert.repeat, nextAt: at, messageId: null, sentAt: null, detail: null }
  const until = tryUntil(alert, release)
  const again = (outcome: Outcome, nextAt: number, detail: string | null): Settlement =>
    until !== null && nextAt > until
      ? { ...kept, state: 'given-up', outcome: 'expired', detail }
      : { ...kept, state: 'owed', outcome, nextAt, detail }
  const later = at + retryDelay(Math.max(1, alert.attempts), release?.closedAt === null, chance)
  switch (delivery.kind) {
    case 'sent':
      return { ...kept, state: 'sent', outcome: 'sent', messageId: delivery.messageId, sentAt: at }
    case 'rate-limited':
      return again('rate-limited', at + Math.ceil(delivery.retryAfterMs), null)
    case 'moved':
      return again('moved', later, null)
    case 'refused':
      // Our own login is refused: that is repaired without anybody having to be told anew.
      if (delivery.scope === 'channel') return again('failed', later, delivery.detail)
      return { ...kept, state: 'given-up', outcome: 'refused', detail: delivery.detail }
    default:
      if (!delivery.ambiguous) return again('failed', later, delivery.detail)
      if (alert.repeat)
        return { ...kept, state: 'given-up', outcome: 'ambiguous-twice', detail: delivery.detail }
      return { ...again('ambiguous', later, delivery.detail), repeat: true }
  }
}

/** So often what is worth little is tried at most; the end, which what stands there denies, for some minutes. */
const LIGHT_TRIES = 5
const END_TRIES = 9

/** As `settle`, for what is worth little: a few tries, and none after an attempt that may have arrived. */
export function settleLightly(
  alert: Pick<Alert, 'attempts' | 'createdAt'> & { content: Pick<AlertContent, 'kind'> },
  attempt: Pick<Attempt, 'delivery' | 'at'>,
  chance: number,
): Settlement {
  const { delivery } = attempt
  const settled = settle({ ...alert, repeat: false }, attempt, { release: null, chance })
  const mayBeThere = delivery.kind === 'retry' && delivery.ambiguous
  const most = alert.content.kind === 'gone' ? END_TRIES : LIGHT_TRIES
  const isOver = mayBeThere || alert.attempts >= most
  return settled.state === 'owed' && isOver ? { ...settled, state: 'given-up', repeat: false } : settled
}
