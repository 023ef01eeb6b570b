import type { PageFacts } from '#core/observation.ts'
import type { AnyNode, Document } from 'domhandler'
import type { PageNode, ReadOptions, Tree } from './tree.ts'

import { compile } from 'css-select'
import { DomHandler, Element, Node, NodeWithChildren, Text } from 'domhandler'
import { Parser } from 'htmlparser2'

import { readTree } from './read-page.ts'

/** Style sheets and scripts may hide what the HTML alone shows. */
const HIDING_SOURCES = /<style\b|<script\b(?![^>]{0,200}json)|<link\b[^>]{0,300}stylesheet/i

/** Compiled selectors: the same few are asked at every check. */
const compiled = new Map<string, ReturnType<typeof compile<AnyNode, AnyNode>> | null>()
const COMPILED_MOST = 200

/** Reads HTML as it was sent: nothing of it runs, and what only styles or scripts could tell is `unknown`. */
export function readStatic(html: string, options: ReadOptions): PageFacts {
  return readTree(parseStatic(html, options.url), options)
}

/** HTML as a tree, for who reads it more than once. */
export function parseStatic(html: string, url: string): Tree {
  const handler = new SeenOnly()
  new Parser(handler, { lowerCaseTags: true }).end(html)
  return staticTree(handler.root, html, url)
}

/** Comments and processing instructions are seen by nobody: they are not kept. */
class SeenOnly extends DomHandler {
  override oncomment(): void {}
  override oncommentend(): void {}
  override onprocessinginstruction(): void {}
}

const FLAT: Pick<Tree, 'children' | 'parent'> = {
  children: (node) => (node instanceof NodeWithChildren ? node.children : []),
  parent: (node) => (node instanceof Node ? node.parent : null),
}

const isShadow = (node: unknown): node is Element =>
  node instanceof Element && node.name === 'template' && node.attribs['shadowrootmode'] !== undefined

/** Shadow roots written into the HTML are seen in the place of their template, as in a live document. */
const SHADOWED: typeof FLAT = {
  children: (node) =>
    node instanceof NodeWithChildren
      ? node.children.flatMap((child) => (isShadow(child) ? child.children : [child]))
      : [],
  parent(node) {
    const above = node instanceof Node ? node.parent : null
    return isShadow(above) ? above.parent : above
  },
}

function staticTree(page: Document, html: string, url: string): Tree {
  let certain: boolean | null = null
  const query = (selector: string): PageNode[] => {
    const test = compiledFor(selector)
    return test === null ? [] : matching(page, test)
  }
  return {
    styled: false,
    certain: () => (certain ??= !HIDING_SOURCES.test(html)),
    url,
    root: page,
    complete: isComplete(html),
    name: (node) => (node instanceof Element ? node.name : ''),
    text: (node) => (node instanceof Text ? node.data : null),
    attribute,
    ...(html.includes('shadowrootmode') ? SHADOWED : FLAT),
    select: query,
    hiding: (element) => (element instanceof Element ? attributeHiding(element) : null),
    boxless: () => null,
    disabled: isDisabled,
    value: (element) => attribute(element, 'value') ?? '',
    unreadableFrame: (element) => element instanceof Element && isFrameApart(element),
  }
}

/** By itself or by a `fieldset` around it, whose own first `legend` is spared. */
function isDisabled(node: PageNode): boolean {
  if (attribute(node, 'disabled') !== null || attribute(node, 'aria-disabled') === 'true') return true
  let inner: Node | null = node instanceof Element ? node : null
  for (let above = inner?.parent ?? null; above !== null; inner = above, above = above.parent) {
    const spared = inner instanceof Element && inner.name === 'legend'
    if (above instanceof Element && above.name === 'fieldset' && attribute(above, 'disabled') !== null)
      return !spared
  }
  return false
}

const FRAME_WIDTH_LEAST = 200
const FRAME_HEIGHT_LEAST = 120

/** What stands in a frame is no part of the HTML as sent; without a size of its own it is drawn 300 by 150. */
function isFrameApart(element: Element): boolean {
  if (element.name !== 'iframe') return false
  const { src = '', srcdoc } = element.attribs
  if (srcdoc === undefined && (src.trim() === '' || /^(?:about|javascript):/i.test(src.trim()))) return false
  const size = (name: string) => Number.parseInt(element.attribs[name] ?? '', 10)
  return !(size('width') < FRAME_WIDTH_LEAST) && !(size('height') < FRAME_HEIGHT_LEAST)
}

const ELEMENTS_MOST = 80_000

/** In document order. css-select's own `selectAll` takes a time that grows with the square of the width. */
function matching(page: Document, test: (node: AnyNode) => boolean): Element[] {
  const found: Element[] = []
  const stack = page.children.toReversed()
  for (let left = ELEMENTS_MOST; left > 0; left -= 1) {
    const node = stack.pop()
    if (node === undefined) break
    if (!(node instanceof Element)) continue
    if (test(node)) found.push(node)
    for (let child = node.lastChild; child !== null; child = child.previousSibling) stack.push(child)
  }
  return found
}

function attribute(node: PageNode, name: string): string | null {
  if (!(node instanceof Element)) return null
  // What an object inherits is never text.
  const value: unknown = node.attribs[name]
  return typeof value === 'string' ? value : null
}

function compiledFor(selector: string) {
  const known = compiled.get(selector)
  if (known !== undefined) return known
  if (compiled.size >= COMPILED_MOST) compiled.clear()
  let test: ReturnType<typeof compile<AnyNode, AnyNode>> | null = null
  try {
    test = compile<AnyNode, AnyNode>(selector)
  } catch {
    // A selector that this parser cannot read finds nothing, as in a browser.
  }
  compiled.set(selector, test)
  return test
}

/** A document without an end tag of its own is whole when it never had a `<body` or `<html` to close. */
export function isComplete(html: string): boolean {
  const end = html.slice(-4096).toLowerCase()
  if (end.includes('</html') || end.includes('</body')) return true
  return !/<(?:html|body)[\s>]/i.test(html.slice(0, 65_536))
}

const STYLES: readonly [RegExp, string][] = [
  [/(?:^|;)\s*display\s*:\s*none/i, 'display: none'],
  [/(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)/i, 'visibility: hidden'],
  [/(?:^|;)\s*content-visibility\s*:\s*hidden/i, 'content-visibility: hidden'],
  [/(?:^|;)\s*opacity\s*:\s*0?(?:\.0\d*)?\s*(?:;|!|$)/i, 'opacity: 0'],
  [/(?:^|;)\s*clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)/i, 'clip-path'],
  [/(?:^|;)\s*clip\s*:\s*rect\(\s*0/i, 'clip'],
  [
    /(?:^|;)\s*(?:transform\s*:[^;]{0,80}?scale(?:3d|[xy])?\(\s*|scale\s*:\s*)0(?:\.0+)?(?![\d.])/i,
    'scaled to nothing',
  ],
  [/(?:^|;)\s*(?:left|top|margin-left|text-indent)\s*:\s*-\d{3,}/i, 'placed outside the page'],
  [/(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*0(?:px)?\s*(?:;|!|$)/i, 'no size'],
]

function attributeHiding(element: Element): string | null {
  const attributes = element.attribs
  if (attributes['hidden'] !== undefined)
    return attributes['hidden'] === 'until-found' ? 'accordion' : 'hidden'
  const style = attributes['style']
  if (style === undefined) return null
  for (const [rule, why] of STYLES) if (rule.test(style)) return why
  return null
}
