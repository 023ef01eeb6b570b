import type { OfferRow } from '#core/observation.ts'
import type { Preset } from './presets.ts'
import type { Survey } from './survey.ts'
import type { PageNode, ReadOptions, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { readControls } from './controls.ts'
import { namedRows, withState } from './preset-rows.ts'
import { isOfferBeside, readRow, typeOf } from './rows.ts'
import { above, seenText } from './visible.ts'
import { fold, isNotSeat, tokens, words } from './words.ts'

/** What was found of offers: the wanted ones, the others, and the smallest box that holds them. */
export type Seats = {
  targets: OfferRow[]
  /** Of the same rows, in the same order. */
  targetNodes: PageNode[]
  targetCount: number
  siblings: { type: string; count: number }[]
  siblingCount: number
  nodes: PageNode[]
  /** The nearest common box of all offers; `null` without any. */
  box: PageNode | null
}

const WANTED_MOST = 500
const OTHERS_MOST = 200
const SIBLINGS_READ_MOST = 60
const PROVEN_TIMES = 4
const TARGETS_READ_MOST = 60
const LABEL_TEXT_MOST = 600
const ALL_TOKEN = 'pmr'

/** Finds the target rows and the offers that stand beside them. */
export function findSeats(tree: Tree, found: Survey, options: ReadOptions, preset: Preset): Seats {
  const { wanted, others, named } = candidates(tree, found, options, preset)
  const rivals = new Set([...wanted, ...others, ...named, ...found.typed])
  const read = (node: PageNode) =>
    withState(tree, node, preset, readRow(tree, node, rivals, preset.typeAttribute))
  const label = options.label === undefined ? '' : phrase(options.label)
  const likely = label.trim() === '' ? wanted : labelledFirst(tree, wanted, label)
  const rows = likely.slice(0, TARGETS_READ_MOST).map((node) => ({ node, row: read(node) }))
  const matching = rows.filter(({ row }) => holdsLabel(row, label))
  const unlike = rows.filter(({ row }) => !holdsLabel(row, label))
  const beside = [
    ...unlike.filter(({ row }) => isOfferLike(row)).map(({ node }) => node),
    ...named.slice(0, SIBLINGS_READ_MOST).filter((node) => isOfferLike(read(node))),
    ...offersBeside(tree, others, preset.typeAttribute),
  ]
  const ranked = matching.sort((a, b) => rankOf(a.row) - rankOf(b.row))
  const shown = matching.filter(({ row }) => row.drawn !== 'hidden' && row.place === 'offers')
  const nodes = [...shown.map(({ node }) => node), ...beside]
  return {
    targets: ranked.slice(0, LIMITS.rows).map(({ row }) => row),
    targetNodes: ranked.slice(0, LIMITS.rows).map(({ node }) => node),
    targetCount: matching.length + unreadCount(wanted, { label, matching: matching.length }),
    siblings: tally(beside.map((node) => typeOf(tree, node, preset.typeAttribute))),
    siblingCount: beside.length,
    nodes,
    box: commonBox(tree, nodes),
  }
}

/** Rows that may be wanted and were not read. With a label, those that hold it were read first. */
function unreadCount(wanted: readonly PageNode[], read: { label: string; matching: number }): number {
  if (wanted.length >= WANTED_MOST) return wanted.length
  const isSure = read.label.trim() !== '' && read.matching < TARGETS_READ_MOST
  return isSure ? 0 : Math.max(0, wanted.length - TARGETS_READ_MOST)
}

/** A type that has shown itself to be offers a few times is believed without reading each. */
function offersBeside(tree: Tree, others: readonly PageNode[], typeAttribute: string): PageNode[] {
  const proven = new Map<string, number>()
  return others.slice(0, SIBLINGS_READ_MOST).filter((node) => {
    const type = tree.attribute(node, typeAttribute) ?? ''
    const times = proven.get(type) ?? 0
    if (times < PROVEN_TIMES && !isOfferBeside(tree, node)) return false
    proven.set(type, times + 1)
    return true
  })
}

/** Rows of this match that are drawn and not said to be gone come first, so that a bounded list keeps them. */
const rankOf = (row: OfferRow): number =>
  (row.place === 'offers' ? 0 : 4) + (row.drawn === 'hidden' ? 2 : 0) + ((row.gone ?? row.notYet) ? 1 : 0)

const phrase = (text: string): string => ` ${tokens(fold(text)).join(' ')} `

function holdsLabel(row: OfferRow, label: string): boolean {
  const text = `${row.text} | ${row.control?.text ?? ''}`
  if (label.trim() === '' || phrase(text).includes(label)) return true
  // A row of accessible seats in other words is no offer beside: it is what was meant.
  return words.accessible(label) !== null && words.accessible(fold(text)) !== null
}

/** Rows whose text, or else whose controls, hold the label come first: of a long list only so many are read. */
function labelledFirst(tree: Tree, nodes: readonly PageNode[], label: string): PageNode[] {
  const said = (node: PageNode) => phrase(seenText(tree, node, LABEL_TEXT_MOST).text).includes(label)
  const [holding, others] = split(nodes, said)
  if (holding.length > 0 || nodes.length <= TARGETS_READ_MOST) return [...holding, ...others]
  return split(nodes, (node) => phrase(readControls(tree, node).text).includes(label)).flat()
}

/** A row of the same selector but other words is an offer beside when it says a price, a state or a way to buy. */
function isOfferLike(row: OfferRow): boolean {
  if (row.drawn === 'hidden' || row.place !== 'offers' || row.skeleton) return false
  if (row.price !== null || row.gone !== null || row.notYet !== null || row.quantity !== null) return true
  return row.control !== null && row.control.says !== 'plain' && row.control.says !== 'info'
}

function tally(types: readonly string[]): Seats['siblings'] {
  const counts = new Map<string, number>()
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].slice(0, LIMITS.types).map(([type, count]) => ({ type, count }))
}

