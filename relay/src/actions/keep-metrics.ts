import type { Context } from '../context.ts'

import { SESSION_KEEP_MS, browserMinutes } from '#core/browser-time.ts'
import { HOUR_MS, hourOf, minuteOf } from '#core/minute.ts'

import { outboxDepth } from '../store/alerts.ts'
import { FOLDED_UNTIL, drawnMinutes, foldHour, hoursWithMinutes, writeRelayMinute } from '../store/metrics.ts'
import { getSetting, putSetting } from '../store/settings.ts'

/** Single minutes are kept so long. */
export const MINUTES_KEPT_MS = 50 * HOUR_MS
/** A lane may bring its minutes late; those of the last hours are added up anew. */
const LATE_MS = 2 * HOUR_MS

/** Once a minute: how the relay is, and the hours that are over added up. */
export async function keepMetrics(context: Context): Promise<void> {
  const { DB } = context.env
  const now = context.now()
  const { depth, oldestOwedAt } = await outboxDepth(DB)
  const oldestMs = oldestOwedAt === null ? 0 : Math.max(0, now - oldestOwedAt)
  await DB.batch([writeRelayMinute(DB, { at: minuteOf(now), owed: depth, oldestMs })])
  await foldHours(context)
}

/** The browser's minutes of an hour take in what was kept from the hour before. */
export async function foldHours(context: Context): Promise<void> {
  const { DB } = context.env
  const to = hourOf(context.now())
  const folded = Number((await getSetting(DB, FOLDED_UNTIL)) ?? 0)
  if (folded >= to) return
  const from = Math.max(0, folded - LATE_MS)
  const drawn = await drawnMinutes(DB, from - SESSION_KEEP_MS)
  const counted = await hoursWithMinutes(DB, from)
  const kept = drawn.map(({ at }) => hourOf(at + SESSION_KEEP_MS)).filter((at) => at >= from)
  const hours = [...new Set([...counted, ...kept])].filter((at) => at < to)
  const rows = hours.flatMap((at) => foldHour(DB, at, browserMinutes(drawn, { from: at, to: at + HOUR_MS })))
  await DB.batch([...rows, putSetting(DB, FOLDED_UNTIL, String(to))])
}
