import type { DomTree } from '#readers/dom-tree.ts'

import { isElement, queryAll } from '#readers/native.ts'
import { presetFor } from '#readers/presets.ts'
import { findSeats } from '#readers/seats.ts'
import { survey } from '#readers/survey.ts'
import { isHidden, seenText } from '#readers/visible.ts'

const LIKELY =
  '[data-offer-type], li, tr, article, section, h1, h2, h3, h4, p, button, a[href], [role="listitem"], [role="row"]'
const LOOKED_MOST = 3000
const FOUND_MOST = 400
const TEXT_MOST = 600

/** What a keyboard walks through, in the page's order, and the rows of offers among it, the wanted ones first. */
export function candidates(page: Document, tree: DomTree): { elements: Element[]; rows: Element[] } {
  const options = { url: tree.url }
  const preset = presetFor(options)
  const { targetNodes, nodes } = findSeats(tree, survey(tree, preset.typeAttribute), options, preset)
  const rows = [...targetNodes, ...nodes].filter(isElement).filter((row) => !isHidden(tree, row))
  const others = queryAll(page, LIKELY, LOOKED_MOST).filter((element) => isWorthy(tree, element))
  const all = [...new Set([...rows, ...others])].slice(0, FOUND_MOST)
  const elements = all.sort((a, b) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  )
  return { elements, rows }
}

function isWorthy(tree: DomTree, element: Element): boolean {
  const { length } = seenText(tree, element, TEXT_MOST + 1).text.trim()
  return length > 0 && length <= TEXT_MOST && !isHidden(tree, element)
}
