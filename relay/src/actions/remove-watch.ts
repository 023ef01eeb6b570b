import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { deleteWatch, getWatch } from '../store/watches.ts'
import { planLane } from './plan-lane.ts'
import { pruneEvidence } from './prune-evidence.ts'
import { forgetStatus } from './serve-status.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

/** The watch as it was; `null` when there was none, or somebody else removed it first. */
export async function removeWatch(context: Context, id: string): Promise<Watch | null> {
  const { DB, FEED } = context.env
  const watch = await getWatch(DB, id)
  if (watch === null || !(await deleteWatch(DB, id, context.now()))) return null
  forgetStatus()
  await planLane(context, watch.host)
  await FEED.getByName('feed').watchRemoved(id)
  // What fails here is done, and told, by the watchdog's hourly turn.
  await pruneEvidence(context).catch(() => undefined)
  await tell(context, DOOR_LINES.removed(watch))
  return watch
}
