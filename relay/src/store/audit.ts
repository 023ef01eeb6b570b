import type { AuditChange, AuditLine, AuditWho } from '#core/audit.ts'

const LINES_MOST = 50_000

type Row = {
  id: number
  at: number
  who_kind: AuditWho['kind']
  who_id: string
  who_name: string
  what: string
  target: string | null
  changes: string
}

export async function insertAudit(db: D1Database, line: Omit<AuditLine, 'id'>): Promise<void> {
  const { at, who, what, target, changes } = line
  await db
    .prepare(
      `INSERT INTO audit (at, who_kind, who_id, who_name, what, target, changes)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(at, who.kind, who.id, who.name, what, target, JSON.stringify(changes))
    .run()
}

/** `before` is the `id` of the last line of the page before; `from` and `to` are epoch ms. */
export type AuditQuery = {
  before: number | null
  limit: number
  who?: string
  what?: string
  target?: string
  text?: string
  from?: number
  to?: number
}

/** Newest first. */
export async function listAudit(db: D1Database, query: AuditQuery): Promise<AuditLine[]> {
  const parts: [string, string | number | null | undefined][] = [
    ['id < ?', query.before],
    ['who_id = ?', query.who],
    ['what = ?', query.what],
    ['target = ?', query.target],
    ['at >= ?', query.from],
    ['at < ?', query.to],
    // Case does not count; what is typed is a text, not a pattern.
    [`instr(lower(changes || ' ' || who_name || ' ' || coalesce(target, '')), lower(?)) > 0`, query.text],
  ]
  const given = parts.flatMap(([sql, value]) =>
    value === null || value === undefined ? [] : [{ sql, value }],
  )
  const where = given.length === 0 ? '' : `WHERE ${given.map(({ sql }) => sql).join(' AND ')}`
  const { results } = await db
    .prepare(`SELECT * FROM audit ${where} ORDER BY id DESC LIMIT ?`)
    .bind(...given.map(({ value }) => value), query.limit)
    .all<Row>()
  return results.map(fromRow)
}

/** Everybody and every act that the record knows, for filters. */
export async function listAuditNames(db: D1Database): Promise<{ who: AuditWho[]; what: string[] }> {
  const [who, what] = await db.batch<Record<string, string>>([
    db.prepare(
      `SELECT who_kind AS kind, who_id AS id, who_name AS name, max(id) AS last FROM audit
       GROUP BY who_id ORDER BY last DESC LIMIT 100`,
    ),
    db.prepare('SELECT DISTINCT what FROM audit ORDER BY what LIMIT 200'),
  ])
  const kinds = ['session', 'key', 'relay'] as const
  return {
    who: (who?.results ?? []).map(({ kind, id = '', name = '' }) => ({
      kind: kinds.find((one) => one === kind) ?? 'relay',
      id,
      name,
    })),
    what: (what?.results ?? []).map((row) => row['what'] ?? ''),
  }
}

export function pruneAudit(db: D1Database, before: number): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM audit WHERE at < ?').bind(before),
    db.prepare('DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?').bind(LINES_MOST),
  ]
}

function fromRow(row: Row): AuditLine {
  const changes: AuditChange[] = JSON.parse(row.changes)
  const who = { kind: row.who_kind, id: row.who_id, name: row.who_name }
  return { id: row.id, at: row.at, who, what: row.what, target: row.target, changes }
}
