import type { Context } from '../context.ts'
import type { VisitKind } from '../store/visits.ts'

import { TIME_ZONE } from '#core/clock.ts'

import { countVisit, readVisits } from '../store/visits.ts'

export type { VisitKind }

export type Analytics = {
  visiteurs_totaux: number
  visiteurs_aujourdhui: number
  clics_telegram: number
  /** Visitors of the last seven days, today last. */
  historique_7j: number[]
  derniere_date: string | null
}

const DAY_MS = 86_400_000
const DAYS = 7
const PER_MINUTE = 600

let bucket = { minute: 0, count: 0 }

/**
 * One visit or click more: no cookie, no address, only a number by day. `false` when this isolate has counted
 * enough for this minute, so that nobody can fill the database or the numbers by a script alone.
 */
export async function addVisit(context: Context, kind: VisitKind): Promise<boolean> {
  const minute = Math.floor(context.now() / 60_000)
  if (bucket.minute !== minute) bucket = { minute, count: 0 }
  if (bucket.count >= PER_MINUTE) return false
  bucket.count += 1
  await countVisit(context.env.DB, dayOf(context.now()), kind)
  return true
}

/** What the old site's counters showed. */
export async function readAnalytics(context: Context): Promise<Analytics> {
  const now = context.now()
  const week = Array.from({ length: DAYS }, (_, index) => dayOf(now - (DAYS - 1 - index) * DAY_MS))
  const { totals, days, lastDay } = await readVisits(context.env.DB, week[0] ?? '')
  const history = week.map((day) => days.get(day) ?? 0)
  return {
    visiteurs_totaux: totals.visitor,
    visiteurs_aujourdhui: history.at(-1) ?? 0,
    clics_telegram: totals['telegram-click'],
    historique_7j: history,
    derniere_date: lastDay,
  }
}

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE })

/** `2026-11-20`, in Paris. */
function dayOf(at: number): string {
  return day.format(at)
}
