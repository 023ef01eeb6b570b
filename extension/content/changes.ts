import { holds, isNode } from '#readers/native.ts'

export type Heard = {
  /** Time to read. */
  read: () => void
  scrolled: (target: EventTarget | null) => void
  /** Taken out of the offers box. */
  removed: (nodes: Iterable<Node>) => void
  /** Taken out of the page, and nothing was put into it at that time. */
  gone: (nodes: Iterable<Node>) => void
  /** The tab came into view, or went. */
  shown: () => void
}

export type Done = {
  costMs: number
  /** The offers read otherwise than before. */
  isNew: boolean
  scopes: readonly object[]
  box: Element | null
}

/** What shows or hides without any change of the tree. */
const EVENTS = ['load', 'transitionend', 'animationend', 'toggle', 'resize'] as const
const SCOPES_MOST = 500
/** Hidden pages' timers ring once a second (measured in Chromium 156; once a minute after five of them). */
const CLOCK_MS = 1000
/** How far apart readings are: near for what may be a row, wider for the rest, and wider for what never tells. */
const NEAR = { least: 50, most: 150, costs: 4 }
const FAR = { least: 200, most: 1000, costs: 10 }

/**
 * Calls for a reading straight from the change of the tree, as clocks of hidden pages stand still for seconds; a clock
 * only gathers what comes too fast, and is late without harm.
 */
export class Changes {
  readonly #page: Document
  readonly #heard: Heard
  readonly #observer: MutationObserver
  #known = new Set<object>()
  #box: Element | null = null
  #readAt = Number.NEGATIVE_INFINITY
  #costMs = 0
  /** Readings in a row that a change asked for and that told nothing new. */
  #futile = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #dueAt = Number.POSITIVE_INFINITY
  #isStopped = false

  constructor(page: Document, heard: Heard) {
    this.#page = page
    this.#heard = heard
    this.#observer = new MutationObserver((records) => this.#changed(records))
    this.#observe([page])
    for (const name of EVENTS) page.addEventListener(name, this.#stirred, { capture: true, passive: true })
    page.defaultView?.addEventListener('resize', this.#stirred, { passive: true })
    page.addEventListener('scroll', this.#scrolled, { capture: true, passive: true })
    page.addEventListener('visibilitychange', this.#shown)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#observer.disconnect()
    const page = this.#page
    for (const name of EVENTS) page.removeEventListener(name, this.#stirred, { capture: true })
    page.defaultView?.removeEventListener('resize', this.#stirred)
    page.removeEventListener('scroll', this.#scrolled, { capture: true })
    page.removeEventListener('visibilitychange', this.#shown)
  }

  /** A reading in so many ms at the latest. */
  ask(ms: number): void {
    const dueAt = performance.now() + ms
    if (this.#isStopped || (dueAt >= this.#dueAt && this.#dueAt > performance.now())) return
    clearTimeout(this.#timer)
    this.#dueAt = dueAt
    this.#timer = setTimeout(() => this.#read(), ms)
    if (ms < CLOCK_MS && this.#page.visibilityState === 'hidden') this.#idle(dueAt)
  }

  /** Idle time has a clock that goes on: it hardly ever comes to a hidden page before its time is up. */
  #idle(dueAt: number): void {
    const left = dueAt - performance.now()
    const run = () => {
      if (this.#isStopped || this.#dueAt !== dueAt) return
      if (performance.now() >= dueAt) this.#read()
      else this.#idle(dueAt)
    }
    // Safari has none: its hidden pages are read a second later.
    globalThis.requestIdleCallback?.(run, { timeout: Math.max(1, left) })
  }

  /** What the reading found, and where from now on to listen. */
  noteReading({ costMs, isNew, scopes, box }: Done): void {
    this.#costMs = costMs
    this.#futile = isNew ? 0 : this.#futile + 1
    this.#box = box
    if (this.#known.size > scopes.length + SCOPES_MOST / 10) {
      // What left the page is let go.
      this.#observer.disconnect()
      this.#known = new Set()
    }
    this.#observe(scopes)
  }

  #observe(scopes: readonly object[]): void {
    for (const scope of scopes) {
      if (this.#known.has(scope) || this.#known.size >= SCOPES_MOST || !isNode(scope)) continue
      this.#known.add(scope)
      this.#observer.observe(scope, { childList: true, subtree: true, characterData: true, attributes: true })
    }
  }

  #read(): void {
    clearTimeout(this.#timer)
    this.#dueAt = Number.POSITIVE_INFINITY
    if (this.#isStopped) return
    this.#heard.read()
    this.#readAt = performance.now()
  }

  #changed(records: readonly MutationRecord[]): void {
    const box = this.#box
    let isNear = false
    const isDrawnAnew = records.some(({ addedNodes }) => addedNodes.length > 0)
    for (const { type, target, addedNodes, removedNodes } of records) {
      const isInside = box !== null && (holds(box, target) || holds(target, box))
      isNear ||= isInside || (type === 'childList' && addedNodes.length > 0)
      if (isInside && removedNodes.length > 0 && holds(box, target)) this.#heard.removed(removedNodes)
      if (!isDrawnAnew) this.#heard.gone(removedNodes)
    }
    this.#stir(isNear)
  }

  #stir(isNear: boolean): void {
    const { least, most, costs } = isNear ? NEAR : FAR
    const usual = Math.min(most, least * (1 + this.#futile / 4))
    // A large page with a ticker in it is not read all day long.
    const gap = Math.max(usual, costs * this.#costMs * Math.min(4, 1 + this.#futile / 8))
    const left = this.#readAt + gap - performance.now()
    if (left <= 0) this.#read()
    else this.ask(left)
  }

  readonly #stirred = () => this.#stir(false)
  readonly #scrolled = (event: Event) => this.#heard.scrolled(event.target)
  readonly #shown = () => this.#heard.shown()
}
