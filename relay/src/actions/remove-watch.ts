import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import * as list from '../store/watch-list.ts'
import { getWatch, listWatches, removedWatches } from '../store/watches.ts'
import { announceWatches } from './announce-watch.ts'
import { announceOrder } from './place-watch.ts'
import { planLane } from './plan-lane.ts'
import { pruneEvidence } from './prune-evidence.ts'
import { forgetStatus } from './serve-status.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

/** For how long a deleted watch can be brought back, ms. */
export const UNDO_MS = 24 * 3_600_000

export type Removed = { watch: Watch; removedAt: number; until: number }

/**
 * The watch as it was; `null` when there was none, or somebody else removed it first. It is gone for everybody at once;
 * what is known of it, and who chose it, is kept as long as it can be brought back.
 */
export async function removeWatch(context: Context, id: string): Promise<Watch | null> {
  const { DB, FEED } = context.env
  const watch = await getWatch(DB, id)
  if (watch === null || !(await list.removeWatch(DB, id, context.now()))) return null
  forgetStatus()
  await planLane(context, watch.host)
  await FEED.getByName('feed').watchRemoved(id)
  await tell(context, DOOR_LINES.removed(watch))
  return watch
}

/** Forgets a deleted watch, and what was seen of it, for good. `false` when there is no such one. */
export async function forgetRemoved(context: Context, id: string): Promise<boolean> {
  if (!(await list.forgetRemoved(context.env.DB, id))) return false
  // What fails here is done, and told, by the watchdog's hourly turn.
  await pruneEvidence(context).catch(() => undefined)
  await tell(context, DOOR_LINES.forgotten())
  return true
}

/** What can be brought back now, newest first. */
export async function readRemoved(context: Context): Promise<Removed[]> {
  const removed = await removedWatches(context.env.DB, context.now() - UNDO_MS)
  return removed.map(({ watch, removedAt }) => ({ watch, removedAt, until: removedAt + UNDO_MS }))
}

export type Restored =
  | { kind: 'restored'; watch: Watch }
  | { kind: 'unknown' }
  | { kind: 'duplicate' }
  | { kind: 'full' }

/** Undoes a removal: the watch is back at its place, and looked at from now on unless it is paused. */
export async function restoreWatch(context: Context, id: string): Promise<Restored> {
  const { DB } = context.env
  const at = context.now()
  const done = await list.restoreWatch(DB, id, { at, since: at - UNDO_MS })
  if (done === 'duplicate' || done === 'full') return { kind: done }
  const watch = await getWatch(DB, id)
  if (watch === null) return { kind: 'unknown' }
  // Who asks again for what is back already gets it, and nobody is told twice.
  if (done === 'gone') return { kind: 'restored', watch }
  await announceWatches(context, [watch])
  await announceOrder(context, await listWatches(DB))
  await tell(context, DOOR_LINES.restored(watch))
  return { kind: 'restored', watch }
}
