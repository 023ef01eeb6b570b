import type { Seats } from './seats.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { above, isHidden, isWithin } from './visible.ts'
import { fold, tidy, words } from './words.ts'

const TEXT_MOST = 80
const LEVELS_MOST = 2
const CONTROL_LEVELS = 4
const STOPS = new Set(['body', 'html', 'main', ''])
const LIKELY =
  /plus|more|mehr|m[aá]s|altr|pmr|fauteuil|mobilit|wheelchair|accessible|rollstuhl|silla|carrozz/i
const CONTROLS = new Set(['button', 'a', 'summary'])

/** What a person would have to press first: more of the list (`more`), or the part that is named after such seats. */
export type Behind = { more: string | null; closed: string | null }

/** Looks beside the offers only: their rows say what they say, and the rest of the page has other things to unfold. */
export function findBehind(tree: Tree, found: Survey, seats: Seats): Behind {
  const result: Behind = { more: null, closed: null }
  if (seats.box === null || seats.targetCount > 0) return result
  const outer = around(tree, seats.box)
  for (const { holder, text } of found.texts) {
    if (text.length > TEXT_MOST || !LIKELY.test(text)) continue
    const folded = fold(text)
    const isMore = words.more(folded) !== null
    if (!isMore && words.accessible(folded) === null) continue
    const control = controlOf(tree, holder)
    if (control === null || !isWithin(tree, control, outer) || isHidden(tree, control)) continue
    if (seats.nodes.some((row) => isWithin(tree, control, row)) || tree.disabled(control)) continue
    if (isMore) result.more ??= tidy(text, LIMITS.shortText)
    else if (isClosed(tree, control)) result.closed ??= tidy(text, LIMITS.shortText)
  }
  return result
}

function around(tree: Tree, box: PageNode): PageNode {
  let outer = box
  for (const node of above(tree, box, LEVELS_MOST)) {
    if (STOPS.has(tree.name(node))) break
    outer = node
  }
  return outer
}

function controlOf(tree: Tree, holder: PageNode): PageNode | null {
  for (const node of [holder, ...above(tree, holder, CONTROL_LEVELS)]) {
    const role = tree.attribute(node, 'role')
    if (CONTROLS.has(tree.name(node)) || role === 'button' || role === 'tab') return node
  }
  return null
}

/** A tab that is not chosen, or a section that is not open. */
function isClosed(tree: Tree, control: PageNode): boolean {
  if (tree.attribute(control, 'aria-expanded') === 'false') return true
  return tree.attribute(control, 'role') === 'tab' && tree.attribute(control, 'aria-selected') === 'false'
}
