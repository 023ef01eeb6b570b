import type { PageEvidence } from '#core/observation.ts'
import type { Anchored } from './anchor.ts'
import type { Seats } from './seats.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'

import { fingerprint } from '#core/offers.ts'
import { UNSEEN } from './survey.ts'

const AREA_NODES_MOST = 600

type Shown = { seats: Seats; anchors: readonly Anchored[]; box: PageNode | null }

/** What is kept of a page beside the facts. */
export type Exhibit = (tree: Tree, found: Survey, shown: Shown) => PageEvidence

/** The layout alone, for who reads in the person's own browser and shows nothing of it to others. */
export const exhibitLayout: Exhibit = (tree, _, { box }) => ({
  rows: [],
  anchors: [],
  areaHash: box === null ? null : areaHash(tree, box),
  data: null,
})

/** Elements and words in their order; numbers change with prices and clocks, the build of the area does not. */
export function areaHash(tree: Tree, box: PageNode): string {
  const parts: string[] = []
  const visit = (node: PageNode, depth: number): void => {
    if (parts.length >= AREA_NODES_MOST || depth > 100) return
    const text = tree.text(node)
    if (text !== null) {
      const plain = text.replace(/[\d\s]+/g, '')
      if (plain !== '') parts.push(plain)
      return
    }
    const name = tree.name(node)
    if (name === '' || UNSEEN.has(name)) return
    parts.push(name)
    for (const child of tree.children(node)) visit(child, depth + 1)
  }
  visit(box, 0)
  return fingerprint(parts)
}
