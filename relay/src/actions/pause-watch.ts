import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { pauseWatches, resumeWatches } from '../store/watch-list.ts'
import { getWatch, listWatches } from '../store/watches.ts'
import { announceWatches } from './announce-watch.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

type Wish = 'pause' | 'resume'

/**
 * Pauses or resumes one watch; as it stands then, or `null` when there is none. Paused, nobody looks and nobody is told,
 * and everybody reads so: what was seen before is not said to be true any more.
 */
export async function setPaused(context: Context, id: string, wish: Wish): Promise<Watch | null> {
  const [watch] = await turn(context, [id], wish)
  if (watch === undefined) return await getWatch(context.env.DB, id)
  await tell(context, wish === 'pause' ? DOOR_LINES.paused(watch) : DOOR_LINES.resumed(watch))
  return watch
}

/** The same for some of them, at once. */
export async function setSomePaused(context: Context, ids: readonly string[], wish: Wish): Promise<void> {
  for (const watch of await turn(context, ids, wish))
    await tell(context, wish === 'pause' ? DOOR_LINES.paused(watch) : DOOR_LINES.resumed(watch))
}

/** The same for all that are not so already; answers those that changed. */
export async function setAllPaused(context: Context, wish: Wish): Promise<Watch[]> {
  const changed = await turn(context, null, wish)
  if (changed.length === 0) return []
  const [before, after] = wish === 'pause' ? ['', 'paused'] : ['paused', '']
  context.audit?.push(...changed.map(({ name }) => ({ field: name, before, after })))
  const { pausedAll, resumedAll } = DOOR_LINES
  await tell(context, wish === 'pause' ? pausedAll(changed.length) : resumedAll(changed.length))
  return changed
}

/** Those of these, or of all for `null`, that changed. */
async function turn(context: Context, ids: readonly string[] | null, wish: Wish): Promise<Watch[]> {
  const { DB } = context.env
  const write = wish === 'pause' ? pauseWatches : resumeWatches
  const turned = new Set(ids?.length === 0 ? [] : await write(DB, ids, context.now()))
  if (turned.size === 0) return []
  const changed = (await listWatches(DB)).filter((watch) => turned.has(watch.id))
  await announceWatches(context, changed)
  return changed
}
