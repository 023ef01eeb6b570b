import type { PageFacts } from '#core/observation.ts'
import type { StaticRoot } from './static-tree.ts'
import type { PageNode, ReadOptions, Tree } from './tree.ts'

import { readTree } from './read-page.ts'
import { parseHtml, selectIn, StaticElement, StaticRoot as Root, StaticText } from './static-tree.ts'

/** Style sheets and scripts may hide what the HTML alone shows. */
const HIDING_SOURCES = /<style\b|<script\b(?![^>]{0,200}json)|<link\b[^>]{0,300}stylesheet/i

/** Reads HTML as it was sent: nothing of it runs, and what only styles or scripts could tell is `unknown`. */
export function readStatic(html: string, options: ReadOptions): PageFacts {
  return readTree(parseStatic(html, options.url), options)
}

/** HTML as a tree, for who reads it more than once. */
export function parseStatic(html: string, url: string): Tree {
  return staticTree(parseHtml(html), html, url)
}

const NOTHING: readonly PageNode[] = []

const FLAT: Pick<Tree, 'children' | 'parent'> = {
  children: (node) => (node instanceof StaticElement || node instanceof Root ? node.children : NOTHING),
  parent: (node) => (node instanceof StaticElement || node instanceof StaticText ? node.parent : null),
}

const isShadow = (node: unknown): node is StaticElement =>
  node instanceof StaticElement && node.name === 'template' && node.attribs['shadowrootmode'] !== undefined

/** Shadow roots written into the HTML are seen in the place of their template, as in a live document. */
const SHADOWED: typeof FLAT = {
  children(node) {
    const seen: PageNode[] = []
    for (const child of FLAT.children(node)) {
      if (isShadow(child)) seen.push(...child.children)
      else seen.push(child)
    }
    return seen
  },
  parent(node) {
    const above = FLAT.parent(node)
    return isShadow(above) ? above.parent : above
  },
}

function staticTree(page: StaticRoot, html: string, url: string): Tree {
  let certain: boolean | null = null
  return {
    styled: false,
    certain: () => (certain ??= !HIDING_SOURCES.test(html)),
    url,
    root: page,
    complete: isComplete(html),
    name: (node) => (node instanceof StaticElement ? node.name : ''),
    text: (node) => (node instanceof StaticText ? node.data : null),
    attribute,
    attributeNames: (node) => (node instanceof StaticElement ? Object.keys(node.attribs) : []),
    ...(html.includes('shadowrootmode') ? SHADOWED : FLAT),
    select: (selector) => selectIn(page, selector),
    hiding: (element) => (element instanceof StaticElement ? attributeHiding(element) : null),
    boxless: () => null,
    disabled: isDisabled,
    value: (element) => attribute(element, 'value') ?? '',
    unreadableFrame: (element) => element instanceof StaticElement && isFrameApart(element),
  }
}

/** By itself or by a `fieldset` around it, whose own first `legend` is spared. */
function isDisabled(node: PageNode): boolean {
  if (attribute(node, 'disabled') !== null || attribute(node, 'aria-disabled') === 'true') return true
  let inner = node instanceof StaticElement ? node : null
  for (let above = inner?.parent; above instanceof StaticElement; inner = above, above = above.parent) {
    if (above.name === 'fieldset' && attribute(above, 'disabled') !== null) return inner?.name !== 'legend'
  }
  return false
}

const FRAME_WIDTH_LEAST = 200
const FRAME_HEIGHT_LEAST = 120

/** What stands in a frame is no part of the HTML as sent; without a size of its own it is drawn 300 by 150. */
function isFrameApart(element: StaticElement): boolean {
  if (element.name !== 'iframe') return false
  const { src = '', srcdoc } = element.attribs
  if (srcdoc === undefined && (src.trim() === '' || /^(?:about|javascript):/i.test(src.trim()))) return false
  const size = (name: string) => Number.parseInt(element.attribs[name] ?? '', 10)
  return !(size('width') < FRAME_WIDTH_LEAST) && !(size('height') < FRAME_HEIGHT_LEAST)
}

function attribute(node: PageNode, name: string): string | null {
  if (!(node instanceof StaticElement)) return null
  // What an object inherits is never text.
  const value: unknown = node.attribs[name]
  return typeof value === 'string' ? value : null
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

function attributeHiding(element: StaticElement): string | null {
  const attributes = element.attribs
  if (attributes['hidden'] !== undefined)
    return attributes['hidden'] === 'until-found' ? 'accordion' : 'hidden'
  const style = attributes['style']
  if (style === undefined) return null
  for (const [rule, why] of STYLES) if (rule.test(style)) return why
  return null
}
