import { ORDER, HERE, WATCHES_MAX, endings } from './watches.ts'

/** What is done to watches from the list: pause, delete and bring back, order. Times are epoch ms. */

/** So many deleted watches are kept at most. */
const REMOVED_MOST = 100

/** The state as it is after its release and its blindness were ended from outside. */
const CLOSED = `open_release = NULL, open_since = NULL, blind_since = NULL, blind_told = 0, version = version + 1`

/** Not seen since `?2`, whatever was seen before nobody looked: the time until the first look counts from there. */
const UNSEEN = `verdict = '{"state":"unknown","reason":"stale"}', blind_since = ?2, blind_told = 0, version = version + 1`

/** Watches by their ids, or all for `null`. */
const CHOSEN = `(?1 IS NULL OR id IN (SELECT value FROM json_each(?1))) AND ${HERE}`
type Ids = readonly string[] | null
const boundIds = (ids: Ids) => (ids === null ? null : JSON.stringify(ids))

/** Nobody looks from now on: what was open ends. Answers the ids of those that were not paused before. */
export async function pauseWatches(db: D1Database, ids: Ids, at: number): Promise<string[]> {
  const turned = `IN (SELECT id FROM watches WHERE paused_at = ?2 AND ${CHOSEN})`
  const run = (sql: string) => db.prepare(sql).bind(boundIds(ids), at)
  const [done] = await db.batch<{ id: string }>([
    run(
      `UPDATE watches SET paused_at = ?2, updated_at = max(?2, updated_at + 1)
       WHERE paused_at IS NULL AND ${CHOSEN} RETURNING id`,
    ),
    run(
      `UPDATE releases SET closed_at = ?2, closed_by = 'paused' WHERE closed_at IS NULL AND watch_id ${turned}`,
    ),
    run(`UPDATE blindness SET ended_at = ?2 WHERE ended_at IS NULL AND watch_id ${turned}`),
    run(`UPDATE watch_states SET ${CLOSED} WHERE watch_id ${turned}`),
    run(
      `INSERT OR IGNORE INTO blindness (watch_id, began_at, reason)
       SELECT id, ?2, 'paused' FROM watches WHERE id ${turned}`,
    ),
  ])
  return (done?.results ?? []).map((row) => row.id)
}

/** Answers the ids of those that were paused. */
export async function resumeWatches(db: D1Database, ids: Ids, at: number): Promise<string[]> {
  const run = (sql: string) => db.prepare(sql).bind(boundIds(ids), at)
  const turning = `IN (SELECT id FROM watches WHERE paused_at IS NOT NULL AND ${CHOSEN})`
  const [, , done] = await db.batch<{ id: string }>([
    run(
      `INSERT OR IGNORE INTO blindness (watch_id, began_at, reason)
       SELECT watch_id, ?2, 'stale' FROM watch_states WHERE watch_id ${turning}`,
    ),
    run(`UPDATE watch_states SET ${UNSEEN} WHERE watch_id ${turning}`),
    run(
      `UPDATE watches SET paused_at = NULL, updated_at = max(?2, updated_at + 1)
       WHERE paused_at IS NOT NULL AND ${CHOSEN} RETURNING id`,
    ),
    run(
      `UPDATE blindness SET ended_at = ?2 WHERE ended_at IS NULL AND reason = 'paused'
         AND watch_id IN (SELECT id FROM watches WHERE paused_at IS NULL AND ${CHOSEN})`,
    ),
  ])
  return (done?.results ?? []).map((row) => row.id)
}

/** Gone for everybody at once, and kept for whoever wants it back. `false` when somebody else was first. */
export async function removeWatch(db: D1Database, id: string, at: number): Promise<boolean> {
  const [done] = await db.batch<{ id: string }>([
    db
      .prepare(
        `UPDATE watches SET removed_at = ?2, updated_at = max(?2, updated_at + 1)
         WHERE id = ?1 AND ${HERE} RETURNING id`,
      )
      .bind(id, at),
    ...endings(db, { id, at }, { sql: 'removed_at = ?2', values: [at] }),
    db
      .prepare(
        `UPDATE watch_states SET ${CLOSED}
         WHERE watch_id = ?1 AND EXISTS (SELECT 1 FROM watches WHERE id = ?1 AND removed_at = ?2)`,
      )
      .bind(id, at),
    db
      .prepare(
        `DELETE FROM watches WHERE id IN (
           SELECT id FROM watches WHERE removed_at IS NOT NULL
           ORDER BY removed_at DESC, rowid DESC LIMIT -1 OFFSET ?1)`,
      )
      .bind(REMOVED_MOST),
  ])
  return (done?.results.length ?? 0) > 0
}

