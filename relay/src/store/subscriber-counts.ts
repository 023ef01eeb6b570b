import { LOG_ID } from '#core/subscriber.ts'

/** All that are kept, but the log. */
export async function countSubscribers(db: D1Database): Promise<number> {
  const row = await db
    .prepare('SELECT count(*) AS count FROM subscribers WHERE id <> ?')
    .bind(LOG_ID)
    .first<{ count: number }>()
  return row?.count ?? 0
}
