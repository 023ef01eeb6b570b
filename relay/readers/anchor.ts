import type { Anchor, PageFacts } from '#core/observation.ts'
import type { Preset } from './presets.ts'
import type { Seats } from './seats.ts'
import type { PageNode, ReadOptions, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { drawnness, isHidden } from './visible.ts'
import { tidy } from './words.ts'

export type Anchored = { fact: Anchor; nodes: readonly PageNode[]; box: PageNode | null }
type Known = {
  seats: Seats
  headings: readonly PageNode[]
  texts: readonly string[]
  event: PageFacts['event']
}

/**
 * All that proves that this is the page, the strongest first: what the person named, offers, their box, the event's
 * words, a heading.
 */
export function findAnchors(tree: Tree, options: ReadOptions, preset: Preset, known: Known): Anchored[] {
  const { headings, texts, event } = known
  const offers = offersAnchor(known.seats)
  // The walk for an empty box is spared where offers stand.
  const found = [namedAnchor(tree, options), offers ?? boxAnchor(tree, preset)]
  if (event?.found === true)
    found.push({ fact: { kind: 'event', value: event.asked }, nodes: headings, box: null })
  const heading = texts.find((text) => text !== '')
  if (heading !== undefined)
    found.push({ fact: { kind: 'heading', value: heading }, nodes: headings, box: null })
  return found.filter((anchor) => anchor !== null)
}

function namedAnchor(tree: Tree, { anchor }: ReadOptions): Anchored | null {
  if (anchor === undefined) return null
  const nodes = tree
    .select(anchor)
    .slice(0, 60)
    .filter((node) => !isHidden(tree, node))
  const value = anchor.slice(0, LIMITS.shortText)
  return nodes.length === 0 ? null : { fact: { kind: 'selector', value }, nodes, box: nodes[0] ?? null }
}

function offersAnchor(seats: Seats): Anchored | null {
  if (seats.nodes.length === 0) return null
  const value = seats.siblings.map(({ type, count }) => `${type} × ${count}`).join(', ')
  const nodes = seats.box === null ? seats.nodes : [seats.box]
  return { fact: { kind: 'offers', value: tidy(value, LIMITS.shortText) }, nodes, box: seats.box }
}

function boxAnchor(tree: Tree, { containers }: Preset): Anchored | null {
  // An empty box may have no height: what matters is that it is not hidden on purpose.
  const nodes = tree
    .select(containers.join(', '))
    .slice(0, 20)
    .filter((node) => [null, 'no size'].includes(drawnness(tree, node).hiddenBy))
  const [box] = nodes
  return box === undefined ? null : { fact: { kind: 'container', value: nameOf(tree, box) }, nodes, box }
}

function nameOf(tree: Tree, node: PageNode): string {
  const named = tree.attribute(node, 'id') ?? tree.attribute(node, 'class') ?? ''
  return tidy(`${tree.name(node)} ${named}`, LIMITS.shortText)
}
