import type { Signals } from './signals.ts'

import { sleep } from './signals.ts'

/** What the pass needs of whoever waits. */
export type ScrollPass = {
  page: Document
  signals: Signals
  /** Box of the offers: lists that scroll inside it are walked too. */
  box: Element | null
  /** Reads once more; `true` ends the pass, at the place where something was seen. */
  look: () => boolean
  /** Milliseconds left. */
  left: () => number
}

const VIEW_SHARE = 0.9
const STEPS_MOST = 15
const STEP_LEAST_MS = 120
const STEP_QUIET_MS = 200
const STEP_MOST_MS = 1500
const LAST_MS = 600
const INNER_MOST = 3
const INNER_ELEMENTS_MOST = 2000

/**
 * Walks the page down by 0.9 of the view, so that lazy sections draw and virtual lists show their rows, then back to
 * the top. Returns how many steps it took.
 */
export async function scrollThrough(pass: ScrollPass): Promise<number> {
  const outer = pass.page.scrollingElement
  let steps = 0
  for (const scroller of [outer, ...innerScrollers(pass.box, outer)]) {
    if (scroller === null) continue
    const start = scroller.scrollTop
    for (let still = 0; steps < STEPS_MOST && still < 2 && pass.left() > 0;) {
      const [top, height] = [scroller.scrollTop, scroller.scrollHeight]
      if (top + scroller.clientHeight >= height - 2 && still === 0 && steps === 0 && scroller !== outer) break
      scroller.scrollTo({ top: top + scroller.clientHeight * VIEW_SHARE, behavior: 'instant' })
      steps += 1
      await calm(pass)
      if (pass.look()) return steps
      const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2
      still = atEnd && scroller.scrollHeight === height ? still + 1 : 0
      if (height <= scroller.clientHeight + 2) break
    }
    await sleep(Math.min(LAST_MS, pass.left()))
    if (pass.look()) return steps
    scroller.scrollTo({ top: start, behavior: 'instant' })
  }
  await calm(pass)
  return steps
}

/** Until nothing changed for a moment, bounded. */
async function calm({ signals, left }: ScrollPass): Promise<void> {
  const started = performance.now()
  for (;;) {
    const spent = performance.now() - started
    const before = performance.now()
    await signals.next(Math.min(STEP_QUIET_MS, Math.max(0, left())), spent === 0 ? STEP_LEAST_MS : 0)
    const quiet = performance.now() - before >= STEP_QUIET_MS - 5
    if (quiet || performance.now() - started >= STEP_MOST_MS || left() <= 0) return
  }
}

function innerScrollers(box: Element | null, outer: Element | null): Element[] {
  if (box === null) return []
  const around: Element[] = []
  for (let node: Element | null = box; node !== null && node !== outer; node = node.parentElement)
    around.push(node)
  const inside = [...box.querySelectorAll('*')].slice(0, INNER_ELEMENTS_MOST)
  return [...around, ...inside].filter((node) => node !== outer && scrolls(node)).slice(0, INNER_MOST)
}

function scrolls(element: Element): boolean {
  if (element.scrollHeight <= element.clientHeight + 40 || element.clientHeight < 60) return false
  return /auto|scroll/.test(getComputedStyle(element).overflowY)
}
