import type { TaughtPage } from './teach-page.ts'
import type { PageNode, Tree } from './tree.ts'

import { readControls } from './controls.ts'
import { above, seenText } from './visible.ts'
import { fold, tidy, tokens, words } from './words.ts'

const ROW_TEXT_MOST = 600
const NOTICE_MOST = 240
const FOUND_MOST = 12
const OUTSIDE = new Set(['nav', 'footer', 'header', 'aside', 'option', 'button', 'body', 'html'])

/** Looks like CSS and not like words of a page. */
const isSelector = (where: string): boolean =>
  /^[.#[]|^[a-z][\w-]*(?:[.#[>: ]|$)[^\p{L}]*[.#[>]?/u.test(where) && /[.#[\]>=]|^[a-z]+-[a-z-]+$/.test(where)

/** The smallest elements that stand for a seat: where somebody pointed, else what the words of the five languages say. */
export function seatNodes(page: TaughtPage, others: readonly TaughtPage[]): PageNode[] {
  const { where } = page.sample
  const pointed = where === undefined ? [] : pointedAt(page, where)
  if (pointed.length > 0) return pointed
  const named = smallest(page, (folded) => words.accessible(folded) !== null, 160)
  const inRows = named.filter((node) => rowsAround(page.tree, node).length > 0)
  if (inRows.length > 0) return inRows
  // Nothing says so: what can be bought here and stands on no page without a seat.
  const known = new Set(others.flatMap((other) => other.nodes.map((node) => rowText(other.tree, node))))
  return page.nodes
    .filter((node) => isRowLike(page.tree, node) && !known.has(rowText(page.tree, node)))
    .toReversed()
    .slice(0, FOUND_MOST)
}

/** The site's own words for "nothing here": where somebody pointed, else what reads so. */
export function noticeNodes(page: TaughtPage): PageNode[] {
  const { where } = page.sample
  const pointed = where === undefined ? [] : pointedAt(page, where)
  if (pointed.length > 0) return pointed
  return smallest(
    page,
    (folded) =>
      words.emptyNotice(folded) !== null || words.gone(folded) !== null || words.notYet(folded) !== null,
    NOTICE_MOST,
  )
}

function pointedAt({ tree, nodes, ...page }: TaughtPage, where: string): PageNode[] {
  if (isSelector(where)) {
    const seen = new Set(nodes)
    const hit = tree.select(where).filter((node) => seen.has(node))
    if (hit.length > 0) return hit.slice(0, FOUND_MOST)
  }
  const asked = tokens(fold(where)).join(' ')
  if (asked === '') return []
  return smallest(
    { tree, nodes, ...page },
    (folded) => tokens(folded).join(' ').includes(asked),
    ROW_TEXT_MOST,
  )
}

/** Elements whose text says so while no element in them says so as a whole. */
function smallest({ tree, nodes }: TaughtPage, says: (folded: string) => boolean, most: number): PageNode[] {
  const found: PageNode[] = []
  const holding = new Set<PageNode>()
  for (const node of nodes.toReversed()) {
    if (holding.has(node) || OUTSIDE.has(tree.name(node))) continue
    const { text } = seenText(tree, node, most + 1)
    if (text.length > most || !says(fold(text))) continue
    if ([...above(tree, node)].some((outer) => /^(?:nav|footer|header|aside)$/.test(tree.name(outer))))
      continue
    found.unshift(node)
    for (const outer of above(tree, node)) holding.add(outer)
    if (found.length >= FOUND_MOST) break
  }
  return found
}

/** The element and those around it that may be its row: a price or a control in them, and not yet a whole list. */
export function rowsAround(tree: Tree, node: PageNode): PageNode[] {
  const rows: PageNode[] = []
  for (const each of [node, ...above(tree, node, 6)]) {
    if (/^(?:body|html|main|table|tbody|ul|ol|)$/.test(tree.name(each))) break
    const { text } = seenText(tree, each, ROW_TEXT_MOST + 1)
    if (text.length > ROW_TEXT_MOST) break
    if (isRowLike(tree, each)) rows.push(each)
  }
  return rows
}

function isRowLike(tree: Tree, node: PageNode): boolean {
  const { text } = seenText(tree, node, ROW_TEXT_MOST + 1)
  if (text.length > ROW_TEXT_MOST || text.trim().length < 3) return false
  if (words.price(tidy(text, ROW_TEXT_MOST)) !== null) return true
  const { best } = readControls(tree, node)
  return best !== null && best.says === 'buy' && best.text.trim() !== text.trim()
}

const rowText = (tree: Tree, node: PageNode): string =>
  tokens(fold(tidy(seenText(tree, node, ROW_TEXT_MOST).text, ROW_TEXT_MOST))).join(' ')

/** Words of the row by which it is known among its like, as the page writes them. */
export function labelOf(tree: Tree, row: PageNode, where: string | undefined): string | null {
  const text = tidy(seenText(tree, row, ROW_TEXT_MOST).text, ROW_TEXT_MOST)
  const said = words.accessible(fold(text))
  if (said !== null) return said
  if (where === undefined || isSelector(where)) return null
  return tokens(fold(text))
    .join(' ')
    .includes(tokens(fold(where)).join(' '))
    ? tidy(where, 80)
    : null
}
