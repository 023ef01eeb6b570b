import type { PageNode, Tree } from './tree.ts'

import { boxlessness, styleHiding } from './dom-boxes.ts'

/**
 * Pages clobber their own nodes (`<form><input name="firstChild">`), so that every member is read by the getter
 * of the prototype, kept when this file was loaded.
 */
function getter<V>(of: object, name: string): (node: object) => V | null {
  const get = Object.getOwnPropertyDescriptor(of, name)?.get
  return (node) => {
    try {
      return get === undefined ? null : (get.call(node) as V | null)
    } catch {
      return null
    }
  }
}

const nodeType = getter<number>(Node.prototype, 'nodeType')
const firstChild = getter<Node>(Node.prototype, 'firstChild')
const nextSibling = getter<Node>(Node.prototype, 'nextSibling')
const parentNode = getter<Node>(Node.prototype, 'parentNode')
const textOf = getter<string>(CharacterData.prototype, 'data')
const localName = getter<string>(Element.prototype, 'localName')
const shadowRoot = getter<ShadowRoot>(Element.prototype, 'shadowRoot')
const hostOf = getter<Element>(ShadowRoot.prototype, 'host')
const frameDocument = getter<Document>(HTMLIFrameElement.prototype, 'contentDocument')
const windowOf = getter<Window>(Document.prototype, 'defaultView')
const inputValue = getter<string>(HTMLInputElement.prototype, 'value')
const selectValue = getter<string>(HTMLSelectElement.prototype, 'value')
const { getAttribute, matches } = Element.prototype
const queryDocument = Document.prototype.querySelectorAll
const queryFragment = DocumentFragment.prototype.querySelectorAll

const FRAMES_MOST = 20
const CHILDREN_MOST = 20_000
const FRAME_WIDTH_LEAST = 200
const FRAME_HEIGHT_LEAST = 120

const attempt = <V>(run: () => V, otherwise: V): V => {
  try {
    return run()
  } catch {
    return otherwise
  }
}

/** A live document as the reader sees it. Reading changes nothing in the page. */
export function domTree(page: Document): Tree & { scopes: () => readonly (Document | ShadowRoot)[] } {
  const scopes = new Set<Document | ShadowRoot>([page])
  const attribute = (node: PageNode, name: string) =>
    attempt(() => getAttribute.call(node as Element, name), null)

  const children = (node: PageNode): PageNode[] => {
    const found: PageNode[] = []
    const inner = innerScope(node, localName(node))
    if (inner !== null && scopes.size < FRAMES_MOST * 50) scopes.add(inner)
    for (const parent of inner === null ? [node] : [inner, node]) {
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
    if (above !== null) return nodeType(above) === 11 ? (hostOf(above) ?? above) : above
    if (nodeType(node) !== 9 || node === page) return null
    return attempt(() => windowOf(node)?.frameElement ?? null, null)
  }
  const select = (selector: string): PageNode[] => {
    const found: PageNode[] = []
    for (const scope of scopes) {
      const query = nodeType(scope) === 9 ? queryDocument : queryFragment
      found.push(...attempt(() => [...query.call(scope as Document, selector)].slice(0, 2000), []))
    }
    return found
  }
  return {
    styled: true,
    certain: () => true,
    url: attempt(() => page.location.href, ''),
    root: page,
    complete: attempt(() => page.readyState !== 'loading', true),
    scopes: () => [...scopes],
    name: (node) => (localName(node) ?? '').toLowerCase(),
    text: (node) => (nodeType(node) === 3 ? (textOf(node) ?? '') : null),
    attribute,
    children,
    parent,
    select,
    hiding: (element, self) => attempt(() => styleHiding(element as Element, self), null),
    boxless: (element) => attempt(() => boxlessness(element as Element, parent), null),
    disabled: (element) =>
      attempt(() => matches.call(element as Element, ':disabled'), false) ||
      attribute(element, 'aria-disabled') === 'true',
    value: (element) =>
      (localName(element) === 'select' ? selectValue(element) : inputValue(element)) ??
      attribute(element, 'value') ??
      '',
    unreadableFrame: (element) =>
      localName(element) === 'iframe' &&
      frameDocument(element) === null &&
      attempt(() => isLarge((element as Element).getBoundingClientRect()), false),
  }
}

function innerScope(node: PageNode, name: string | null): Document | ShadowRoot | null {
  if (name === 'iframe') return frameDocument(node)
  return name !== null && nodeType(node) === 1 ? shadowRoot(node) : null
}

function isLarge(box: DOMRect): boolean {
  return box.width >= FRAME_WIDTH_LEAST && box.height >= FRAME_HEIGHT_LEAST
}
