import type { TrailAlert } from '#core/alert-trail.ts'
import type { Context } from '../context.ts'
import type { TrailCursor, TrailQuery } from '../store/alert-trail.ts'

import { readTrail } from '../store/alert-trail.ts'

const PAGE = 500

/** The life of each alert, the newest first. */
export function readAlertTrail(
  { env }: Context,
  query: TrailQuery,
): Promise<{ alerts: TrailAlert[]; next: TrailCursor | null }> {
  return readTrail(env.DB, query)
}

/** The same in pieces, until `limit` alerts have been read: no more than a piece is held at a time. */
export async function* eachAlert(context: Context, query: TrailQuery): AsyncGenerator<TrailAlert[]> {
  let [left, after] = [query.limit, query.after]
  while (left > 0) {
    const { alerts, next } = await readTrail(context.env.DB, { ...query, after, limit: Math.min(PAGE, left) })
    yield alerts
    if (next === null) return
    left -= alerts.length
    after = next
  }
}
