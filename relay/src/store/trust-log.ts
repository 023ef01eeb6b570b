import type { TrustEvent, TrustLine } from '#core/trust-line.ts'

type Row = {
  id: number
  at: number
  who: string
  what: TrustEvent
  why: string | null
  reporter_id: string | null
  watch_id: string | null
  subject: string | null
}

export type NewTrustLine = Pick<TrustLine, 'at' | 'who' | 'what'> &
  Partial<Pick<TrustLine, 'why' | 'reporterId' | 'watchId' | 'subject'>>

const INSERT = 'INSERT INTO trust_log (at, who, what, why, reporter_id, watch_id, subject)'

export function noteTrust(db: D1Database, line: NewTrustLine): D1PreparedStatement {
  return db.prepare(`${INSERT} VALUES (?, ?, ?, ?, ?, ?, ?)`).bind(...values(line))
}

const HOUR_MS = 3_600_000

/** As `noteTrust`, once an hour for the same matter: what comes in floods leaves one line. */
export function noteTrustHourly(db: D1Database, line: NewTrustLine): D1PreparedStatement {
  return db
    .prepare(
      `${INSERT} SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (
         SELECT 1 FROM trust_log WHERE reporter_id = ?5 AND what = ?3 AND why IS ?4 AND at > ?8)`,
    )
    .bind(...values(line), line.at - HOUR_MS)
}

const values = ({ at, who, what, why, reporterId, watchId, subject }: NewTrustLine) =>
  [at, who, what, why ?? null, reporterId ?? null, watchId ?? null, subject ?? null] as const

export type TrustQuery = { after: number | null; reporterId?: string | undefined; limit: number }

/** Newest first; `after` is exclusive. With a device: what was decided about it, and what it did itself. */
export async function readTrustLog(
  db: D1Database,
  { after, reporterId, limit }: TrustQuery,
): Promise<TrustLine[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM trust_log WHERE (?1 IS NULL OR id < ?1) AND (?2 IS NULL OR reporter_id = ?2 OR who = ?2)
       ORDER BY id DESC LIMIT ?3`,
    )
    .bind(after, reporterId ?? null, limit)
    .all<Row>()
  return results.map(({ id, at, who, what, why, reporter_id: reporterId, watch_id: watchId, subject }) => {
    return { id, at, who, what, why, reporterId, watchId, subject }
  })
}

export function pruneTrustLog(db: D1Database, before: number): D1PreparedStatement {
  return db.prepare('DELETE FROM trust_log WHERE at < ?').bind(before)
}
