import type { PageNode, Tree } from './tree.ts'

import { boxlessness, generatedText, measured, styleHiding } from './dom-boxes.ts'
import {
  attributeNames,
  attributeOf,
  boxOf,
  firstChild,
  frameDocument,
  frameElement,
  inputValue,
  isElement,
  localName,
  matches,
  nextSibling,
  nodeType,
  parentNode,
  queryAll,
  selectValue,
  shadowHost,
  shadowRoot,
  textData,
} from './native.ts'

const SCOPES_MOST = 500
const CHILDREN_MOST = 20_000
const MATCHES_MOST = 2000
const FRAME_WIDTH_LEAST = 200
const FRAME_HEIGHT_LEAST = 120
const [TEXT, DOCUMENT, FRAGMENT] = [3, 9, 11]

export type DomTree = Tree & { scopes: () => readonly object[] }

/** A live document as the reader sees it. Reading changes nothing in the page. */
export function domTree(page: Document): DomTree {
  /** The document, and every shadow root and frame that has been walked into. */
  const scopes = new Set<object>([page])
  const children = (node: PageNode): PageNode[] => {
    const found: PageNode[] = []
    const inner = innerScope(node)
    // A frame that holds itself is walked once.
    const enters =
      inner !== null && (!scopes.has(inner) || frameElement(inner) === node || shadowHost(inner) === node)
    if (enters && scopes.size < SCOPES_MOST) scopes.add(inner)
    for (const parent of enters ? [inner, node] : [node]) {
      let child = firstChild(parent)
      while (child !== null && found.length < CHILDREN_MOST) {
        found.push(child)
        child = nextSibling(child)
      }
    }
    return found
  }
  const parent = (node: PageNode): PageNode | null => {
    const above = parentNode(node)
    if (above !== null) return nodeType(above) === FRAGMENT ? (shadowHost(above) ?? above) : above
    return nodeType(node) === DOCUMENT && node !== page ? frameElement(node) : null
  }
  return {
    styled: true,
    certain: () => true,
    url: page.location.href,
    root: page,
    complete: page.readyState !== 'loading',
    scopes: () => [...scopes],
    // Asking a text for its name throws, and that costs more than all else.
    name: (node) => (isElement(node) ? (localName(node)?.toLowerCase() ?? '') : ''),
    text: (node) => (nodeType(node) === TEXT ? (textData(node) ?? '') : null),
    attribute: attributeOf,
    children,
    parent,
    select: (selector) => [...scopes].flatMap((scope) => queryAll(scope, selector, MATCHES_MOST)),
    hiding: (node, self) => guarded(() => (isElement(node) ? styleHiding(node, self) : null)),
    boxless: (node) => guarded(() => (isElement(node) ? boxlessness(node, parent) : null)),
    disabled: (node) => matches(node, ':disabled') || attributeOf(node, 'aria-disabled') === 'true',
    value: (node) =>
      (localName(node) === 'select' ? selectValue(node) : inputValue(node)) ??
      attributeOf(node, 'value') ??
      '',
    attributeNames,
    measure: (node) => (isElement(node) ? measured(node) : null),
    generated: (node) => (isElement(node) ? generatedText(node) : []),
    unreadableFrame,
  }
}

/** A page that breaks even the asking shows nothing to be sure of. */
function guarded(run: () => string | null): string | null {
  try {
    return run()
  } catch {
    return 'unreadable'
  }
}

function innerScope(node: PageNode): object | null {
  return localName(node) === 'iframe' ? frameDocument(node) : shadowRoot(node)
}

function unreadableFrame(node: PageNode): boolean {
  if (localName(node) !== 'iframe' || frameDocument(node) !== null) return false
  const box = boxOf(node)
  return box.width >= FRAME_WIDTH_LEAST && box.height >= FRAME_HEIGHT_LEAST
}
