import type { PublicWatch } from '#core/status.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { toPublicWatch, withLiveLook } from '#core/public-watch.ts'
import { newState } from '#core/new-state.ts'

import { readStates } from '../store/states.ts'
import { getWatch, listWatches } from '../store/watches.ts'
import { liveLooks, readPublicWatch } from './read-status.ts'

export type WatchWithStatus = Watch & { status: PublicWatch }

/** Every watch with what is known of it, public or not, oldest first. */
export async function readWatches(context: Context): Promise<WatchWithStatus[]> {
  const [watches, states] = await Promise.all([listWatches(context.env.DB), readStates(context.env.DB)])
  const live = await liveLooks(context, watches)
  return watches.map((watch) => {
    const state = withLiveLook(states.get(watch.id) ?? newState(watch.id), live.get(watch.id))
    return Object.assign(watch, { status: toPublicWatch(watch, state, context.now()) })
  })
}

export async function readWatch(context: Context, id: string): Promise<WatchWithStatus | null> {
  const [watch, status] = await Promise.all([getWatch(context.env.DB, id), readPublicWatch(context, id)])
  return watch === null || status === null ? null : { ...watch, status }
}
