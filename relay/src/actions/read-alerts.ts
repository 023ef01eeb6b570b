import type { TrailAlert } from '#core/alert-trail.ts'
import type { AlertEvent } from '#core/person.ts'
import type { Context } from '../context.ts'
import type { EventQuery } from '../store/alert-events.ts'
import type { TrailCursor, TrailQuery } from '../store/alert-trail.ts'

import { readEvents } from '../store/alert-events.ts'
import { readTrail } from '../store/alert-trail.ts'
import { handleOf, idOf } from './subscriber-handle.ts'

const PAGE = 500

/** The life of each alert, the newest first. Subscribers go by their handles, here and in the query. */
export async function readAlertTrail(
  context: Context,
  query: TrailQuery,
): Promise<{ alerts: TrailAlert[]; next: TrailCursor | null }> {
  const { subscriberId } = query
  const id = subscriberId === undefined ? {} : { subscriberId: await idOf(context, subscriberId) }
  const { alerts, next } = await readTrail(context.env.DB, { ...query, ...id })
  const ids = new Set(alerts.map((one) => one.subscriberId))
  const handles = new Map(
    await Promise.all([...ids].map(async (one) => [one, await handleOf(context, one)] as const)),
  )
  const named = alerts.map((one) => Object.assign(one, { subscriberId: handles.get(one.subscriberId) ?? '' }))
  return { alerts: named, next }
}

/** The same in pieces, until `limit` alerts have been read: no more than a piece is held at a time. */
export async function* eachAlert(context: Context, query: TrailQuery): AsyncGenerator<TrailAlert[]> {
  let [left, after] = [query.limit, query.after]
  while (left > 0) {
    const { alerts, next } = await readAlertTrail(context, { ...query, after, limit: Math.min(PAGE, left) })
    yield alerts
    if (next === null) return
    left -= alerts.length
    after = next
  }
}

/** Each message once, with what became of its alerts, the newest first. */
export async function readAlertEvents(
  context: Context,
  query: EventQuery,
): Promise<{ events: AlertEvent[]; next: TrailCursor | null }> {
  return await readEvents(context.env.DB, query)
}
