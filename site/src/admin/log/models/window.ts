import type { Keyed } from './offsets.ts'
import type { ReadonlySignal } from '@preact/signals'

import { computed, createModel, signal } from '@preact/signals'

import { indexOfKey, offsetsOf, rowAt } from './offsets.ts'

/** Drawn above and below what is seen, so that a turn of the wheel meets lines and not emptiness. */
const BEYOND_PX = 500
/** Rows are drawn and dropped in groups: not every pixel of scrolling is worth a drawing. */
const GROUP = 8
const FIRST_ESTIMATE_PX = 56
const END_PX = 4

/** Where the box stands: at its end whatever comes, or with one row at a distance from its upper or lower edge. */
type Place = { kind: 'end' } | { kind: 'top'; key: number; delta: number } | { kind: 'foot'; key: number }

type Items = ReadonlySignal<readonly Keyed[]>

/** How high rows are: as they were drawn, and by a guess until then. */
function makeHeights(items: Items) {
  const heights = new Map<number, number>()
  const measures = signal(0)
  const estimate = signal<number | null>(null)
  let width = 0
  return {
    offsets: computed(() => {
      void measures.value
      return offsetsOf(items.value, heights, estimate.value ?? FIRST_ESTIMATE_PX)
    }),
    /** Rows as they were drawn. Answers whether anything stands elsewhere now. */
    measured: (rows: readonly { key: number; height: number }[]): boolean => {
      const changed = rows.filter((row) => Math.abs((heights.get(row.key) ?? -1) - row.height) > 0.5)
      for (const row of changed) heights.set(row.key, row.height)
      if (changed.length === 0) return false
      // Once, so that the length of the whole does not tremble while one reads.
      estimate.value ??= rows.reduce((sum, row) => sum + row.height, 0) / rows.length
      measures.value += 1
      return true
    },
    widened: (to: number) => {
      if (Math.abs(to - width) < 1) return
      width = to
      heights.clear()
      estimate.value = null
      measures.value += 1
    },
  }
}

/** Where the box stands, and how one moves it. */
function makePlace(items: Items, offsets: ReadonlySignal<Float64Array>) {
  const place = signal<Place>({ kind: 'end' })
  /** The newest key when the end was left. */
  const seen = signal(Number.POSITIVE_INFINITY)
  const height = signal(0)
  const indexOf = (key: number) => Math.min(indexOfKey(items.value, key), items.value.length - 1)
  return {
    height,
    position: computed(() => {
      const most = Math.max(0, (offsets.value.at(-1) ?? 0) - height.value)
      const { value } = place
      if (value.kind === 'end') return most
      const index = indexOf(value.key)
      const top =
        value.kind === 'top'
          ? (offsets.value[index] ?? 0) + value.delta
          : (offsets.value[index + 1] ?? 0) - height.value
      return Math.min(most, Math.max(0, top))
    }),
    isAtEnd: computed(() => place.value.kind === 'end'),
    /** How many rows came below since the end was left. */
    below: computed(() => items.value.length - indexOfKey(items.value, seen.value + 0.25)),
    toEnd: () => {
      place.value = { kind: 'end' }
      seen.value = Number.POSITIVE_INFINITY
    },
    stand: (next: Place) => {
      if (place.value.kind === 'end') seen.value = items.value.at(-1)?.key ?? 0
      place.value = next
    },
  }
}

/** Which rows of a long list are drawn, and where it stands. Lengths in CSS pixels. */
export const WindowModel = createModel((items: Items) => {
  const { offsets, measured, widened } = makeHeights(items)
  const { height, position, isAtEnd, below, toEnd, stand } = makePlace(items, offsets)
  /** The row that has the focus, or had it last. */
  const active = signal<number | null>(null)
  const from = computed(() => {
    const first = rowAt(offsets.value, position.value - BEYOND_PX)
    return first - (first % GROUP)
  })
  const to = computed(() => {
    const last = rowAt(offsets.value, position.value + height.value + BEYOND_PX)
    return Math.min(items.value.length, last - (last % GROUP) + GROUP)
  })

  return {
    active,
    offsets,
    position,
    from,
    to,
    isAtEnd,
    below,
    toEnd,
    measured,
    /** The row in the middle of what is seen; nothing is drawn anew when it changes. */
    middle: () => rowAt(offsets.peek(), position.peek() + height.peek() / 2),
    resized(box: { width: number; height: number }) {
      height.value = box.height
      widened(box.width)
    },
    /** Somebody scrolled. */
    scrolled(top: number) {
      const end = (offsets.value.at(-1) ?? 0) - height.value
      if (top >= end - END_PX) return toEnd()
      const index = rowAt(offsets.value, top)
      stand({ kind: 'top', key: items.value[index]?.key ?? 0, delta: top - (offsets.value[index] ?? 0) })
    },
    /** Makes a row the active one, and brings it into view. */
    activate(index: number) {
      const bounded = Math.max(0, Math.min(items.value.length - 1, index))
      const key = items.value[bounded]?.key
      if (key === undefined) return
      active.value = key
      const [top = 0, foot = 0] = [offsets.value[bounded], offsets.value[bounded + 1]]
      if (bounded === items.value.length - 1) toEnd()
      else if (top < position.value) stand({ kind: 'top', key, delta: 0 })
      else if (foot > position.value + height.value) stand({ kind: 'foot', key })
      // Otherwise it is seen already, and what is seen is not to move.
      else if (isAtEnd.value) stand({ kind: 'top', key, delta: position.value - top })
    },
    /** The row one window further up (-1) or down (1). */
    page(index: number, way: -1 | 1): number {
      const far = rowAt(offsets.value, (offsets.value[index] ?? 0) + way * height.value * 0.9)
      return far === index ? index + way : far
    },
  }
})

export type LogWindow = InstanceType<typeof WindowModel>
