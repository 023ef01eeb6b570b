/** How a watch is looked at now. `learning`: both ways, to compare them; `static`: the HTML as sent; `rendered`: a browser draws it. */
export const HOW_MODES = ['learning', 'static', 'rendered'] as const
export type HowMode = (typeof HOW_MODES)[number]

/** Why it is looked at so: what the comparisons of both ways have shown (VERDICTS.md 5.3). */
export const HOW_WHYS = [
  /** Not yet compared often enough. */
  'comparing',
  /** As often as asked, both ways saw the same. */
  'equal',
  /** They saw different things. */
  'differs',
  /** The HTML as sent holds no offers. */
  'empty-html',
  /** The page has another shape than when it was learnt. */
  'layout-changed',
  /** Offers were open, and nothing of before is taken for granted. */
  'after-opening',
  /** One of the two ways meets a wall. */
  'wall',
] as const
export type HowWhy = (typeof HOW_WHYS)[number]

export type How = {
  mode: HowMode
  why: HowWhy
  /** Equal comparisons so far, and how many are asked for. */
  of?: { done: number; wanted: number }
  /** What a look waits for after the last sign that the page still draws, ms. */
  patienceMs: number
}
