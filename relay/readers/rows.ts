import type { OfferRow } from '#core/observation.ts'
import type { PageNode, Tree } from './tree.ts'
import type { Drawn, RowText } from './visible.ts'

import { LIMITS } from '#core/observation.ts'
import { readControls } from './controls.ts'
import { placeOf } from './places.ts'
import { CATEGORY, dateOf, openingIn, unreadIn } from './row-words.ts'
import { goneSign } from './signs.ts'
import { above, drawnness, inClosedSection, seenText } from './visible.ts'
import { fold, tidy, words } from './words.ts'

const ROW_TEXT_MOST = 600
const CLIMB_MOST = 5
const STOPS = new Set([
  'body',
  'html',
  'main',
  'form',
  'table',
  'tbody',
  'ul',
  'ol',
  'nav',
  'header',
  'footer',
])
const GONE_CLASS =
  /(?:^|[\s_-])(?:sold-?out|epuisee?|out-?of-?stock|unavailable|indisponible|ausverkauft|agotado|esaurito)(?=$|[\s_-])/i
const NAME_CLASS = /(?:^|[\s_-])(?:name|title|titre|label|libelle|nom)(?=$|[\s_-])/i

/** What stands in one row, in the row's own words. */
export function readRow(
  tree: Tree,
  target: PageNode,
  rivals: ReadonlySet<PageNode>,
  typeAttribute: string,
): OfferRow {
  const row = rowOf(tree, target, rivals)
  const seen = seenText(tree, row)
  const controls = readControls(tree, row)
  const text = tidy(seen.text, LIMITS.rowText)
  const folded = fold(`${text} ${controls.text}`)
  const price = words.price(tidy(seen.text, 1000)) ?? words.price(tree.attribute(row, 'data-price') ?? '')
  const type = typeOf(tree, target, typeAttribute)
  const place = placeOf(tree, target)
  // A list in a tab panel is no filter: what has a price or sells is an offer wherever it stands.
  const sells = price !== null || controls.best?.says === 'buy'
  return {
    path: pathOf(tree, target),
    type,
    name: nameOf(tree, row) ?? tidy(text, LIMITS.shortText),
    text,
    category: CATEGORY.exec(tidy(text, LIMITS.rowText))?.[0] ?? null,
    price,
    quantity: quantityOf(tree, target, row, folded, controls.choosable),
    control: controls.best,
    gone: goneOf(tree, target, row, { folded, seen, text }) ?? goneSign(tree, row),
    notYet: openingIn(folded, seen, `${text} ${controls.text}`),
    restricted: words.restricted(folded),
    ...drawnAs(tree, target),
    place: place === 'filter' && sells ? 'offers' : place,
    skeleton: text === '' && controls.best === null && price === null,
    unread: controls.choosable === null ? unreadIn(seen.parts, controls.best) : null,
    date: dateOf(tree, target) ?? (row === target ? null : dateOf(tree, row)),
  }
}

/** What a person could open is not hidden for good. */
function drawnAs(tree: Tree, target: PageNode): Drawn {
  const seen = drawnness(tree, target)
  if (seen.drawn !== 'hidden' || !inClosedSection(tree, target)) return seen
  return { drawn: 'hidden', hiddenBy: 'accordion' }
}

/** The page's own type word, or the tag name. */
export function typeOf(tree: Tree, node: PageNode, typeAttribute: string): string {
  return tidy(tree.attribute(node, typeAttribute) ?? tree.name(node), LIMITS.shortText)
}

/**
 * Whether an element of another type is an offer beside: drawn, among the offers of this match, and saying a price, a
 * state or a way to buy. Filters and placeholders carry the attribute too and prove nothing.
 */
export function isOfferBeside(tree: Tree, node: PageNode): boolean {
  const text = tidy(seenText(tree, node).text, LIMITS.rowText)
  const priced = words.price(text) !== null
  const folded = fold(text)
  const stated = words.gone(folded) ?? words.notYet(folded) ?? words.places(folded)
  const controls = priced ? null : readControls(tree, node)
  const sells = controls !== null && controls.best !== null && !/^(?:plain|info)$/.test(controls.best.says)
  if (!priced && stated === null && !sells && (controls?.choosable ?? null) === null) return false
  if (drawnness(tree, node).drawn === 'hidden') return false
  const place = placeOf(tree, node)
  return place === 'offers' || (place === 'filter' && (priced || sells))
}

