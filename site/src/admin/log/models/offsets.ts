/** Where rows of different heights stand in a long list of which only a part is drawn. All lengths in CSS pixels. */

export type Keyed = { key: number }

/** The top of each row, and the end of the last: one more than there are rows. */
export function offsetsOf(
  items: readonly Keyed[],
  heights: ReadonlyMap<number, number>,
  estimate: number,
): Float64Array {
  const offsets = new Float64Array(items.length + 1)
  let end = 0
  for (const [index, { key }] of items.entries()) {
    end += heights.get(key) ?? estimate
    offsets[index + 1] = end
  }
  return offsets
}

/** The row that `y` falls into; the nearest when none does. */
export function rowAt(offsets: Float64Array, y: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** Where a key stands among items in the order of their keys; where it would stand when it is not there. */
export function indexOfKey(items: readonly Keyed[], key: number): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.key ?? Number.POSITIVE_INFINITY) < key) low = middle + 1
    else high = middle
  }
  return low
}

export type Piece = { kind: 'rows'; from: number; to: number } | { kind: 'space'; at: number; height: number }

/**
 * What is drawn from top to bottom: rows from `from` to `to` (exclusive), one further row wherever it is (`-1` for
 * none), and empty space of the right height for all the others.
 */
export function piecesOf(
  offsets: Float64Array,
  { from, to, further }: { from: number; to: number; further: number },
): Piece[] {
  const count = offsets.length - 1
  const runs = [{ from, to }]
  if (further >= 0 && further < from) runs.unshift({ from: further, to: further + 1 })
  if (further >= to && further < count) runs.push({ from: further, to: further + 1 })
  const pieces: Piece[] = []
  let at = 0
  for (const run of [...runs, { from: count, to: count }]) {
    const height = (offsets[run.from] ?? 0) - (offsets[at] ?? 0)
    if (height > 0) pieces.push({ kind: 'space', at, height })
    if (run.to > run.from) pieces.push({ kind: 'rows', ...run })
    at = run.to
  }
  return pieces
}
