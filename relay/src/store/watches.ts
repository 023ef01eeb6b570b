import type { KindName, SeatsTarget, Watch } from '#core/watch.ts'

const WATCHES_MAX = 500

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
}

const COLUMNS = 'id, kind, name, url, host, target, check_seconds, public, created_at, updated_at'
const ORDER = 'ORDER BY created_at, rowid'

/** Oldest first. */
export async function listWatches(db: D1Database): Promise<Watch[]> {
  const { results } = await db.prepare(`SELECT ${COLUMNS} FROM watches ${ORDER}`).all<Row>()
  return results.map(toWatch)
}

export async function watchesOfHost(db: D1Database, host: string): Promise<Watch[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM watches WHERE host = ? ${ORDER}`)
    .bind(host)
    .all<Row>()
  return results.map(toWatch)
}

/** The watches of the demo office, which come and go with it. */
export async function demoWatches(db: D1Database): Promise<Watch[]> {
  const { results } = await db.prepare(`SELECT ${COLUMNS} FROM watches WHERE demo = 1 ${ORDER}`).all<Row>()
  return results.map(toWatch)
}

export async function getWatch(db: D1Database, id: string): Promise<Watch | null> {
  const row = await db.prepare(`SELECT ${COLUMNS} FROM watches WHERE id = ?`).bind(id).first<Row>()
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
      `INSERT INTO watches (${COLUMNS}, demo)
       SELECT ${COLUMNS.replaceAll(/\w+/g, (name) => `value ->> '${name}'`)}, ?2 FROM json_each(?1)
       WHERE (SELECT count(*) FROM watches) + json_array_length(?1) <= ${WATCHES_MAX}
         AND NOT EXISTS (SELECT 1 FROM watches AS old JOIN json_each(?1) AS new
           ON old.url = new.value ->> 'url' AND old.target = new.value ->> 'target')`,
    )
    .bind(JSON.stringify(rows), demo ? 1 : 0)
    .run()
  if (meta.changes > 0 || rows.length === 0) return 'stored'
  const room = await db.prepare('SELECT count(*) AS count FROM watches').first<{ count: number }>()
  return (room?.count ?? 0) + rows.length > WATCHES_MAX ? 'full' : 'duplicate'
}

/** Writes name, target, cadence and publicity; a new address also forgets what was known of the old page. */
export async function updateWatch(db: D1Database, watch: Watch): Promise<Stored> {
  const before = await getWatch(db, watch.id)
  if (before === null) return 'gone'
  const row = toRow(watch)
  const update = db
    .prepare(
      `UPDATE watches SET name = ?2, url = ?3, host = ?4, target = ?5, check_seconds = ?6, public = ?7, updated_at = ?8
       WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM watches WHERE url = ?3 AND target = ?5 AND id <> ?1)`,
    )
    .bind(row.id, row.name, row.url, row.host, row.target, row.check_seconds, row.public, row.updated_at)
  const samePage = before.url === watch.url && targetText(before.target) === targetText(watch.target)
  const forget = samePage ? [] : forgetting(db, watch, watch.updatedAt)
  const [done] = await db.batch([update, ...forget])
  if (done !== undefined && done.meta.changes > 0) return 'stored'
  return (await hasTwin(db, watch)) ? 'duplicate' : 'gone'
}

/** `at` ends what was open. Releases stay as history; the verdict goes with the watch. */
export async function deleteWatch(db: D1Database, id: string, at = Date.now()): Promise<boolean> {
  const results = await db.batch([
    ...endings(db, { id }, at),
    db.prepare('DELETE FROM watches WHERE id = ?').bind(id),
  ])
  return (results.at(-1)?.meta.changes ?? 0) > 0
}

/** Only when the update of the same batch took: the address stored is then the new one. */
function forgetting(db: D1Database, watch: Watch, at: number): D1PreparedStatement[] {
  const taken = 'EXISTS (SELECT 1 FROM watches WHERE id = ?1 AND url = ?2 AND target = ?3)'
  const facts = [watch.id, watch.url, targetText(watch.target)] as const
  return [
    ...endings(db, watch, at),
    db.prepare(`DELETE FROM watch_states WHERE watch_id = ?1 AND ${taken}`).bind(...facts),
    db.prepare(`DELETE FROM reporter_states WHERE watch_id = ?1 AND ${taken}`).bind(...facts),
  ]
}

function endings(db: D1Database, watch: { id: string } | Watch, at: number): D1PreparedStatement[] {
  const [url, target] = 'url' in watch ? [watch.url, targetText(watch.target)] : [null, null]
  const taken = '(?3 IS NULL OR EXISTS (SELECT 1 FROM watches WHERE id = ?1 AND url = ?3 AND target = ?4))'
  const end = (sql: string) => db.prepare(`${sql} AND ${taken}`).bind(watch.id, at, url, target)
  return [
    end(
      `UPDATE releases SET closed_at = ?2, closed_by = 'removed' WHERE watch_id = ?1 AND closed_at IS NULL`,
    ),
    end('UPDATE blindness SET ended_at = ?2 WHERE watch_id = ?1 AND ended_at IS NULL'),
  ]
}

async function hasTwin(db: D1Database, watch: Watch): Promise<boolean> {
  const twin = await db
    .prepare('SELECT 1 FROM watches WHERE url = ? AND target = ? AND id <> ?')
    .bind(watch.url, targetText(watch.target), watch.id)
    .first()
  return twin !== null
}

/** One spelling for one target, so that equal targets are equal text. */
function targetText(target: SeatsTarget): string {
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
  }
}
