import type { OwedAlert } from '#core/alert.ts'

import { aboutOf } from '#core/alert.ts'

/**
 * Writes down that an alert is owed, at once due. To be put in the batch of the change that caused it;
 * the same kind, matter and subscriber a second time changes nothing.
 */
export function oweAlert(db: D1Database, alert: OwedAlert): D1PreparedStatement {
  const { id, subscriberId, channel, content, createdAt } = alert
  return db
    .prepare(
      `INSERT INTO alerts (id, kind, about, subscriber_id, channel, content, state, next_at, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'owed', ?7, ?7)
       ON CONFLICT (kind, about, subscriber_id) DO NOTHING`,
    )
    .bind(id, content.kind, aboutOf(content), subscriberId, channel, JSON.stringify(content), createdAt)
}
