export type VisitKind = 'visitor' | 'telegram-click'

/** One more on a day (`2026-11-20`); nothing of who it was. */
export async function countVisit(db: D1Database, day: string, kind: VisitKind): Promise<void> {
  await db
    .prepare(
      'INSERT INTO visits (day, kind, count) VALUES (?, ?, 1) ON CONFLICT (day, kind) DO UPDATE SET count = count + 1',
    )
    .bind(day, kind)
    .run()
}

export type VisitTotals = {
  totals: Record<VisitKind, number>
  days: Map<string, number>
  lastDay: string | null
}

/** Totals of all time, and the visitors of each day since `from`. */
export async function readVisits(db: D1Database, from: string): Promise<VisitTotals> {
  type Row = { day: string; kind: VisitKind; count: number }
  const [all, recent] = await db.batch<Row>([
    db.prepare('SELECT max(day) AS day, kind, sum(count) AS count FROM visits GROUP BY kind'),
    db.prepare(`SELECT day, kind, count FROM visits WHERE day >= ? AND kind = 'visitor'`).bind(from),
  ])
  const rows = all?.results ?? []
  const total = (kind: VisitKind) => rows.find((row) => row.kind === kind)?.count ?? 0
  return {
    totals: { visitor: total('visitor'), 'telegram-click': total('telegram-click') },
    days: new Map((recent?.results ?? []).map((row) => [row.day, row.count])),
    lastDay:
      rows
        .map((row) => row.day)
        .toSorted()
        .at(-1) ?? null,
  }
}

/** The day that stands for all days long gone. */
const LONG_AGO = '0000-00-00'

/** Adds the days before `day` (`2026-11-20`) up into one row: totals stay, and the table stays small. */
export function foldVisits(db: D1Database, day: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO visits (day, kind, count)
         SELECT ?2, kind, sum(count) FROM visits WHERE day < ?1 AND day > ?2 GROUP BY kind
         ON CONFLICT (day, kind) DO UPDATE SET count = count + excluded.count`,
      )
      .bind(day, LONG_AGO),
    db.prepare('DELETE FROM visits WHERE day < ? AND day > ?').bind(day, LONG_AGO),
  ]
}
