import type { Peace } from './quiet.ts'
import type { Subscriber } from './subscriber.ts'

import { ringableFrom } from './quiet.ts'

/** How long after the first message each repeat falls due, and then the next person, ms, ascending. */
export type RingTimes = { rings: readonly number[]; escalateMs: number }

const MINUTE = 60_000
export const RING_TIMES: RingTimes = { rings: [MINUTE, 2 * MINUTE, 5 * MINUTE], escalateMs: 6 * MINUTE }

/** What one subscriber has been told of one release. Epoch ms. */
export type RingStory = {
  watchId: string
  /** When the first message about it arrived. */
  firstSentAt: number
  /** Repeats that have arrived, and when the last of them did. */
  rung: number
  lastSentAt: number
  closedAt: number | null
  acknowledgedAt: number | null
}

/** What a subscriber asked for, as far as it bears on ringing. */
export type RingWishes = Peace & Pick<Subscriber, 'loudness' | 'escalateTo'>

export type RingStep =
  | { kind: 'ring'; number: number; at: number }
  | { kind: 'escalate'; at: number }
  | { kind: 'rest'; why: 'acknowledged' | 'gone' | 'not-wanted' | 'done' }

/** A repeat that is no later than this does not put off the next one, ms. */
const LATE_MS = 10_000
/** How many people one alert is handed on to, one after the other. */
const HANDS_MOST = 3
/** How many who cannot be reached are passed over on the way to one who can. */
const PASSED_MOST = 8

/**
 * What follows once a message about a release has arrived. Repeats never fall into quiet hours: they wait for the
 * morning, unless there is somebody else to tell meanwhile.
 */
export function nextRing(story: RingStory, wishes: RingWishes, times: RingTimes): RingStep {
  if (story.acknowledgedAt !== null) return { kind: 'rest', why: 'acknowledged' }
  if (story.closedAt !== null) return { kind: 'rest', why: 'gone' }
  if (wishes.loudness !== 'ring') return { kind: 'rest', why: 'not-wanted' }
  const { firstSentAt, lastSentAt, rung } = story
  const [before, after] = [times.rings[rung - 1] ?? 0, times.rings[rung]]
  const escalateAt = Math.max(firstSentAt + times.escalateMs, lastSentAt)
  if (after === undefined)
    return wishes.escalateTo === null ? { kind: 'rest', why: 'done' } : { kind: 'escalate', at: escalateAt }
  const due = Math.max(firstSentAt + after, lastSentAt + (after - before) - LATE_MS)
  const at = ringableFrom(wishes, due, story.watchId)
  if (at > due && wishes.escalateTo !== null) return { kind: 'escalate', at: escalateAt }
  return { kind: 'ring', number: rung + 1, at }
}

/** Somebody in a chain of people, with the one to turn to next. */
export type Link = { id: string; reachable: boolean; escalateTo: string | null }

/**
 * Whom to turn to after everybody in `path` (the first one first) has not answered; `null` when there is nobody left.
 * Who cannot be reached is passed over; nobody is asked twice, and a chain ends after three hands.
 */
export function escalationTarget(
  path: readonly string[],
  find: (id: string) => Link | undefined,
): string | null {
  if (path.length === 0 || path.length > HANDS_MOST) return null
  const seen = new Set(path)
  let next = find(path.at(-1) ?? '')?.escalateTo ?? null
  for (let passed = 0; next !== null && passed < PASSED_MOST; passed += 1) {
    if (seen.has(next)) return null
    seen.add(next)
    const link = find(next)
    if (link === undefined) return null
    if (link.reachable) return link.id
    next = link.escalateTo
  }
  return null
}
