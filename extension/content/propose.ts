import type { Picked } from './contract.ts'
import type { PageNode, Tree } from '#readers/tree.ts'

import { labelOf } from '#readers/teach-find.ts'
import { rowSelectors } from '#readers/teach-selectors.ts'
import { isHidden, seenText } from '#readers/visible.ts'
import { fold, tidy, tokens, words } from '#readers/words.ts'

const TEXT_MOST = 160
const ROW_TEXT_MOST = 600
const LABEL_MOST = 80
const MATCHES_MOST = 500

export type Proposal = Pick<NonNullable<Picked['pick']>, 'selector' | 'label' | 'text'> & {
  /** All that it fits now, in order. */
  fits: PageNode[]
}

/**
 * What to follow when the person points at this element: the selector that tells most and will stand tomorrow, and
 * where it fits several, the words that tell this one from the others. `null` when nothing about it is stable.
 */
export function propose(tree: Tree, node: PageNode): Proposal | null {
  const text = tidy(textOf(tree, node), TEXT_MOST)
  let best: Proposal | null = null
  for (const selector of rowSelectors(tree, node)) {
    const hits = tree.select(selector).slice(0, MATCHES_MOST)
    if (!hits.includes(node)) continue
    const like = hits.filter((each) => !isHidden(tree, each))
    const label = like.length > 1 ? labelAmong(tree, node, like) : null
    const fits = label === null ? like : like.filter((each) => holds(tree, each, label))
    // Earlier ones tell more: a later one must fit fewer.
    if (best === null || fits.length < best.fits.length) best = { selector, label, text, fits }
    if (best.fits.length === 1) break
  }
  return best
}

/** What the row says of such a seat; else the first of its words that no other row says. */
function labelAmong(tree: Tree, node: PageNode, like: readonly PageNode[]): string | null {
  const others = like.filter((each) => each !== node)
  const isOwn = (label: string) => others.every((each) => !holds(tree, each, label))
  const said = labelOf(tree, node, undefined)
  if (said !== null && isOwn(said)) return said
  const parts = seenText(tree, node, ROW_TEXT_MOST).parts.map((part) => tidy(part, LABEL_MOST))
  const own = parts.find((part) => isName(part) && isOwn(part))
  return own ?? said
}

/** Words and no price, figure or control: those change. */
const isName = (part: string): boolean =>
  /\p{L}{3}/u.test(part) &&
  !/\d/.test(part) &&
  words.price(part) === null &&
  words.buy(fold(part)) === null &&
  words.gone(fold(part)) === null

const textOf = (tree: Tree, node: PageNode): string => seenText(tree, node, ROW_TEXT_MOST).text

const said = (text: string): string => ` ${tokens(fold(text)).join(' ')} `

const holds = (tree: Tree, node: PageNode, label: string): boolean =>
  said(textOf(tree, node)).includes(said(label))
