import type { KindName, SeatsTarget, Watch } from '#core/watch.ts'

export const WATCHES_MAX = 500

type Row = {
  id: string
  kind: KindName
  name: string
  url: string
  host: string
  target: string
  check_seconds: number
  public: number
  created_at: number
  updated_at: number
  paused_at: number | null
}

const COLUMNS = 'id, kind, name, url, host, target, check_seconds, public, created_at, updated_at, paused_at'
/** In the list's own order: `watch-list.ts`. */
export const ORDER = 'ORDER BY position, created_at, rowid'
/** All but those that were deleted and can still be brought back. */
export const HERE = 'removed_at IS NULL'

/** As the operator ordered them; new ones last. */
export function listWatches(db: D1Database): Promise<Watch[]> {
  return selectWatches(db.prepare(`SELECT ${COLUMNS} FROM watches WHERE ${HERE} ${ORDER}`))
}

async function selectWatches(statement: D1PreparedStatement): Promise<Watch[]> {
  return (await statement.all<Row>()).results.map(toWatch)
}

export function watchesOfHost(db: D1Database, host: string): Promise<Watch[]> {
  const sql = `SELECT ${COLUMNS} FROM watches WHERE host = ? AND ${HERE} ${ORDER}`
  return selectWatches(db.prepare(sql).bind(host))
}

/** The watches of the demo office, which come and go with it. */
export function demoWatches(db: D1Database): Promise<Watch[]> {
  return selectWatches(db.prepare(`SELECT ${COLUMNS} FROM watches WHERE demo = 1 AND ${HERE} ${ORDER}`))
}

/** Deleted since `since` (epoch ms), newest first. */
export async function removedWatches(
  db: D1Database,
  since: number,
): Promise<{ watch: Watch; removedAt: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS}, removed_at FROM watches WHERE removed_at >= ? ORDER BY removed_at DESC, rowid DESC`,
    )
    .bind(since)
    .all<Row & { removed_at: number }>()
  return results.map((row) => ({ watch: toWatch(row), removedAt: row.removed_at }))
}

export async function getWatch(db: D1Database, id: string): Promise<Watch | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM watches WHERE id = ? AND ${HERE}`)
    .bind(id)
    .first<Row>()
  return row === null ? null : toWatch(row)
}

export type Stored = 'stored' | 'duplicate' | 'full' | 'gone'

/** One page and target is watched once, whoever asks first; at most `WATCHES_MAX` in all. */
export function insertWatch(db: D1Database, watch: Watch, options: { demo?: boolean } = {}): Promise<Stored> {
  return insertWatches(db, [watch], options)
}

/** All or none, in one statement. `duplicate`: one of them is watched already, or stands twice in the list. */
export async function insertWatches(
  db: D1Database,
  watches: readonly Watch[],
  { demo = false }: { demo?: boolean } = {},
): Promise<Stored> {
  const rows = watches.map((watch) => toRow(watch))
  if (new Set(rows.map((row) => `${row.url} ${row.target}`)).size < rows.length) return 'duplicate'
  const { meta } = await db
    .prepare(
      `INSERT INTO watches (${COLUMNS}, demo, position)
       SELECT ${COLUMNS.replaceAll(/\w+/g, (name) => `value ->> '${name}'`)}, ?2,
         (SELECT coalesce(max(position), 0) FROM watches) + 1 + key
       FROM json_each(?1)
       WHERE (SELECT count(*) FROM watches WHERE ${HERE}) + json_array_length(?1) <= ${WATCHES_MAX}
         AND NOT EXISTS (SELECT 1 FROM watches AS old JOIN json_each(?1) AS new
           ON old.url = new.value ->> 'url' AND old.target = new.value ->> 'target' AND old.${HERE})`,
    )
    .bind(JSON.stringify(rows), demo ? 1 : 0)
    .run()
  if (meta.changes > 0 || rows.length === 0) return 'stored'
  const room = await db
    .prepare(`SELECT count(*) AS count FROM watches WHERE ${HERE}`)
    .first<{ count: number }>()
  return (room?.count ?? 0) + rows.length > WATCHES_MAX ? 'full' : 'duplicate'
}

/**
 * Writes name, target, cadence and publicity; a new address also forgets what was known of the old page. `changed`:
 * somebody else wrote it since it was `before`.
 */
