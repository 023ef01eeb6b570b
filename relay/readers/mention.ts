import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { readControls } from './controls.ts'
import { above, isHidden, seenText } from './visible.ts'
import { fold, tidy, words } from './words.ts'

const CANDIDATES_MOST = 200
const OUTSIDE = new Set(['nav', 'footer', 'header', 'body', 'main', 'html'])
/** A number behind the word that is no price. */
const COUNTED = /(?<![\p{L}\p{N}])(?:places? )?pmr ?[(:] ?(\d{1,3})(?![\d.,]| ?(?:€|£|\$|eur|chf))/u
const BEFORE = 14

/** The target's word outside typed offers: a count badge, or a line with a price. Folded pages of text stay unread. */
export function findMention(tree: Tree, found: Survey): { text: string; count: number | null } | null {
  let boxes: ReadonlySet<PageNode> | null = null
  for (const { holder, text } of found.texts) {
    if (text.length > 300 || !/pmr|fauteuil|wheelchair|mobilit|rollstuhl|carrozzin|silla de/i.test(text))
      continue
    const folded = fold(text)
    const counted = countIn(folded)
    if ((counted === null && words.accessible(folded) === null) || isHidden(tree, holder)) continue
    const row = nearRow(tree, holder, (boxes ??= boxesOf(tree, found)))
    if (counted !== null) return { text: tidy(text, LIMITS.shortText), count: counted }
    if (row !== null) return { text: tidy(row, LIMITS.shortText), count: null }
  }
  return null
}

/** « PMR (2) », and not « parking PMR : 2 ». */
function countIn(folded: string): number | null {
  const counted = COUNTED.exec(folded)
  if (counted === null) return null
  const around = folded.slice(Math.max(0, counted.index - BEFORE), counted.index + counted[0].length)
  return words.accessible(around) === null ? null : Number(counted[1])
}

/** Boxes around typed offers: none is a row of its own, its prices are theirs. */
function boxesOf(tree: Tree, found: Survey): ReadonlySet<PageNode> {
  const boxes = new Set<PageNode>()
  for (const node of found.typed.slice(0, CANDIDATES_MOST))
    for (const box of above(tree, node)) boxes.add(box)
  return boxes
}

/** The box around the word that holds a price and, where typed offers stand beside, a way to buy: else it is a note. */
const isClosed = (folded: string) => words.gone(folded) !== null || words.notYet(folded) !== null

function nearRow(tree: Tree, holder: PageNode, boxes: ReadonlySet<PageNode>): string | null {
  for (const node of [holder, ...above(tree, holder, 3)]) {
    if (boxes.has(node) || OUTSIDE.has(tree.name(node))) return null
    const { text } = seenText(tree, node, 1200)
    if (text.length > 400) return null
    if (words.price(tidy(text, 500)) === null) continue
    // Said to be gone, or not there yet: no reason to call anybody.
    if (isClosed(fold(tidy(text, 500)))) return null
    const control = boxes.size === 0 ? null : readControls(tree, node).best
    if (boxes.size === 0 || (control !== null && control.enabled && control.says !== 'info')) return text
  }
  return null
}
