import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { CHECK_SECONDS_MIN } from '#core/watch.ts'

import { deleteWatch } from '../store/watch-list.ts'
import { demoWatches, insertWatch } from '../store/watches.ts'
import { planLane } from './plan-lane.ts'

/** Makes the demo watches equal to the demo office's matches; without an office there are none. */
export async function seedDemo(context: Context): Promise<void> {
  const { demoMatches } = context.config
  const { DB } = context.env
  const there = await demoWatches(DB)
  const wanted = new Set(demoMatches.map((match) => match.url))
  const gone = there.filter((watch) => !wanted.has(watch.url))
  for (const watch of gone) await deleteWatch(DB, watch.id, context.now())
  const known = new Set(there.map((watch) => watch.url))
  const fresh = demoMatches.filter((match) => !known.has(match.url)).map((match) => demoWatch(context, match))
  for (const watch of fresh) await insertWatch(DB, watch, { demo: true })
  for (const host of new Set([...gone, ...fresh].map((watch) => watch.host))) await planLane(context, host)
}

function demoWatch(context: Context, { nom, url }: { nom: string; url: string }): Watch {
  const at = context.now()
  return {
    id: context.newId(),
    kind: 'seats',
    name: nom,
    url,
    host: new URL(url).host,
    target: {},
    checkSeconds: CHECK_SECONDS_MIN,
    public: true,
    createdAt: at,
    updatedAt: at,
  }
}
