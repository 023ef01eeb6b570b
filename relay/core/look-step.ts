import type { HostPace } from './schedule.ts'
import type { FailureKind, Observation } from './observation.ts'
import type { Reason, Verdict, VerdictState } from './verdict.ts'

/** How a page was asked for: as it is sent, or drawn by a browser. */
export type LookWay = 'sent' | 'drawn'

/**
 * `free`: it starts now. `turn`: the host's gap is kept first. `busy`: looks at this host are under way.
 * `rest`: the host itself asked to be left alone until then.
 */
export type QueueWhy = 'free' | 'turn' | 'busy' | 'rest'

/** Nothing of it is in the page's words: names and counts of ours only. */
export type StepFact =
  /** In its host's lane. `until`: epoch ms, when that is known. */
  | { step: 'queued'; why: QueueWhy; until: number | null }
  | { step: 'started' }
  /** The site's rules for robots were read, or are known. */
  | { step: 'robots'; allowed: boolean }
  /** A browser is being made ready. */
  | { step: 'opening' }
  | { step: 'asked'; way: LookWay }
  | { step: 'answered'; way: LookWay; status: number | null; failure: FailureKind | null }
  /** The page is there, and is waited for until it is quiet. */
  | { step: 'settling' }
  /** `rows`: lines that fit what is looked for. `others`: offers of any other type beside them. */
  | { step: 'read'; way: LookWay; rows: number; others: number; proven: boolean }
  | { step: 'wall'; reason: Reason; vendor: string | null }
  | { step: 'judged'; state: VerdictState; reason: Reason | null }
  /** What became of it: `owed` messages wait for people now. The last step of a check. */
  | { step: 'recorded'; news: LookNews; owed: number }
  /** It came to no end: the watch is gone, or something broke. */
  | { step: 'ended'; why: 'gone' | 'broken' }

/** What a check changed: of several the one that matters most to people. */
export type LookNews = 'opened' | 'more' | 'closed' | 'ambiguous' | 'blind' | 'sighted' | 'same'

/** One step of a look that somebody waits for. `n` grows with each step of any look. */
export type LookStep = { n: number; at: number; lookId: string; watchId: string | null } & StepFact

const WALLS: ReadonlySet<Reason> = new Set([
  'queue',
  'challenge',
  'captcha',
  'blocked',
  'rate-limited',
  'login',
  'consent',
  'maintenance',
  'geo',
])

/** What one observation tells, in steps: what was read, and the wall that stood there. */
export function stepsOfSight(observation: Observation, verdict: Verdict): StepFact[] {
  const { page, rendered } = observation
  const way = rendered ? 'drawn' : 'sent'
  const read: StepFact[] =
    page === null
      ? []
      : [
          {
            step: 'read',
            way,
            rows: page.targetCount,
            others: page.siblingCount,
            proven: page.anchor !== null,
          },
        ]
  if (verdict.state !== 'unknown' || !WALLS.has(verdict.reason)) return read
  const vendor = page?.walls.find(({ reason }) => reason === verdict.reason)?.vendor ?? null
  return [...read, { step: 'wall', reason: verdict.reason, vendor }]
}

const queued = (why: QueueWhy, until: number | null) => ({ step: 'queued', why, until }) as const

/** Why a check that was just asked for does not start at once, if so. */
export function queueOf(
  pace: HostPace,
  claimed: boolean,
  now: number,
): Extract<StepFact, { step: 'queued' }> {
  if (pace.binding && pace.restingUntil > now) return queued('rest', pace.restingUntil)
  if (claimed || pace.inFlight >= pace.inFlightMost) return queued('busy', null)
  const turnAt = pace.lastStartAt + pace.gapMs
  return turnAt > now ? queued('turn', turnAt) : queued('free', null)
}
