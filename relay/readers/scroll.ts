import type { Signals } from './signals.ts'

import { isElement, localName, parentNode, queryAll, shadowHost } from './native.ts'
import { sleep } from './signals.ts'

/** What the pass needs of whoever waits. */
export type ScrollPass = {
  page: Document
  signals: Signals
  /** Box of the offers: lists that scroll around and inside it are walked too. */
  box: Element | null
  /** Reads once more, after a step of this scroller. `seat` ends the pass at the place where it was seen. */
  look: (scroller: Element) => 'seat' | 'changed' | 'same'
  /** How far apart readings are at least, ms. */
  gapMs: () => number
  /** A data call that matters is on its way. */
  isWaiting: () => boolean
  /** Milliseconds left. */
  left: () => number
}

/** A place of the page to come back to. */
export type Mark = { scroller: Element; top: number }

const VIEW_SHARE = 0.9
const STEPS_MOST = 15
const STEP_LEAST_MS = 60
const STEP_QUIET_MS = 150
const STEP_MOST_MS = 1500
/** A machine that draws no frame in this time will not say what came into view. */
const FRAMES_MOST_MS = 5000
/** How long a step waits for changes that are not of the offers. */
const BESIDE_MOST_MS = 250
const LAST_MS = 200
const SCROLLERS_MOST = 4
const INNER_ELEMENTS_MOST = 2000
const ANCESTORS_MOST = 60

/**
 * Walks the page and the lists in it down by 0.9 of the view, until the bottom is reached and the height stays the
 * same twice, so that lazy sections draw and virtual lists show their rows; then back to the top. Returns how many
 * steps it took, 0 when nothing scrolls.
 */
export async function scrollThrough(pass: ScrollPass): Promise<number> {
  let steps = 0
  for (const scroller of scrollers(pass)) {
    const start = scroller.scrollTop
    const walked = await walk(pass, scroller)
    steps += walked.steps
    if (walked.found) return steps
    scroller.scrollTo({ top: start, behavior: 'instant' })
  }
  return steps
}

/** Goes back to where something was seen, and waits until it is drawn again. */
export async function showAgain(pass: ScrollPass, { scroller, top }: Mark): Promise<void> {
  scroller.scrollTo({ top, behavior: 'instant' })
  await calm(pass, scroller)
}

async function walk(pass: ScrollPass, scroller: Element): Promise<{ steps: number; found: boolean }> {
  let steps = 0
  for (let still = 0; steps < STEPS_MOST && still < 2 && pass.left() > 0;) {
    const [top, height] = [scroller.scrollTop, scroller.scrollHeight]
    scroller.scrollTo({ top: top + scroller.clientHeight * VIEW_SHARE, behavior: 'instant' })
    steps += 1
    if (await calm(pass, scroller)) return { steps, found: true }
    const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2
    still = atEnd && scroller.scrollHeight === height ? still + 1 : 0
  }
  await sleep(Math.min(LAST_MS, pass.left()))
  return { steps, found: pass.look(scroller) === 'seat' }
}

/**
 * Until the offers stand still for a moment and no call is on its way, bounded. Whether a seat is seen. A page learns of
 * what came into view when a frame is drawn: on a machine that is busy that may take long.
 */
async function calm(pass: ScrollPass, scroller: Element): Promise<boolean> {
  const { page, signals, left, look, isWaiting, gapMs } = pass
  const began = performance.now()
  const end = began + Math.min(STEP_MOST_MS, left())
  const last = began + Math.min(FRAMES_MOST_MS, left())
  const frames = countFrames(page, signals.wake)
  let [areaSince, pageSince] = [began, began]
  await signals.next(STEP_LEAST_MS, STEP_LEAST_MS)
  for (;;) {
    const seen = look(scroller)
    if (seen === 'seat') return true
    const now = performance.now()
    if (seen === 'changed') areaSince = now
    const pageQuiet = now - pageSince >= STEP_QUIET_MS || now - began >= BESIDE_MOST_MS
    const isCalm = now >= end || (now - areaSince >= STEP_QUIET_MS && pageQuiet && !isWaiting())
    if (now >= last || (isCalm && frames.enough)) return false
    if (await signals.next(STEP_QUIET_MS, gapMs())) pageSince = performance.now()
  }
}

/** Observers are told after the first frame, so that by the second one they were. */
function countFrames(page: Document, wake: () => void): { enough: boolean } {
  const frames = { enough: false }
  const view = page.defaultView
  view?.requestAnimationFrame(() =>
    view.requestAnimationFrame(() => {
      frames.enough = true
      wake()
    }),
  )
  return frames
}

/** The page itself, what scrolls around the offers or the middle of the view, and lists among the offers. */
export function scrollers({ page, box }: Pick<ScrollPass, 'page' | 'box'>): Element[] {
  const outer = page.scrollingElement
  const view = page.defaultView
  const middle = view === null ? null : page.elementFromPoint(view.innerWidth / 2, view.innerHeight / 2)
  const inside = box === null ? [] : queryAll(box, '*', INNER_ELEMENTS_MOST)
  const found = new Set<Element>()
  if (outer !== null && outer.scrollHeight > outer.clientHeight + 2) found.add(outer)
  for (const element of [...ancestors(box), ...ancestors(middle), ...inside]) {
    if (found.size >= SCROLLERS_MOST) break
    if (element !== outer && scrolls(element)) found.add(element)
  }
  return [...found]
}

/** The element and all around it, out of shadow trees too. */
function ancestors(element: Element | null): Element[] {
  const found: Element[] = []
  let node: object | null = element
  while (node !== null && found.length < ANCESTORS_MOST) {
    if (isElement(node)) found.push(node)
    node = parentNode(node) ?? shadowHost(node)
  }
  return found
}

function scrolls(element: Element): boolean {
  // The fields of a form stand in the place of its own members: it may answer anything.
  if (localName(element) === 'form') return false
  if (element.scrollHeight <= element.clientHeight + 40 || element.clientHeight < 60) return false
  return /auto|scroll/.test(getComputedStyle(element).overflowY)
}
