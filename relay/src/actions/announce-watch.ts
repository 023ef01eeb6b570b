import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { planLane } from './plan-lane.ts'
import { readWatches } from './read-watches.ts'
import { forgetStatus } from './serve-status.ts'

/** After watches were written: lanes look at what D1 now says, and whoever has the status open sees it. */
export async function announceWatches(
  context: Context,
  watches: readonly Watch[],
  oldHosts: readonly string[] = [],
): Promise<void> {
  forgetStatus()
  const hosts = new Set([...oldHosts, ...watches.map((watch) => watch.host)])
  await Promise.all([...hosts].map((host) => planLane(context, host)))
  const statuses = new Map((await readWatches(context)).map(({ id, status }) => [id, status]))
  const feed = context.env.FEED.getByName('feed')
  const tellFeed = async ({ id, public: isPublic }: Watch) => {
    const shown = isPublic ? statuses.get(id) : undefined
    await (shown === undefined ? feed.watchRemoved(id) : feed.watchChanged(shown, null))
  }
  await Promise.all(watches.map(tellFeed))
}
