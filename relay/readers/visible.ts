import type { PageNode, Tree } from './tree.ts'

import { UNSEEN } from './survey.ts'

export type Drawn = { drawn: 'drawn' | 'hidden' | 'unknown'; hiddenBy: string | null }

const ANCESTORS_MOST = 512

/** Whether a person would see the element, as far as this tree can know; scrolled away is seen, folded away is not. */
export function drawnness(tree: Tree, element: PageNode): Drawn {
  let node: PageNode | null = element
  let inner = element
  for (let steps = 0; node !== null && steps < ANCESTORS_MOST; steps++) {
    const hiddenBy = hiddenAt(tree, node, { isSelf: node === element, inner })
    if (hiddenBy !== null) return { drawn: 'hidden', hiddenBy }
    inner = node
    node = tree.parent(node)
  }
  const boxless = tree.boxless(element)
  if (boxless !== null) return { drawn: 'hidden', hiddenBy: boxless }
  return { drawn: tree.certain() ? 'drawn' : 'unknown', hiddenBy: null }
}

function hiddenAt(
  tree: Tree,
  node: PageNode,
  { isSelf, inner }: { isSelf: boolean; inner: PageNode },
): string | null {
  const name = tree.name(node)
  if (name === '') return null
  if (UNSEEN.has(name)) return `in <${name}>`
  if (tree.attribute(node, 'inert') !== null) return 'inert'
  if (!isSelf && isFolded(tree, node, name) && tree.name(inner) !== 'summary') return 'accordion'
  return tree.hiding(node, isSelf)
}

/** Of closed `details` only the summary is seen; browsers give what is folded away a size all the same. */
const isFolded = (tree: Tree, node: PageNode, name: string): boolean =>
  name === 'details' && tree.attribute(node, 'open') === null

/** Names of sections that open and close. */
export const FOLDING = /accordion|collaps|expand|panel|dropdown|toggle/i

/**
 * Whether the element stands in a section that a person could open: of `details`, a tab, or a button that says what it
 * opens (`aria-expanded="false"`, `aria-controls`). `tree` need not know any styles.
 */
export function inClosedSection(tree: Tree, element: PageNode): boolean {
  let inner = element
  for (const node of above(tree, element)) {
    if (isFolded(tree, node, tree.name(node)) && tree.name(inner) !== 'summary') return true
    if (tree.attribute(node, 'role') === 'tabpanel') return true
    // A live page tells by the height of the box; see `dom-boxes.ts`.
    if (!tree.styled && FOLDING.test(tree.attribute(node, 'class') ?? '')) return true
    const id = tree.attribute(node, 'id')
    if (id !== null && /^[\w-]{1,100}$/.test(id)) {
      if (tree.select(`[aria-expanded="false"][aria-controls~="${id}"]`).length > 0) return true
    }
    inner = node
  }
  return false
}

export const isHidden = (tree: Tree, element: PageNode): boolean =>
  drawnness(tree, element).drawn === 'hidden'

/** Ancestors from the nearest outwards, the element itself left out. */
export function* above(tree: Tree, element: PageNode, most = ANCESTORS_MOST): Generator<PageNode> {
  let node = tree.parent(element)
  for (let steps = 0; node !== null && steps < most; steps++) {
    yield node
    node = tree.parent(node)
  }
}

export function isWithin(tree: Tree, element: PageNode, outer: PageNode): boolean {
  if (element === outer) return true
  for (const node of above(tree, element)) if (node === outer) return true
  return false
}

const STRUCK = new Set(['s', 'del', 'strike'])
const NO_BREAK = new Set(['b', 'i', 'em', 'strong', 'sup', 'sub', 'small', 'font', 'u', 'wbr', 'mark'])

const PARTS_MOST = 60
const NODES_MOST = 1500

export type RowText = {
  /** Seen text with spaces between elements. */
  text: string
  /** The same without spaces where only inline marks stand between. */
  joined: string
  /** Text that stands struck through. */
  struck: string
  /** The pieces of text as they stand alone, the first few dozen. */
  parts: string[]
}

/** The text of an element as a person sees it: hidden parts, scripts and templates left out. */
export function seenText(tree: Tree, element: PageNode, most = 4000): RowText {
  const out: RowText = { text: '', joined: '', struck: '', parts: [] }
  let budget = NODES_MOST
  const visit = (node: PageNode, struck: boolean, depth: number): void => {
    if (budget-- <= 0 || out.text.length >= most || depth > 60) return
    const text = tree.text(node)
    if (text !== null) {
      if (struck) out.struck += ` ${text}`
      else {
        out.text += ` ${text}`
        out.joined += text
        if (out.parts.length < PARTS_MOST) out.parts.push(text)
      }
      return
    }
    const name = tree.name(node)
    if (name === '' || UNSEEN.has(name)) return
    if (node !== element && (tree.attribute(node, 'inert') !== null || tree.hiding(node, true) !== null))
      return
    if (!NO_BREAK.has(name)) out.joined += ' '
    const folded = isFolded(tree, node, name)
    for (const child of tree.children(node)) {
      if (!folded || tree.name(child) === 'summary') visit(child, struck || STRUCK.has(name), depth + 1)
    }
    if (!NO_BREAK.has(name)) out.joined += ' '
  }
  visit(element, false, 0)
  return out
}