export async function updateWatch(db: D1Database, before: Watch, watch: Watch): Promise<Stored | 'changed'> {
  const row = toRow(watch)
  const update = db
    .prepare(
      `UPDATE watches SET name = ?2, url = ?3, host = ?4, target = ?5, check_seconds = ?6, public = ?7, updated_at = ?8
       WHERE id = ?1 AND updated_at = ?9 AND ${HERE}
         AND NOT EXISTS (SELECT 1 FROM watches WHERE url = ?3 AND target = ?5 AND id <> ?1 AND ${HERE})`,
    )
    .bind(
      row.id,
      row.name,
      row.url,
      row.host,
      row.target,
      row.check_seconds,
      row.public,
      row.updated_at,
      before.updatedAt,
    )
  const samePage = before.url === watch.url && targetText(before.target) === targetText(watch.target)
  const forget = samePage ? [] : forgetting(db, watch, watch.updatedAt)
  const [done] = await db.batch([update, ...forget])
  if (done !== undefined && done.meta.changes > 0) return 'stored'
  const now = await getWatch(db, watch.id)
  if (now === null) return 'gone'
  return now.updatedAt === before.updatedAt ? 'duplicate' : 'changed'
}

/** Only when the update of the same batch took: it is then stored as it is here. */
function forgetting(db: D1Database, watch: Watch, at: number): D1PreparedStatement[] {
  const sql = 'updated_at = ?2 AND url = ?3 AND target = ?4'
  const facts = [watch.updatedAt, watch.url, targetText(watch.target)] as const
  const here = `EXISTS (SELECT 1 FROM watches WHERE id = ?1 AND ${sql})`
  return [
    ...endings(db, { id: watch.id, at }, { sql, values: facts }),
    db.prepare(`DELETE FROM watch_states WHERE watch_id = ?1 AND ${here}`).bind(watch.id, ...facts),
    db.prepare(`DELETE FROM reporter_states WHERE watch_id = ?1 AND ${here}`).bind(watch.id, ...facts),
    // Until the new page has been looked at nobody sees it; the first look ends this.
    db
      .prepare(
        `INSERT OR IGNORE INTO blindness (watch_id, began_at, reason) SELECT ?1, ${at}, 'stale' WHERE ${here}`,
      )
      .bind(watch.id, ...facts),
  ]
}

/** What is true of the row once a change has taken; its values are bound from `?2` on. */
type Taken = { sql: string; values: readonly (string | number)[] }

/** Ends what was open, in the batch of a change, and only when that one took. */
export function endings(
  db: D1Database,
  { id, at }: { id: string; at: number },
  taken: Taken,
): D1PreparedStatement[] {
  const where = `watch_id = ?1 AND EXISTS (SELECT 1 FROM watches WHERE id = ?1 AND ${taken.sql})`
  const end = (sql: string) => db.prepare(`${sql} AND ${where}`).bind(id, ...taken.values)
  return [
    end(`UPDATE releases SET closed_at = ${at}, closed_by = 'removed' WHERE closed_at IS NULL`),
    end(`UPDATE blindness SET ended_at = ${at} WHERE ended_at IS NULL`),
  ]
}

/** One spelling for one target, so that equal targets are equal text. */
export function targetText(target: SeatsTarget): string {
  const { selector, anchor, event, label, empty, places, priceMost, date } = target
  return JSON.stringify({ selector, anchor, event, label, empty, places, priceMost, date })
}

function toRow(watch: Watch): Row {
  return {
    id: watch.id,
    kind: watch.kind,
    name: watch.name,
    url: watch.url,
    host: watch.host,
    target: targetText(watch.target),
    check_seconds: watch.checkSeconds,
    public: watch.public ? 1 : 0,
    created_at: watch.createdAt,
    updated_at: watch.updatedAt,
    paused_at: watch.pausedAt ?? null,
  }
}

function toWatch(row: Row): Watch {
  const target: SeatsTarget = JSON.parse(row.target)
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    url: row.url,
    host: row.host,
    target,
    checkSeconds: row.check_seconds,
    public: row.public === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.paused_at === null ? {} : { pausedAt: row.paused_at }),
  }
}
