import type { AcknowledgedAs, AlertContent } from '#core/alert.ts'
import type { OwnAlert } from '#core/own-alert.ts'

type Row = {
  release_id: string
  content: string
  ids: string
  told_at: number
  closed_at: number | null
  answered: AcknowledgedAs | null
  rings: number
}

type Asked = { subscriberId: string; since: number; most: number }

/** A repeat that has not left yet, of this alert or of the digest that told it. */
const REPEAT_WAITS = `EXISTS (SELECT 1 FROM alerts AS later JOIN contents AS c ON c.id = later.content_id
  WHERE later.follows IN (alerts.id, alerts.follows) AND later.state IN ('owed', 'leased')
    AND c.kind IN ('ring', 'digest'))`

/** The openings that this subscriber was told of since then (epoch ms), the newest first. */
export async function readOwnAlerts(
  db: D1Database,
  { subscriberId, since, most }: Asked,
): Promise<OwnAlert[]> {
  const { results } = await db
    .prepare(
      `SELECT contents.release_id, min(contents.content) AS content, releases.closed_at,
         min(coalesce(alerts.sent_at, alerts.created_at)) AS told_at,
         json_group_array(alerts.id) || json_group_array(alerts.follows) AS ids,
         (SELECT a.acknowledged_as FROM contents AS c CROSS JOIN alerts AS a
            ON a.content_id = c.id AND a.subscriber_id = ?1
          WHERE c.release_id = contents.release_id AND a.acknowledged_as IS NOT NULL LIMIT 1) AS answered,
         max(alerts.ring_at IS NOT NULL OR digest.ring_at IS NOT NULL OR ${REPEAT_WAITS}) AS rings
       FROM alerts JOIN contents ON contents.id = alerts.content_id
       JOIN releases ON releases.id = contents.release_id
       LEFT JOIN alerts AS digest ON digest.id = alerts.follows
       WHERE alerts.subscriber_id = ?1 AND alerts.created_at > ?2
         AND contents.kind IN ('opened', 'more', 'ring', 'escalated')
         AND alerts.state IN ('leased', 'gathered', 'sent', 'acknowledged')
       GROUP BY contents.release_id ORDER BY told_at DESC, contents.release_id LIMIT ?3`,
    )
    .bind(subscriberId, since, most)
    .all<Row>()
  return results.flatMap(toOwn)
}

function toOwn(row: Row): OwnAlert[] {
  // Only store/fan-out.ts writes the column.
  const content: AlertContent = JSON.parse(row.content)
  if (!('releaseId' in content)) return []
  const { watchId, name, url } = content
  const { release_id: releaseId, told_at: toldAt, closed_at: closedAt, answered } = row
  const ids: (string | null)[] = JSON.parse(row.ids.replace('][', ','))
  const alertIds = [...new Set(ids.filter((id) => id !== null))]
  const rings = row.rings === 1 && closedAt === null && answered === null
  return [{ releaseId, watchId, name, url, alertIds, toldAt, closedAt, answered, rings }]
}
