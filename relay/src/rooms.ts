import type { Counter, LogLevel, LogLine, PublicWatch } from '#core/status.ts'
import type { LookStep, StepFact } from '#core/look-step.ts'
import type { HostMinute } from '#core/minute.ts'
import type { Observation } from '#core/observation.ts'
import type { Verdict, VerdictState } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { LearntPatience, Picture } from './kinds/kind.ts'

/** What the Durable Objects answer to. Callers know these shapes, never the classes. */

export type LaneReport = {
  host: string
  watches: number
  /** Epoch ms until which the host is left alone, `null` when it is not. */
  restingUntil: number | null
  /** The call count of the running UTC day. */
  callsToday: number
  /** Latest check of any watch of this lane. */
  lastCheckAt: number | null
  /** The due time that has waited longest, `null` when nothing waits. */
  oldestDueAt: number | null
  counters: Counter[]
  /** Counted, and not yet in D1. */
  minutes: HostMinute[]
}

export type LaneRoom = Rpc.DurableObjectBranded & {
  /** Makes the schedule equal to this list (D1 is the truth), and arms the alarm. Idempotent. */
  sync(host: string, watches: Watch[]): Promise<void>
  /** Puts one watch as soon as politeness allows. `false` when the lane does not know it. */
  checkNow(watchId: string, checkId: string): Promise<boolean>
  /** As `checkNow`, for somebody who only has a hint: a host that rests is left to rest, and nothing is told of the look. */
  checkSoon(watchId: string): Promise<boolean>
  /**
   * One look at an address that is not watched, under the same politeness. Nothing is kept. With a `lookId` its steps
   * are told to the admin. `picture`: of the page, when a browser drew it.
   */
  tryLook(
    watch: Watch,
    lookId?: string,
  ): Promise<{ observation: Observation; verdict: Verdict; picture: Picture | null }>
  /** The same, and the page itself, not yet cleaned: as drawn, or as sent. Empty when none could be had. */
  sampleLook(
    watch: Watch,
    rendered: boolean,
  ): Promise<{ observation: Observation; verdict: Verdict; html: string }>
  /** What it has in mind for one watch; `null` when it does not know it. */
  outlook(watchId: string): Promise<Outlook | null>
  /** Checks and last looks not yet written to D1, by watch. */
  pulses(): Promise<Pulse[]>
  report(): Promise<LaneReport>
}

/** When one watch is looked at next, and how patiently. Times are epoch ms. */
export type Outlook = {
  dueAt: number
  /** `null` while nobody looks. */
  lookingSince: number | null
  /** Until then its host is left alone; `null` when it is not. */
  restingUntil: number | null
  /** Looks in a row that could not see this page. */
  strikes: number
  gapMs: number
  /** Requests to the host in the running UTC day, and the most that are made. */
  callsToday: number
  callsMost: number
  watchesOfHost: number
  patience: LearntPatience
}

export type Pulse = {
  watchId: string
  lastCheckAt: number | null
  lastGoodCheckAt: number | null
  /** Not yet counted in D1, and those of them that found offers. */
  pendingChecks: number
  pendingAvailable: number
}

export type OutboxRoom = Rpc.DurableObjectBranded & {
  /** Something is owed, or will be within two seconds: look soon. Call before and after writing. */
  wake(): Promise<void>
  report(): Promise<OutboxReport>
}

export type OutboxReport = { depth: number; oldestOwedAt: number | null; counters: Counter[] }

export type BotRoom = Rpc.DurableObjectBranded & {
  /** Begins to listen, when there is a bot and it does not yet. */
  wake(): Promise<void>
  /** Takes an update of Telegram's, by its number and as JSON text. Kept when this returns; the same one twice is one. */
  take(id: number, body: string): Promise<void>
}

export type NewLogLine = Omit<LogLine, 'cursor'>

export type NewStep = Pick<LookStep, 'at' | 'lookId' | 'watchId'> & StepFact

export type FeedRoom = Rpc.DurableObjectBranded & {
  log(lines: NewLogLine[]): Promise<void>
  watchChanged(watch: PublicWatch, previous: VerdictState | null): Promise<void>
  watchRemoved(id: string): Promise<void>
  /** Of the public watches. */
  orderChanged(ids: string[]): Promise<void>
  /** To admins only. */
  step(step: NewStep): Promise<void>
  /** The newest `limit` lines between the two cursors (exclusive), newest last; `total` counts what is kept. */
  lines(query: {
    after?: number | undefined
    before?: number | undefined
    level?: LogLevel | undefined
    limit: number
  }): Promise<{ lines: LogLine[]; total: number }>
  /** Ends the admin's live views: of one session by the hash of its token, of all without. */
  endAdmins(session?: string): Promise<void>
  /** WebSocket upgrades; header `x-vigie-admin`, the hash of the session's token, is set by the door, never by a client. */
  fetch(request: Request): Promise<Response>
}
