import type { Evidence, EvidenceCause, PictureFacts } from '#core/evidence.ts'
import type { Reason, VerdictState } from '#core/verdict.ts'

/** What the list shows of one kept look. */
export type EvidenceRow = {
  id: string
  watchId: string
  checkId: string
  /** Epoch ms. */
  at: number
  cause: EvidenceCause
  state: VerdictState
  reason: Reason | null
  /** Of all that is stored of it. */
  bytes: number
  picture: PictureFacts | null
}

type Row = {
  id: string
  watch_id: string
  check_id: string
  at: number
  cause: EvidenceCause
  state: VerdictState
  reason: Reason | null
  bytes: number
  picture: string | null
}

/** How much is kept. */
export const KEPT = {
  /** Of one cause for one watch, newest first: walls that come and go push no opening out. */
  ofCause: 20,
  /** In all, pictures included. */
  bytes: 200_000_000,
} as const

/** Rows whose files were never wholly written are forgotten after this. */
const UNFINISHED_MS = 600_000
const FORGOTTEN_AT_ONCE = 100

/** Announces evidence before its files are written; it shows from `finishEvidence` on. `bytes`: of all its files. */
export async function announceEvidence(db: D1Database, evidence: Evidence, bytes: number): Promise<void> {
  const { id, watchId, checkId, at, cause, verdict, picture } = evidence
  await db
    .prepare(
      `INSERT INTO evidence (id, watch_id, check_id, at, cause, state, reason, bytes, picture)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      id,
      watchId,
      checkId,
      at,
      cause,
      verdict.state,
      verdict.state === 'unknown' ? verdict.reason : null,
      bytes,
      picture === null ? null : JSON.stringify(picture),
    )
    .run()
}

/** Its files are there. */
export async function finishEvidence(db: D1Database, id: string): Promise<void> {
  await db.prepare('UPDATE evidence SET stored = 1 WHERE id = ?').bind(id).run()
}

/** The newest kept look that has a picture, read the same and is not older than `since` (epoch ms). */
export async function latestPicture(
  db: D1Database,
  { watchId, state, since }: { watchId: string; state: VerdictState; since: number },
): Promise<string | null> {
  const row = await db
    .prepare(
      `SELECT id FROM evidence WHERE watch_id = ? AND at >= ? AND state = ? AND picture IS NOT NULL
         AND (reason IS NULL OR reason = 'ambiguous-offer') AND stored = 1 ORDER BY at DESC LIMIT 1`,
    )
    .bind(watchId, since, state)
    .first<{ id: string }>()
  return row?.id ?? null
}

/** Newest first. */
export async function listEvidence(
  db: D1Database,
  { watchId, limit }: { watchId: string; limit: number },
): Promise<EvidenceRow[]> {
  const { results } = await db
    .prepare('SELECT * FROM evidence WHERE watch_id = ? AND stored = 1 ORDER BY at DESC, id LIMIT ?')
    .bind(watchId, limit)
    .all<Row>()
  return results.map(toEvidenceRow)
}

export async function getEvidence(db: D1Database, id: string): Promise<EvidenceRow | null> {
  const row = await db.prepare('SELECT * FROM evidence WHERE id = ? AND stored = 1').bind(id).first<Row>()
  return row === null ? null : toEvidenceRow(row)
}

/**
 * The ids of what is to be forgotten now, a bounded number: older than `before` (epoch ms), beyond `KEPT`, never
 * finished, or of a watch that is gone.
 */
export async function staleEvidence(
  db: D1Database,
  { before, now }: { before: number; now: number },
): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT id FROM (
         SELECT id, watch_id, at, stored,
           row_number() OVER (PARTITION BY watch_id, cause ORDER BY at DESC, id) AS nth,
           sum(bytes) OVER (ORDER BY at DESC, id ROWS UNBOUNDED PRECEDING) AS total
         FROM evidence)
       WHERE at < ?1 OR nth > ?2 OR total > ?3 OR (stored = 0 AND at < ?4)
         OR watch_id NOT IN (SELECT id FROM watches)
       ORDER BY at LIMIT ?5`,
    )
    .bind(before, KEPT.ofCause, KEPT.bytes, now - UNFINISHED_MS, FORGOTTEN_AT_ONCE)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

export async function forgetEvidence(db: D1Database, ids: readonly string[]): Promise<void> {
  await db
    .prepare('DELETE FROM evidence WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(ids))
    .run()
}

function toEvidenceRow(row: Row): EvidenceRow {
  // Only announceEvidence writes the column.
  const picture: PictureFacts | null = row.picture === null ? null : JSON.parse(row.picture)
  const { id, at, cause, state, reason, bytes } = row
  return { id, watchId: row.watch_id, checkId: row.check_id, at, cause, state, reason, bytes, picture }
}
