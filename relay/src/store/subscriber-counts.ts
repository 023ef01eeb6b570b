import { LOG_ID } from '#core/subscriber.ts'

/** All that are kept, but the log. */
export async function countSubscribers(db: D1Database): Promise<number> {
  const row = await db
    .prepare('SELECT count(*) AS count FROM subscribers WHERE id <> ?')
    .bind(LOG_ID)
    .first<{ count: number }>()
  return row?.count ?? 0
}

/** Whether anybody turns to this one when they do not answer. */
export async function isSomebodysSecond(db: D1Database, id: string): Promise<boolean> {
  const row = await db.prepare('SELECT 1 FROM subscribers WHERE escalate_to = ? LIMIT 1').bind(id).first()
  return row !== null
}
