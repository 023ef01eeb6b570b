import type { Scrolled } from './doubt.ts'

import {
  attributeOf,
  boxOf,
  firstChild,
  holds,
  isElement,
  matches,
  nextSibling,
  queryAll,
} from '#readers/native.ts'
import { scrollers } from '#readers/scroll.ts'

const FOOTERS = 'footer, [role="contentinfo"], #footer, .footer'
const WITHIN = ':is(main, article, section, li, dialog, [role="main"], [role="dialog"]) *'
/** A footer reaches the end of its page, but for a margin. */
const MARGIN_PX = 48
/** A row that went while the person scrolled went because of it. */
const BY_SCROLL_MS = 500
const PARTS_MOST = 500

/** How far down the person has seen the page and the lists in it, by their own scrolling. Moves nothing. */
export class SeenParts {
  #seenTo = new WeakMap<Element, number>()
  #scrolledAt = Number.NEGATIVE_INFINITY
  #drops = false
  #box: Element | null = null
  #parts = new Set<object>()
  readonly #page: Document

  constructor(page: Document) {
    this.#page = page
  }

  /** Rows went as the person scrolled: the list keeps only what is in view. */
  get drops(): boolean {
    return this.#drops
  }

  noteScroll(target: EventTarget | null): void {
    this.#scrolledAt = performance.now()
    const element = target === this.#page ? this.#page.scrollingElement : target
    if (this.#isVisible && element instanceof Element) this.#note(element)
  }

  /** What was taken out of the offers box. */
  noteRemoved(nodes: Iterable<Node>): void {
    if (this.#drops || performance.now() - this.#scrolledAt > BY_SCROLL_MS) return
    for (const node of nodes) if (isElement(node) && isRowLike(node)) this.#drops = true
  }

  /** At each reading: what was seen before the offers were drawn, or drawn anew, tells nothing of them. */
  noteDrawn(box: Element | null): void {
    if (box === null) return
    const parts = new Set(childrenOf(box))
    const kept = [...this.#parts].filter((part) => parts.has(part)).length
    // Rows that come and go one by one leave the others as they were seen.
    if (box !== this.#box ? kept === 0 : kept * 2 < this.#parts.size) this.#seenTo = new WeakMap()
    this.#box = box
    this.#parts = parts
  }

  /** What scrolls, and how much of it was in view. */
  parts(box: Element | null): Scrolled[] {
    const page = this.#page
    return scrollers({ page, box }).map((scroller) => {
      if (this.#isVisible) this.#note(scroller)
      const height = scroller.scrollHeight
      const end = scroller === page.scrollingElement ? footerTop(page, box) : height
      return { height, seenTo: this.#seenTo.get(scroller) ?? 0, end }
    })
  }

  get #isVisible(): boolean {
    return this.#page.visibilityState === 'visible'
  }

  #note(scroller: Element): void {
    const bottom = scroller.scrollTop + scroller.clientHeight
    if (bottom > (this.#seenTo.get(scroller) ?? 0)) this.#seenTo.set(scroller, bottom)
  }
}

function childrenOf(box: Element): object[] {
  const found: object[] = []
  let child = firstChild(box)
  while (child !== null && found.length < PARTS_MOST) {
    if (isElement(child)) found.push(child)
    child = nextSibling(child)
  }
  return found
}

/** Where the page's own footer begins when it is the last of the page; else the page's end. */
function footerTop(page: Document, box: Element | null): number {
  const root = page.scrollingElement
  if (root === null) return 0
  const height = root.scrollHeight
  for (const footer of queryAll(page, FOOTERS, 20)) {
    if (matches(footer, WITHIN) || (box !== null && holds(footer, box))) continue
    const { top, bottom } = boxOf(footer)
    if (bottom + root.scrollTop >= height - MARGIN_PX && bottom > top) return top + root.scrollTop
  }
  return height
}

/** Words with a figure, or something to press: a placeholder for what still loads has neither. */
function isRowLike(element: Element): boolean {
  const text = element.textContent.slice(0, 400)
  if (text.trim() === '' || attributeOf(element, 'aria-busy') === 'true') return false
  return /\d/.test(text) || queryAll(element, 'a, button, select', 1).length > 0
}
