import type { PublicWatch } from '#core/status.ts'
import type { Subscriber } from '#core/subscriber.ts'

import { createModel, signal } from '@preact/signals'

type Known = readonly Pick<PublicWatch, 'id'>[]

/** Which matches are wanted: all, or some of those that are watched. */
export const PickModel = createModel((begin: Subscriber['watches']) => {
  const all = signal(begin === 'all')
  const some = signal<readonly string[]>(begin === 'all' ? [] : begin)
  return {
    all,
    some,
    set(id: string, wanted: boolean) {
      some.value = wanted
        ? [...some.value.filter((one) => one !== id), id]
        : some.value.filter((one) => one !== id)
    },
    /** Just this one. */
    only(id: string) {
      all.value = false
      some.value = [id]
    },
  }
})

export type MatchPick = InstanceType<typeof PickModel>

/** What is chosen, without those that are there no more. */
export function chosenOf({ all, some }: MatchPick, known: Known): Subscriber['watches'] {
  return all.value ? 'all' : some.value.filter((id) => known.some((watch) => watch.id === id))
}
