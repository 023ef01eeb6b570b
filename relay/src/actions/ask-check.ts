import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { getWatch } from '../store/watches.ts'
import { planLane } from './plan-lane.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

/** Has a watch looked at as soon as politeness allows; `null` when there is no such watch. */
export async function askCheck(
  context: Context,
  id: string,
): Promise<{ checkId: string; watch: Watch } | 'paused' | null> {
  const watch = await getWatch(context.env.DB, id)
  if (watch === null) return null
  if (watch.pausedAt !== undefined) return 'paused'
  const checkId = context.newId()
  const lane = context.env.LANE.getByName(watch.host)
  if (!(await lane.checkNow(id, checkId))) {
    // The lane lost its schedule: D1 is the truth.
    await planLane(context, watch.host)
    await lane.checkNow(id, checkId)
  }
  await tell(context, DOOR_LINES.asked(watch, checkId))
  return { checkId, watch }
}
