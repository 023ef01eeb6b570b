import type { Context } from '../context.ts'
import type { Outlook } from '../rooms.ts'
import type { Pace } from './pace.ts'

import { kinds } from '../kinds/index.ts'
import { readRow, readSchedule } from '../store/lane-schedule.ts'

type LaneFacts = { sql: SqlStorage; pace: Pace; context: Context }

/** What a lane has in mind for one watch; `null` when it does not know it. */
export function outlookOf({ sql, pace, context }: LaneFacts, watchId: string): Outlook | null {
  const row = readRow(sql, watchId)
  if (row === null) return null
  const now = context.now()
  const { restingUntil } = pace.facts
  const { patienceMs, hostDailyCalls } = context.config
  return {
    dueAt: row.due,
    lookingSince: row.claimedAt,
    restingUntil: restingUntil > now ? restingUntil : null,
    strikes: row.strikes,
    gapMs: pace.gapMs,
    callsToday: pace.callsToday(now),
    callsMost: hostDailyCalls,
    watchesOfHost: readSchedule(sql).length,
    patience: kinds[row.watch.kind].patience(row.memory, now, patienceMs),
  }
}