/**
 * Back at its place, with all that was known of it, when it was deleted at `since` or later. `duplicate`: its page is
 * watched by another one by now.
 */
export async function restoreWatch(
  db: D1Database,
  id: string,
  { at, since }: { at: number; since: number },
): Promise<'restored' | 'gone' | 'duplicate' | 'full'> {
  const there = 'id = ?1 AND removed_at >= ?2'
  const twin = `EXISTS (SELECT 1 FROM watches AS other WHERE other.url = watches.url
    AND other.target = watches.target AND other.id <> watches.id AND other.${HERE})`
  const isFull = `(SELECT count(*) FROM watches WHERE ${HERE}) >= ${WATCHES_MAX}`
  const takes = `removed_at >= ?3 AND NOT ${twin} AND NOT ${isFull}`
  const run = (sql: string) => db.prepare(sql).bind(id, at, since)
  const running = `watch_id = (SELECT id FROM watches WHERE id = ?1 AND paused_at IS NULL AND ${takes})`
  const [, , done] = await db.batch<{ id: string }>([
    run(
      `INSERT OR IGNORE INTO blindness (watch_id, began_at, reason)
       SELECT watch_id, ?2, 'stale' FROM watch_states WHERE ${running}`,
    ),
    run(`UPDATE watch_states SET ${UNSEEN} WHERE ${running}`),
    run(
      `UPDATE watches SET removed_at = NULL, updated_at = max(?2, updated_at + 1)
       WHERE id = ?1 AND ${takes} RETURNING id`,
    ),
    darken(db, id, at),
  ])
  if ((done?.results.length ?? 0) > 0) return 'restored'
  const why = await db
    .prepare(`SELECT ${twin} AS twin FROM watches WHERE ${there}`)
    .bind(id, since)
    .first<{ twin: number }>()
  if (why === null) return 'gone'
  return why.twin === 1 ? 'duplicate' : 'full'
}

/** Puts one before another, or last for `null`. `false` when one of them is not there. */
export async function placeWatch(db: D1Database, id: string, before: string | null): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `WITH others AS (
         SELECT id, row_number() OVER (${ORDER}) AS nth FROM watches WHERE ${HERE} AND id <> ?1),
       target AS (
         SELECT CASE WHEN ?2 IS NULL THEN 1e9 ELSE (SELECT nth - 0.5 FROM others WHERE id = ?2) END AS nth),
       ranked AS (
         SELECT id, row_number() OVER (ORDER BY nth) AS place
         FROM (SELECT id, nth FROM others UNION ALL SELECT ?1, nth FROM target))
       UPDATE watches SET position = ranked.place FROM ranked
       WHERE watches.id = ranked.id AND (SELECT nth FROM target) IS NOT NULL
         AND EXISTS (SELECT 1 FROM watches WHERE id = ?1 AND ${HERE})`,
    )
    .bind(id, before)
    .run()
  return meta.changes > 0
}

/** For good, and at once. Releases stay as history; the verdict goes with the watch. */
export async function deleteWatch(db: D1Database, id: string, at: number): Promise<boolean> {
  const results = await db.batch([
    ...endings(db, { id, at }, { sql: 'true', values: [] }),
    db.prepare('DELETE FROM watches WHERE id = ?').bind(id),
  ])
  return (results.at(-1)?.meta.changes ?? 0) > 0
}

/** Forgets a deleted watch for good. `false` when no such one is kept. */
export async function forgetRemoved(db: D1Database, id: string): Promise<boolean> {
  const sql = 'DELETE FROM watches WHERE id = ? AND removed_at IS NOT NULL'
  const { meta } = await db.prepare(sql).bind(id).run()
  return meta.changes > 0
}

/** Forgets what was deleted before that time. */
export function pruneRemoved(db: D1Database, before: number): D1PreparedStatement {
  return db.prepare('DELETE FROM watches WHERE removed_at < ?').bind(before)
}

/** A watch that comes back paused does not see, and the time counts as such. */
function darken(db: D1Database, id: string, at: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT OR IGNORE INTO blindness (watch_id, began_at, reason)
       SELECT id, ?2, 'paused' FROM watches WHERE id = ?1 AND paused_at IS NOT NULL AND ${HERE}
         AND NOT EXISTS (SELECT 1 FROM blindness WHERE watch_id = ?1 AND ended_at IS NULL)`,
    )
    .bind(id, at)
}
