import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { pauseWatch, resumeWatch } from '../store/watch-list.ts'
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
  return watch ?? (await getWatch(context.env.DB, id))
}

/** The same for all that are not so already; answers those that changed. */
export async function setAllPaused(context: Context, wish: Wish): Promise<Watch[]> {
  const all = await listWatches(context.env.DB)
  const wrong = all.filter(({ pausedAt }) => (pausedAt === undefined) === (wish === 'pause'))
  const changed = await turn(
    context,
    wrong.map(({ id }) => id),
    wish,
  )
  const [before, after] = wish === 'pause' ? ['', 'paused'] : ['paused', '']
  context.audit?.push(...changed.map(({ name }) => ({ field: name, before, after })))
  return changed
}

async function turn(context: Context, ids: readonly string[], wish: Wish): Promise<Watch[]> {
  const { DB } = context.env
  const write = wish === 'pause' ? pauseWatch : resumeWatch
  const changed: Watch[] = []
  for (const id of ids) {
    const done = await write(DB, id, context.now())
    const watch = done ? await getWatch(DB, id) : null
    if (watch !== null) changed.push(watch)
  }
  if (changed.length === 0) return []
  await announceWatches(context, changed)
  const line = wish === 'pause' ? DOOR_LINES.paused : DOOR_LINES.resumed
  for (const watch of changed) await tell(context, line(watch))
  return changed
}
