import type { VNode } from 'preact'

import { useRef } from 'preact/hooks'

/**
 * Draws each row once for as long as it is the same object: of thousands, only those that changed are looked at again.
 * `draw` may use nothing that changes but the row, and signals.
 */
export function useKept<T extends object>(draw: (row: T) => VNode): (row: T) => VNode {
  const drawn = useRef(new WeakMap<T, VNode>())
  return (row) => {
    const known = drawn.current.get(row)
    if (known !== undefined) return known
    const fresh = draw(row)
    drawn.current.set(row, fresh)
    return fresh
  }
}
