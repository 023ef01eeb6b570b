import type { Attempt, Outcome, Settlement } from '#core/delivery.ts'

const DETAIL_MOST = 300

/** One row an attempt; a second time, or for an alert that is gone, nothing. */
export function insertDelivery(
  db: D1Database,
  { alertId, attempt, at, durationMs }: Attempt,
  { outcome, detail }: Pick<Settlement, 'outcome' | 'detail'>,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO deliveries (alert_id, attempt, at, outcome, detail, duration_ms)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM alerts WHERE id = ?1)
       ON CONFLICT DO NOTHING`,
    )
    .bind(alertId, attempt, at, outcome, detail?.slice(0, DETAIL_MOST) ?? null, durationMs)
}

/** How an attempt has ended, as first written; no row when its alert is gone. */
export function selectOutcome(
  db: D1Database,
  { alertId, attempt }: Pick<Attempt, 'alertId' | 'attempt'>,
): D1PreparedStatement {
  return db
    .prepare('SELECT outcome FROM deliveries WHERE alert_id = ? AND attempt = ?')
    .bind(alertId, attempt)
}

export type OutcomeRow = { outcome: Outcome }
