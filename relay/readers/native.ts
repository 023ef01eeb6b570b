/**
 * Members of nodes, taken from the prototypes when this file is loaded. Pages clobber their own nodes
 * (`<form><input name="firstChild">`), so that `node.firstChild` may be anything; these are not, and never throw.
 */
function getter(of: object, name: string): (node: object) => unknown {
  const own: { get?: unknown } = Object.getOwnPropertyDescriptor(of, name) ?? {}
  const { get } = own
  return (node) => {
    try {
      return typeof get === 'function' ? Reflect.apply(get, node, []) : null
    } catch {
      return null
    }
  }
}

function method(of: object, name: string): (node: object, ...given: unknown[]) => unknown {
  const run: unknown = Object.getOwnPropertyDescriptor(of, name)?.value
  return (node, ...given) => {
    try {
      return typeof run === 'function' ? Reflect.apply(run, node, given) : null
    } catch {
      return null
    }
  }
}

const objects = (read: (node: object) => unknown) => (node: object) => {
  const value = read(node)
  return typeof value === 'object' ? value : null
}

const texts = (read: (node: object) => unknown) => (node: object) => {
  const value = read(node)
  return typeof value === 'string' ? value : null
}

export const nodeType = getter(Node.prototype, 'nodeType')
export const firstChild = objects(getter(Node.prototype, 'firstChild'))
export const nextSibling = objects(getter(Node.prototype, 'nextSibling'))
export const parentNode = objects(getter(Node.prototype, 'parentNode'))
export const textData = texts(getter(CharacterData.prototype, 'data'))
export const localName = texts(getter(Element.prototype, 'localName'))
export const shadowRoot = objects(getter(Element.prototype, 'shadowRoot'))
export const shadowHost = objects(getter(ShadowRoot.prototype, 'host'))
export const frameDocument = objects(getter(HTMLIFrameElement.prototype, 'contentDocument'))
export const inputValue = texts(getter(HTMLInputElement.prototype, 'value'))
export const selectValue = texts(getter(HTMLSelectElement.prototype, 'value'))

const windowOf = objects(getter(Document.prototype, 'defaultView'))
/** The element that holds the document's frame, when it may be seen from inside. */
export function frameElement(page: object): object | null {
  try {
    const view = windowOf(page)
    const frame: unknown = view === null ? null : Reflect.get(view, 'frameElement')
    return typeof frame === 'object' ? frame : null
  } catch {
    return null
  }
}

const getAttribute = method(Element.prototype, 'getAttribute')
export function attributeOf(node: object, name: string): string | null {
  const value = getAttribute(node, name)
  return typeof value === 'string' ? value : null
}

const getNames = method(Element.prototype, 'getAttributeNames')
export function attributeNames(node: object): readonly string[] {
  const names = getNames(node)
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}

const containsNode = method(Node.prototype, 'contains')
/** Whether the other node is this one or stands in it; in its own tree alone. */
export const holds = (node: object, other: object): boolean => containsNode(node, other) === true

const matchesElement = method(Element.prototype, 'matches')
export const matches = (node: object, selector: string): boolean => matchesElement(node, selector) === true

const queryDocument = method(Document.prototype, 'querySelectorAll')
const queryFragment = method(DocumentFragment.prototype, 'querySelectorAll')
const queryElement = method(Element.prototype, 'querySelectorAll')
/** At most `most` matches; bad selectors have none. */
export function queryAll(scope: object, selector: string, most: number): Element[] {
  const type = nodeType(scope)
  const query = type === 9 ? queryDocument : type === 11 ? queryFragment : queryElement
  const list = query(scope, selector)
  return isList(list)
    ? Array.from({ length: Math.min(list.length, most) }, (_, at) => list[at] ?? {}).filter(isElement)
    : []
}

const elementsIn = method(Element.prototype, 'getElementsByTagName')
/** How many elements stand in it. */
export function countInside(element: object): number {
  const list = elementsIn(element, '*')
  return isList(list) ? list.length : 0
}

// Frames bring objects of their own globals: `instanceof` would not know them.
const isList = (value: unknown): value is ArrayLike<object> =>
  typeof value === 'object' && value !== null && 'length' in value
const isBox = (value: unknown): value is DOMRectReadOnly =>
  typeof value === 'object' && value !== null && 'width' in value && 'height' in value

const boundingBox = method(Element.prototype, 'getBoundingClientRect')
const NOWHERE = new DOMRect()
export function boxOf(node: object): DOMRectReadOnly {
  const box = boundingBox(node)
  return isBox(box) ? box : NOWHERE
}

export const isElement = (node: object): node is Element => nodeType(node) === 1
export const isNode = (value: object): value is Node => typeof nodeType(value) === 'number'