/** The offer's own row: the target, or the nearest box around it that holds a price or a control and no other offer. */
function rowOf(tree: Tree, target: PageNode, rivals: ReadonlySet<PageNode>): PageNode {
  let row = target
  if (isWhole(tree, target, true)) return row
  let inner: PageNode = target
  for (const outer of above(tree, target, CLIMB_MOST)) {
    const name = tree.name(outer)
    if (name === '' || STOPS.has(name)) break
    if (
      hasRival(tree, outer, inner, rivals) ||
      seenText(tree, outer, ROW_TEXT_MOST * 2).text.length > ROW_TEXT_MOST
    )
      break
    row = outer
    inner = outer
    if (isWhole(tree, outer, false)) break
  }
  return row
}

/** A button alone is no row yet: its price and its state stand around it. */
function isWhole(tree: Tree, node: PageNode, self: boolean): boolean {
  const { text } = seenText(tree, node, ROW_TEXT_MOST * 2)
  const priced = words.price(tidy(text, 1000)) !== null
  if (priced) return true
  const name = tree.name(node)
  if (self && (name === 'a' || name === 'button' || name === 'input')) return false
  if (words.gone(fold(tidy(text, 1000))) !== null) return true
  return readControls(tree, node).best !== null
}

function hasRival(tree: Tree, outer: PageNode, known: PageNode, rivals: ReadonlySet<PageNode>): boolean {
  let budget = 2000
  const visit = (node: PageNode): boolean => {
    if (budget-- <= 0) return true
    if (node === known) return false
    return rivals.has(node) || tree.children(node).some(visit)
  }
  return tree.children(outer).some(visit)
}

function nameOf(tree: Tree, row: PageNode): string | null {
  let budget = 200
  const visit = (node: PageNode): string | null => {
    const name = tree.name(node)
    if (budget-- <= 0 || name === '') return null
    if (/^h[2-6]$/.test(name) || NAME_CLASS.test(tree.attribute(node, 'class') ?? '')) {
      const text = tidy(seenText(tree, node).text, LIMITS.shortText)
      if (text !== '') return text
    }
    for (const child of tree.children(node)) {
      const text = visit(child)
      if (text !== null) return text
    }
    return null
  }
  return visit(row)
}

function quantityOf(
  tree: Tree,
  target: PageNode,
  row: PageNode,
  folded: string,
  choosable: number | null,
): number | null {
  for (const name of ['data-quantity', 'data-stock', 'data-available', 'data-places']) {
    const given = tree.attribute(target, name) ?? tree.attribute(row, name)
    if (given !== null && /^\d{1,4}$/.test(given.trim())) return Number(given)
  }
  const stated = words.places(folded)
  if (choosable === 0) return 0
  return stated ?? choosable
}

type Said = { folded: string; seen: RowText; text: string }

function goneOf(tree: Tree, target: PageNode, row: PageNode, { folded, seen, text }: Said): string | null {
  const said = words.gone(folded) ?? words.gone(fold(seen.joined))
  if (said !== null) return said
  // « Complet » is a state only where it stands alone.
  const alone = seen.parts.map((part) => words.gone(fold(part))).find((word) => word !== null)
  if (alone !== undefined) return alone
  for (const node of [target, row]) {
    const hit = GONE_CLASS.exec(tree.attribute(node, 'class') ?? '')
    if (hit !== null) return `class ${hit[0].trim()}`
    if (tree.attribute(node, 'aria-disabled') === 'true') return 'aria-disabled'
  }
  return text === '' && seen.struck.trim() !== '' ? 'struck through' : null
}

/** A short path for people: names, ids and first classes of the last few levels. */
export function pathOf(tree: Tree, element: PageNode): string {
  const parts: string[] = []
  for (const node of [element, ...above(tree, element, 3)]) {
    const name = tree.name(node)
    if (name === '' || name === 'html' || name === 'body') break
    const id = tree.attribute(node, 'id')
    const group = tree.attribute(node, 'class')?.trim().split(/\s+/)[0]
    parts.unshift(`${name}${id ? `#${id}` : group ? `.${group}` : ''}`)
  }
  return tidy(parts.join(' > '), LIMITS.shortText)
}
