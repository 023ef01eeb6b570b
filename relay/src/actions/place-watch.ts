import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { placeWatch } from '../store/watch-list.ts'
import { getWatch, listWatches } from '../store/watches.ts'
import { forgetStatus } from './serve-status.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

/** Whoever has the public page open sees the order change. */
export async function announceOrder(context: Context, watches: readonly Watch[]): Promise<void> {
  const ids = watches.flatMap((watch) => (watch.public ? [watch.id] : []))
  await context.env.FEED.getByName('feed').orderChanged(ids)
}

/**
 * Puts one watch before another, or last for `null`: the order of the list and of the public page. Two who move at once
 * both have their way. Answers the ids in their new order; `null` when one of the two is not there.
 */
export async function moveWatch(
  context: Context,
  id: string,
  before: string | null,
): Promise<string[] | null> {
  const { DB } = context.env
  const old = await listWatches(DB)
  if (!(await placeWatch(DB, id, before))) return null
  forgetStatus()
  const now = await listWatches(DB)
  const place = (list: typeof old) => String(list.findIndex((watch) => watch.id === id) + 1)
  context.audit?.push({ field: 'place', before: place(old), after: place(now) })
  const ids = now.map((watch) => watch.id)
  await announceOrder(context, now)
  const watch = await getWatch(DB, id)
  if (watch !== null) await tell(context, DOOR_LINES.placed(watch))
  return ids
}