function candidates(
  tree: Tree,
  found: Survey,
  options: ReadOptions,
  preset: Preset,
): { wanted: PageNode[]; others: PageNode[]; named: PageNode[] } {
  const known = new Map<string, boolean>()
  const isWanted = (node: PageNode) => {
    const type = tree.attribute(node, preset.typeAttribute) ?? ''
    const before = known.get(type)
    if (before !== undefined) return before
    known.set(type, isTypeWanted(type))
    return known.get(type) ?? false
  }
  if (options.selector === undefined) {
    const [wanted, others] = split(found.typed, isWanted)
    const rows = namedRows(tree, preset, found.typed)
    const all = [...wanted, ...rows.wanted].slice(0, WANTED_MOST)
    return { wanted: all, others: others.slice(0, OTHERS_MOST), named: rows.others }
  }
  // A selector on the type attribute means the type, however the page spells it or names the element.
  const byType = options.selector.includes(preset.typeAttribute) ? found.typed.filter(isWanted) : []
  const wanted = outermost(tree, [...tree.select(options.selector), ...byType].slice(0, WANTED_MOST))
  const chosen = new Set(wanted)
  const broader = broaden(options.selector)
  const beside = broader === null ? found.typed : [...tree.select(broader), ...found.typed]
  const others = [...new Set(beside)].filter((node) => !chosen.has(node)).slice(0, OTHERS_MOST)
  return { wanted, others, named: [] }
}

/** A type word names the wanted seats when one of its tokens says so: `PMR`, `pmr `, `PMR_UFR`. */
function isTypeWanted(type: string): boolean {
  const folded = fold(type.replaceAll('_', ' '))
  if (isNotSeat(folded)) return false
  return tokens(folded).includes(ALL_TOKEN) || words.accessible(folded) !== null
}

/** The same selector with any value in place of the asked one: `[type="PMR"]` → `[type]`; `null` when it asks none. */
function broaden(selector: string): string | null {
  const wide = selector.replace(
    /\[\s*([\w-]+)\s*[~|^$*]?=\s*(?:"[^"]*"|'[^']*'|[^\]\s]*)\s*[is]?\s*\]/gi,
    '[$1]',
  )
  return wide === selector ? null : wide
}

function outermost(tree: Tree, nodes: readonly PageNode[]): PageNode[] {
  const all = new Set(nodes)
  return [...all].filter((node) => {
    for (const outer of above(tree, node)) if (all.has(outer)) return false
    return true
  })
}

function split(nodes: readonly PageNode[], test: (node: PageNode) => boolean): [PageNode[], PageNode[]] {
  const [yes, no]: [PageNode[], PageNode[]] = [[], []]
  for (const node of nodes) (test(node) ? yes : no).push(node)
  return [yes, no]
}

function commonBox(tree: Tree, nodes: readonly PageNode[]): PageNode | null {
  const first = nodes[0]
  if (first === undefined) return null
  const chains = nodes.slice(0, 40).map((node) => new Set(above(tree, node)))
  for (const outer of above(tree, first)) if (chains.every((chain) => chain.has(outer))) return outer
  return null
}
