/** The list with one put before another, or last for `null`. Pure. */
export function placed(ids: readonly string[], id: string, before: string | null): readonly string[] {
  const others = ids.filter((one) => one !== id)
  const at = before === null ? others.length : others.indexOf(before)
  return at === -1 || before === id ? ids : [...others.slice(0, at), id, ...others.slice(at)]
}

/** Before whom one stands after so many steps down, or up below 0; `undefined` when there is no further to go. Pure. */
export function stepTo(ids: readonly string[], id: string, steps: number): string | null | undefined {
  const at = ids.indexOf(id)
  const to = Math.min(Math.max(at + steps, 0), ids.length - 1)
  if (at === -1 || to === at) return undefined
  return ids[to < at ? to : to + 1] ?? null
}

/** Within so many pixels of an edge of the window a row in hand scrolls the page. */
const EDGE_PX = 72

/** How far the page scrolls in one go while a row is held at that height of the window: up below 0. Pure. */
export function pullAt(y: number, height: number): number {
  const [above, below] = [EDGE_PX - y, y - (height - EDGE_PX)]
  return Math.round((above > 0 ? -above : Math.max(0, below)) / 4)
}
