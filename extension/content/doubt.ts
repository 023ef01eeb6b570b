import type { Doubt } from './contract.ts'

/** One thing that scrolls, in CSS pixels: its whole height, and how far down it has been in view. */
export type Scrolled = {
  height: number
  seenTo: number
  /** Where its content ends that could hold offers: what lies lower is the site's footer. */
  end: number
}

/** How a page stands at one reading; all `…For` in ms. */
export type Stand = {
  visible: boolean
  /** In view without a break. */
  visibleFor: number
  /** The document and all that it asked for at its load has come, and for so long. */
  loadedFor: number | null
  /** The offers read the same, and no sign that the page still draws. */
  quietFor: number
  /** Since the last answer of a data call that may be painted. */
  answerFor: number
  patienceMs: number
  /** The page itself, and what scrolls around and among the offers. */
  scrolled: readonly Scrolled[]
  /** Rows went as the person scrolled: the list keeps only what is in view. */
  drops: boolean
  /** The address changed, and what is drawn may still be the other one's. */
  isOld: boolean
}

/** Sizes are rounded, and a page that is zoomed scrolls by parts of pixels. */
const SLACK_PX = 4
/** The offers are quiet when they read the same for so long, however little patience is asked for. */
const QUIET_LEAST_MS = 800

/**
 * Why this page proves no `none` now; `null` when it would. The relay scrolls a page through before it says that there
 * is nothing; here the page is the person's own and is left alone. So every part that could hold offers must have been
 * in view by the person's own scrolling: what waits to be seen (a list that loads on, a section that draws when it
 * comes near) cannot be told from outside, so whatever was not in view is taken to wait. A footer is not.
 */
export function doubtOf(stand: Stand): Doubt | null {
  const { visible, visibleFor, loadedFor, quietFor, answerFor, patienceMs, scrolled } = stand
  if (!visible) return 'hidden'
  if (loadedFor === null || loadedFor < patienceMs || stand.isOld) return 'loading'
  if (visibleFor < patienceMs || quietFor < Math.max(QUIET_LEAST_MS, patienceMs)) return 'moving'
  if (answerFor < patienceMs) return 'moving'
  if (stand.drops) return 'dropped'
  return scrolled.some(waits) ? 'unseen' : null
}

const waits = ({ height, seenTo, end }: Scrolled): boolean => seenTo + SLACK_PX < Math.min(height, end)
