/**
 * The address has a new name. Where another subscriber stands there already this one ends, so that nobody is told twice.
 */
export function moveSubscriber(
  db: D1Database,
  { id, to, at }: { id: string; to: string; at: number },
): D1PreparedStatement[] {
  const taken = `EXISTS (SELECT 1 FROM subscribers AS other
    WHERE other.address = ?2 AND other.id <> ?1 AND other.channel = subscribers.channel)`
  return [
    db
      .prepare(
        `UPDATE subscribers SET state = 'disabled', disabled_why = 'moved to another subscriber', updated_at = ?3
         WHERE id = ?1 AND ${taken}`,
      )
      .bind(id, to, at),
    db
      .prepare(`UPDATE OR IGNORE subscribers SET address = ?2, updated_at = ?3 WHERE id = ?1`)
      .bind(id, to, at),
    db
      .prepare(
        `UPDATE alerts SET state = 'given-up', ring_at = NULL WHERE subscriber_id = ?1 AND state IN ('owed', 'gathered')
         AND EXISTS (SELECT 1 FROM subscribers WHERE id = ?1 AND state = 'disabled')`,
      )
      .bind(id),
  ]
}

const NOT_THERE = 'not in the environment'

/**
 * The chat of the environment is a subscriber like any other, an operator; one that stands there no more is disabled, and
 * comes back with it. One that has refused us stays disabled: see `actions/ask-operator-chat.ts`. Idempotent.
 */
export function settleEnvironmentChat(
  db: D1Database,
  { chatId, at }: { chatId: string | null; at: number },
): D1PreparedStatement[] {
  const id = `telegram:${chatId ?? ''}`
  const others = db
    .prepare(
      `UPDATE subscribers SET state = 'disabled', disabled_why = '${NOT_THERE}', updated_at = ?2
       WHERE id LIKE 'telegram:%' AND id <> ?1 AND state <> 'disabled'`,
    )
    .bind(id, at)
  if (chatId === null) return [others]
  return [
    others,
    db
      .prepare(
        `INSERT INTO subscribers (id, channel, address, role, created_at, updated_at)
         VALUES (?1, 'telegram', ?2, 'operator', ?3, ?3)
         ON CONFLICT DO UPDATE SET role = 'operator',
           state = CASE disabled_why WHEN '${NOT_THERE}' THEN 'active' ELSE state END,
           disabled_why = nullif(disabled_why, '${NOT_THERE}')
         WHERE disabled_why = '${NOT_THERE}' OR role <> 'operator'`,
      )
      .bind(id, chatId, at),
  ]
}

/** The chat of the environment, when Telegram has refused it; not when a person has ended it. */
export async function refusedChat(
  db: D1Database,
  chatId: string,
): Promise<{ id: string; address: string } | null> {
  return await db
    .prepare(
      `SELECT id, address FROM subscribers
       WHERE channel = 'telegram' AND (id = 'telegram:' || ?1 OR address = ?1) AND role = 'operator'
         AND state = 'disabled'
         AND disabled_why NOT IN ('${NOT_THERE}', 'by the operator', 'moved to another subscriber')`,
    )
    .bind(chatId)
    .first<{ id: string; address: string }>()
}

/** Forgets who has not confirmed, or gets nothing any more, since before. */
export function pruneSubscribers(
  db: D1Database,
  { pendingBefore, disabledBefore }: { pendingBefore: number; disabledBefore: number },
): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM subscribers WHERE (state = 'pending' AND updated_at < ?)
         OR (state = 'disabled' AND updated_at < ?)`,
    )
    .bind(pendingBefore, disabledBefore)
}
