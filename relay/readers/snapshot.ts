import type { DomTree } from './dom-tree.ts'
import type { PageNode } from './tree.ts'

import { domTree } from './dom-tree.ts'
import {
  frameDocument,
  inputValue,
  isElement,
  localName,
  matches,
  queryAll,
  selectValue,
  shadowRoot,
} from './native.ts'
import { seenText } from './visible.ts'

declare global {
  /** The page as it is drawn now, as HTML; empty when it is too large. Set by this file, bundled to one script. */
  // oxlint-disable-next-line no-var
  var vigieSnapshot: () => string
}

const CHARACTERS_MOST = 6_000_000
const NODES_MOST = 120_000
const DEPTH_MOST = 512
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** What draws nothing itself, or what a saved page has no more use for. */
const LEFT_OUT = new Set(['style', 'noscript', 'template', 'object', 'embed'])
/** Without boxes of their own, and never hidden for it. */
const BOXLESS = new Set([
  'head',
  'html',
  'body',
  'script',
  'link',
  'meta',
  'title',
  'base',
  'option',
  'optgroup',
  'br',
  'wbr',
])

type Pen = { tree: DomTree; out: string[]; written: number; nodes: number }

/**
 * Writes the DOM as a person sees it: shadow roots as declarative ones, frames of the same site in their place, and what
 * style sheets hide marked `hidden`, so that a reader without styles reads the same. Changes nothing in the page.
 */
function snapshot(page: Document): string {
  const pen: Pen = { tree: domTree(page), out: ['<!doctype html>'], written: 0, nodes: 0 }
  for (const node of pen.tree.children(page)) writeNode(pen, node, { depth: 0, hidden: false })
  return pen.written > CHARACTERS_MOST || pen.nodes > NODES_MOST ? '' : pen.out.join('')
}

type Place = { depth: number; hidden: boolean; inSvg?: boolean; mute?: boolean }

function put(pen: Pen, text: string): void {
  pen.written += text.length
  pen.out.push(text)
}

function writeNode(pen: Pen, node: PageNode, place: Place): void {
  if (pen.written > CHARACTERS_MOST || ++pen.nodes > NODES_MOST || place.depth > DEPTH_MOST) return
  const text = pen.tree.text(node)
  if (text !== null) {
    if (place.mute !== true) put(pen, escapeText(text))
    return
  }
  if (!isElement(node)) return
  const name = pen.tree.name(node)
  if (name === '' || LEFT_OUT.has(name) || !/^[a-z][\w.:-]*$/.test(name)) return
  if (name === 'script') return writeScript(pen, node)
  const mark = place.hidden || BOXLESS.has(name) || place.inSvg === true ? null : hiddenMark(pen.tree, node)
  const inFrame = name === 'iframe' && frameDocument(node) !== null
  const nested = place.depth > 1 && /^(?:html|body|head)$/.test(name)
  const tag = inFrame || nested ? 'div' : name
  put(pen, `<${tag}${attributes(node, name, mark)}>`)
  if (VOID.has(name)) return
  const inner: Place = {
    depth: place.depth + 1,
    hidden: place.hidden || mark === 'hidden',
    inSvg: place.inSvg === true || name === 'svg',
    mute: mark === 'mute',
  }
  writeChildren(pen, node, inner)
  put(pen, `</${tag}>`)
}

function writeChildren(pen: Pen, node: Element, inner: Place): void {
  const root = shadowRoot(node)
  if (root === null) {
    for (const child of pen.tree.children(node)) writeNode(pen, child, inner)
    return
  }
  const own = new Set<PageNode>(node.childNodes)
  const children = pen.tree.children(node)
  put(pen, '<template shadowrootmode="open">')
  for (const child of children) if (!own.has(child)) writeNode(pen, child, inner)
  put(pen, '</template>')
  for (const child of children) if (own.has(child)) writeNode(pen, child, inner)
}

/** Code is kept for the marks of walls that it may hold; the relay takes out everything else. */
function writeScript(pen: Pen, node: Element): void {
  const text = node.textContent ?? ''
  if (text.length > 500_000) return
  put(pen, `<script${attributes(node, 'script', null)}>${text.replaceAll('</', String.raw`<\/`)}</script>`)
}

/** `hidden` in a saved page for what styles hide here; `mute` where only its own text is unseen. */
function hiddenMark(tree: DomTree, node: Element): 'hidden' | 'until-found' | 'mute' | null {
  const why = tree.hiding(node, true)
  if (why !== null && why.startsWith('visibility')) {
    const seen = queryAll(node, '*', 400).some((inner) => tree.hiding(inner, true) === null)
    return seen ? 'mute' : 'hidden'
  }
  // What only hides its content, such as content-visibility, is asked of it as an ancestor.
  if (why !== null || tree.hiding(node, false) !== null) return 'hidden'
  if (!holdsAnything(tree, node)) return null
  const boxless = tree.boxless(node)
  if (boxless === null) return null
  return boxless === 'accordion' ? 'until-found' : 'hidden'
}

const CONTENT = 'input, button, select, img, svg, a[href]'
/** A box whose content is hidden anyway may have no size and be there all the same. */
const holdsAnything = (tree: DomTree, node: Element): boolean =>
  matches(node, CONTENT) ||
  seenText(tree, node, 20).text.trim() !== '' ||
  queryAll(node, CONTENT, 20).some((inner) => tree.hiding(inner, true) === null)

function attributes(node: Element, name: string, mark: ReturnType<typeof hiddenMark>): string {
  const given = new Map<string, string>()
  for (const attribute of node.attributes) {
    // What they did is written as `hidden`; to do it again would do it twice.
    if (!/^(?:style|hidden|on.*|shadowrootmode)$/.test(attribute.name))
      given.set(attribute.name, attribute.value)
  }
  if (mark === 'hidden') given.set('hidden', '')
  if (mark === 'until-found') given.set('hidden', 'until-found')
  if (matches(node, ':disabled')) given.set('disabled', '')
  if (name === 'input' && /^(?:button|submit|reset|number)$/i.test(given.get('type') ?? ''))
    given.set('value', inputValue(node) ?? '')
  if (name === 'option' && localName(node) === 'option' && isChosen(node)) given.set('selected', '')
  return [...given].map(([key, value]) => ` ${key}="${escapeValue(value)}"`).join('')
}

function isChosen(option: Element): boolean {
  const box = option.closest('select')
  return box !== null && selectValue(box) === (option.getAttribute('value') ?? option.textContent)
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const escapeValue = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

globalThis.vigieSnapshot = () => snapshot(document)
