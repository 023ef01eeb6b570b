import type { Reason } from '#core/verdict.ts'

/**
 * Signs of walls inside the document, one entry per row of VERDICTS.md part 2. `hard` signs stand only on walls;
 * `soft` ones also on healthy pages and count when no anchor is there; `weak` ones name a vendor and never count.
 * Address and header signs: `core/wall-signs.ts`.
 */
export type Wall = {
  reason: Reason
  vendor: string
  grade: 'hard' | 'soft' | 'weak'
  ids?: readonly string[]
  classes?: readonly string[]
  selector?: string
  /** Matches in script code or a script's or frame's address. */
  code?: RegExp
  /** Matches in a frame's address. */
  frame?: RegExp
  /** Matches in the folded title. */
  title?: RegExp
  /** Matches in the folded text of the page. */
  text?: RegExp
  /** Only beside a number or a progress bar. */
  counted?: true
  /** Only on a page with fewer characters of text than this. */
  below?: number
}
