import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { planLane } from './plan-lane.ts'
import { readPublicWatch } from './read-status.ts'
import { forgetStatus } from './serve-status.ts'

/** After a watch was written: lanes look at what D1 now says, and whoever has the status open sees it. */
export async function announceWatch(
  context: Context,
  watch: Watch,
  oldHost: string = watch.host,
): Promise<void> {
  forgetStatus()
  for (const host of new Set([oldHost, watch.host])) await planLane(context, host)
  const feed = context.env.FEED.getByName('feed')
  const shown = watch.public ? await readPublicWatch(context, watch.id) : null
  await (shown === null ? feed.watchRemoved(watch.id) : feed.watchChanged(shown, null))
}
