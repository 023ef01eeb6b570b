import type { Seats } from './seats.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { readControls } from './controls.ts'
import { isHidden, isWithin, seenText } from './visible.ts'
import { fold, tidy, words } from './words.ts'

const ROWS_MOST = 8
const TEXT_MOST = 240
const LIKELY = /connect|identifi|log|sign|session|anmeld|sitzung|sesi|acced|scadut/i

/**
 * What asks to log in where prices or offers would stand: every row without a price and with nothing but a login, or
 * the area's own words. `null` as soon as one row tells more, and where the page itself says that there is nothing.
 */
export function readSession(
  tree: Tree,
  found: Survey,
  { seats, regions, said }: { seats: Seats; regions: readonly PageNode[]; said: boolean },
): string | null {
  if (seats.nodes.length > 0) return loginRows(tree, seats.nodes)
  if (said) return null
  for (const { holder, text } of found.texts) {
    if (text.length > TEXT_MOST || !LIKELY.test(text) || words.loginToSee(fold(text)) === null) continue
    const own = regions.some((region) => isWithin(tree, holder, region)) && !isHidden(tree, holder)
    if (own) return tidy(text, LIMITS.shortText)
  }
  return null
}

function loginRows(tree: Tree, nodes: readonly PageNode[]): string | null {
  let asked: string | null = null
  for (const node of nodes.slice(0, ROWS_MOST)) {
    const text = fold(tidy(seenText(tree, node, 800).text, 800))
    if (words.price(text) !== null || words.places(text) !== null || words.gone(text) !== null) return null
    const { best, choosable } = readControls(tree, node)
    if (choosable !== null || best === null || words.login(fold(best.text)) === null) return null
    asked ??= best.text
  }
  return asked
}
