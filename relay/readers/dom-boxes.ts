import type { PageNode } from './tree.ts'

import { attributeOf, boxOf, isElement, queryAll } from './native.ts'
import { FOLDING } from './visible.ts'

/** What a person could see of an element in a live page (VERDICTS.md 5.1, "drawn"). */

const OPACITY_LEAST = 0.05
const ANCESTORS_MOST = 60
const INNER_MOST = 40

/** Why the styles of this very element hide it (or, for an ancestor, what is in it); `null` when they do not. */
export function styleHiding(element: Element, self: boolean): string | null {
  const style = getComputedStyle(element)
  if (style.display === 'none') return 'display: none'
  // Visibility is inherited and may be turned on again further down: only the element's own value counts.
  if (self && style.visibility !== 'visible') return `visibility: ${style.visibility}`
  if (!self && style.contentVisibility === 'hidden') return 'content-visibility: hidden'
  if (Number(style.opacity) <= OPACITY_LEAST) return `opacity: ${style.opacity}`
  if (/^(?:inset\((?:50|100)%\)|circle\(0)/.test(style.clipPath)) return `clip-path: ${style.clipPath}`
  if (/^rect\(0(?:px)?(?:,? 0(?:px)?){3}\)$/.test(style.clip)) return 'clip'
  return null
}

/** Why the element has no place that a person could scroll to; `null` when it has one. */
export function boxlessness(element: Element, parent: (node: PageNode) => PageNode | null): string | null {
  const box = drawnBox(element)
  if (box === null) return foldedIn(element, parent) ? 'accordion' : 'no size'
  const view = element.ownerDocument.defaultView
  const scrolled = scrollOf(element, parent)
  if (box.right + scrolled.left + (view?.scrollX ?? 0) <= 0) return 'left of the page'
  if (box.bottom + scrolled.top + (view?.scrollY ?? 0) <= 0) return 'above the page'
  for (const above of ancestors(element, parent)) {
    const style = getComputedStyle(above)
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
    const frame = boxOf(above)
    const flat =
      (frame.height < 1 && style.overflowY !== 'visible') ||
      (frame.width < 1 && style.overflowX !== 'visible')
    if (flat) return isFolding(above) || foldedIn(element, parent) ? 'accordion' : 'clipped'
  }
  return null
}

/** Words in the style sheet's own `content`; pictures, counters and icon letters are none. */
export function generatedText(element: Element): string[] {
  return ['::before', '::after'].flatMap((part) => {
    const { content, display, visibility } = getComputedStyle(element, part)
    const text = /^"((?:[^"\\]|\\.)*)"$/.exec(content)?.[1]
    return text === undefined || text === '' || display === 'none' || visibility !== 'visible' ? [] : [text]
  })
}

/** Where and how strongly the element is drawn, in whole CSS pixels of its own document. */
export function measured(element: Element): {
  x: number
  y: number
  width: number
  height: number
  opacity: number
} {
  const { x, y, width, height } = drawnBox(element) ?? boxOf(element)
  const view = element.ownerDocument.defaultView
  const [left, top] = [view?.scrollX ?? 0, view?.scrollY ?? 0]
  const [across, down, wide, high] = [x + left, y + top, width, height].map(Math.round)
  const opacity = Number(getComputedStyle(element).opacity)
  return {
    x: across ?? 0,
    y: down ?? 0,
    width: wide ?? 0,
    height: high ?? 0,
    opacity: Number.isFinite(opacity) ? opacity : 1,
  }
}

function drawnBox(element: Element): DOMRectReadOnly | null {
  const own = boxOf(element)
  if (own.width >= 1 && own.height >= 1) return own
  // `display: contents`, floats and placed children leave the element itself without a box.
  for (const inner of queryAll(element, '*', INNER_MOST)) {
    const box = boxOf(inner)
    if (box.width >= 1 && box.height >= 1 && getComputedStyle(inner).visibility === 'visible') return box
  }
  return null
}

function* ancestors(element: Element, parent: (node: PageNode) => PageNode | null): Generator<Element> {
  let above = parent(element)
  for (let steps = 0; above !== null && steps < ANCESTORS_MOST; steps++) {
    if (isElement(above)) yield above
    above = parent(above)
  }
}

function scrollOf(
  element: Element,
  parent: (node: PageNode) => PageNode | null,
): { left: number; top: number } {
  let [left, top] = [0, 0]
  for (const above of ancestors(element, parent)) {
    if (above === above.ownerDocument.documentElement || above === above.ownerDocument.body) continue
    left += above.scrollLeft
    top += above.scrollTop
  }
  return { left, top }
}

function isFolding(element: Element): boolean {
  const named = `${attributeOf(element, 'class') ?? ''} ${attributeOf(element, 'id') ?? ''}`
  if (FOLDING.test(named) || attributeOf(element, 'role') === 'region') return true
  const id = attributeOf(element, 'id')
  return id !== null && element.ownerDocument.querySelector(`[aria-controls="${CSS.escape(id)}"]`) !== null
}

/** In something that a person can open: a closed accordion or `details`. */
function foldedIn(element: Element, parent: (node: PageNode) => PageNode | null): boolean {
  for (const above of ancestors(element, parent)) {
    if (above.localName === 'details' && attributeOf(above, 'open') === null) return true
    if (boxOf(above).height < 1 && isFolding(above)) return true
  }
  return false
}
