import type { Offer } from '#core/verdict.ts'

/** A span in which offers were open. Times are epoch milliseconds. */
export type Release = {
  id: string
  watchId: string
  name: string
  openedAt: number
  openedBy: string
  offers: Offer[]
  closedAt: number | null
  closedBy: string | null
}

type Row = {
  id: string
  watch_id: string
  name: string
  opened_at: number
  opened_by: string
  offers: string
  closed_at: number | null
  closed_by: string | null
}

/** Kept of one release, however often a page changes its offers. */
const OFFERS_MOST = 200

export function openRelease(
  db: D1Database,
  release: Omit<Release, 'closedAt' | 'closedBy'>,
): D1PreparedStatement {
  const { id, watchId, name, openedAt, openedBy, offers } = release
  return db
    .prepare(
      'INSERT INTO releases (id, watch_id, name, opened_at, opened_by, offers) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(id, watchId, name, openedAt, openedBy, JSON.stringify(offers))
}

/** Offers that came beside those of the opening. What is back after it had left stands there already. */
export function addOffers(db: D1Database, id: string, offers: readonly Offer[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE releases SET offers = (
         SELECT json_group_array(json(value)) FROM (
           SELECT value FROM json_each(releases.offers)
           UNION ALL
           SELECT value FROM json_each(?2) AS news WHERE json_extract(news.value, '$.fingerprint') NOT IN (
             SELECT json_extract(value, '$.fingerprint') FROM json_each(releases.offers))
           LIMIT ?3))
       WHERE id = ?1`,
    )
    .bind(id, JSON.stringify(offers), OFFERS_MOST)
}

export function closeRelease(db: D1Database, id: string, at: number, closedBy: string): D1PreparedStatement {
  return db
    .prepare('UPDATE releases SET closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS NULL')
    .bind(at, closedBy, id)
}

/** Newest first. */
export async function listReleases(
  db: D1Database,
  query: { watchId?: string | undefined; limit: number },
): Promise<Release[]> {
  const where = query.watchId === undefined ? '' : 'WHERE watch_id = ?2'
  const statement = db.prepare(`SELECT * FROM releases ${where} ORDER BY opened_at DESC LIMIT ?1`)
  const bound =
    query.watchId === undefined ? statement.bind(query.limit) : statement.bind(query.limit, query.watchId)
  const { results } = await bound.all<Row>()
  return results.map(toRelease)
}

function toRelease(row: Row): Release {
  // Only this room writes the column.
  const offers: Offer[] = JSON.parse(row.offers)
  return {
    id: row.id,
    watchId: row.watch_id,
    name: row.name,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    offers,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
  }
}
