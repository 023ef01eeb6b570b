import type { Attempt, Outcome, Settlement } from '#core/delivery.ts'

const DETAIL_MOST = 300

/** An attempt, and what follows from it. */
export type Settled = { attempt: Attempt; settlement: Settlement }

/**
 * Ends attempts: what becomes of their alerts, one row each in the trail, and which contents have reached somebody.
 * Changes nothing for an alert that is no longer leased for just that attempt.
 */
export function settleAlerts(db: D1Database, settled: readonly Settled[]): D1PreparedStatement[] {
  if (settled.length === 0) return []
  const list = JSON.stringify(settled.map(rowOf))
  const value = (name: keyof ReturnType<typeof rowOf>) => `json_extract(one.value, '$.${name}')`
  const ours = `alerts.id = ${value('alertId')} AND alerts.state = 'leased' AND alerts.attempts = ${value('attempt')}`
  return [
    db
      .prepare(
        `INSERT INTO deliveries (alert_id, attempt, at, outcome, detail, duration_ms)
         SELECT alerts.id, ${value('attempt')}, ${value('at')}, ${value('outcome')}, ${value('detail')},
           ${value('durationMs')}
         FROM json_each(?1) AS one JOIN alerts ON ${ours} WHERE true
         ON CONFLICT DO NOTHING`,
      )
      .bind(list),
    db
      .prepare(
        `UPDATE alerts SET state = ${value('state')}, repeat = ${value('repeat')}, next_at = ${value('nextAt')},
           message_id = ${value('messageId')}, sent_at = ${value('sentAt')}, lease_until = NULL
         FROM json_each(?1) AS one WHERE ${ours}`,
      )
      .bind(list),
    db
      .prepare(
        `UPDATE contents SET reached = 1 WHERE reached = 0 AND id IN (
           SELECT content_id FROM alerts JOIN json_each(?1) AS one ON alerts.id = ${value('alertId')}
           WHERE alerts.state = 'sent')`,
      )
      .bind(list),
  ]
}

function rowOf({ attempt, settlement }: Settled) {
  const { alertId, attempt: number, at, durationMs } = attempt
  const { state, outcome, detail, repeat, nextAt, messageId, sentAt } = settlement
  return {
    alertId,
    attempt: number,
    at,
    durationMs,
    state,
    outcome,
    detail: detail?.slice(0, DETAIL_MOST) ?? null,
    repeat: repeat ? 1 : 0,
    nextAt,
    messageId,
    sentAt,
  }
}

export type OutcomeRow = { alert_id: string; attempt: number; outcome: Outcome }

/** How attempts have ended, as first written; no row where the alert is gone. */
export function selectOutcomes(
  db: D1Database,
  attempts: readonly Pick<Attempt, 'alertId' | 'attempt'>[],
): D1PreparedStatement {
  const list = JSON.stringify(attempts.map(({ alertId, attempt }) => ({ alertId, attempt })))
  return db
    .prepare(
      `SELECT alert_id, attempt, outcome FROM json_each(?) AS one JOIN deliveries
       ON alert_id = json_extract(one.value, '$.alertId') AND attempt = json_extract(one.value, '$.attempt')`,
    )
    .bind(list)
}
