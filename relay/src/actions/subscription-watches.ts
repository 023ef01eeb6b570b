import type { Watch } from '#core/watch.ts'
import type { Subscriber } from '#core/subscriber.ts'
import type { Context } from '../context.ts'

import { watchesIt } from '#core/subscriber.ts'

import { listWatches, removedWatches } from '../store/watches.ts'
import { UNDO_MS } from './remove-watch.ts'

type Lists = { watches?: Subscriber['watches'] | undefined; always?: Subscriber['always'] | undefined }

/** The place in the list of a watch that is not there for everybody, nor may come back; `null` when all are. */
export async function unknownWatch(context: Context, watches: Subscriber['watches']): Promise<number | null> {
  if (watches === 'all' || watches.length === 0) return null
  const all = [...(await listWatches(context.env.DB)), ...(await restorable(context))]
  const known = new Set(all.flatMap(({ id, public: open }) => (open ? [id] : [])))
  const index = watches.findIndex((id) => !known.has(id))
  return index === -1 ? null : index
}

/** Who chooses while a watch is deleted cannot choose that one: should it come back, they follow it as before. */
export async function keepRemoved<C extends Lists>(
  context: Context,
  before: Subscriber,
  change: C,
): Promise<C> {
  const { watches, always } = change
  if (always === undefined && (watches === undefined || watches === 'all')) return change
  const removed = await restorable(context)
  const followed = removed.filter(
    ({ id, public: isOpen }) => watchesIt(before, id) && (isOpen || before.role === 'operator'),
  )
  const ids = followed.map(({ id }) => id)
  // Who takes all away that can be seen wants nothing any more.
  const saw = before.watches === 'all' || before.watches.some((id) => !ids.includes(id))
  if (watches?.length === 0 && saw) return change
  const loud = ids.filter((id) => before.always.includes(id))
  return {
    ...change,
    ...(watches === undefined || watches === 'all' ? {} : { watches: [...new Set([...watches, ...ids])] }),
    ...(always === undefined ? {} : { always: [...new Set([...always, ...loud])] }),
  }
}

async function restorable({ env, now }: Context): Promise<Watch[]> {
  return (await removedWatches(env.DB, now() - UNDO_MS)).map(({ watch }) => watch)
}
