import type { Subscriber } from '#core/subscriber.ts'
import type { Context } from '../context.ts'

import { listWatches } from '../store/watches.ts'

/** The place in the list of a watch that is not there for everybody; `null` when all are. */
export async function unknownWatch({ env }: Context, watches: Subscriber['watches']): Promise<number | null> {
  if (watches === 'all' || watches.length === 0) return null
  const known = new Set((await listWatches(env.DB)).flatMap(({ id, public: open }) => (open ? [id] : [])))
  const index = watches.findIndex((id) => !known.has(id))
  return index === -1 ? null : index
}
