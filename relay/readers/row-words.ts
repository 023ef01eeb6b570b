import type { OfferRow } from '#core/observation.ts'
import type { PageNode, Tree } from './tree.ts'
import type { RowText } from './visible.ts'

import { readWhen } from '#core/when.ts'
import { fold, tidy, words } from './words.ts'

/** Where in the venue, as the page writes it. */
export const CATEGORY =
  /(?<![\p{L}\p{N}])(?:cat(?:[ée]gorie|egory|\.)?|kategorie|categor[ií]a|tribune|bloc|block|zone|niveau) ?[\p{L}\p{N}]{1,12}/iu

const OPENING_MOST = 120
const OPENING_PARTS = 4

/** The words for "not yet" with what follows them, as the page writes it: a day and an hour may stand there. */
export function openingIn(folded: string, { parts }: RowText, text: string): string | null {
  if (words.notYet(folded) === null) return null
  const at = parts.findIndex((part) => words.notYet(fold(part)) !== null)
  return tidy(at < 0 ? text : parts.slice(at, at + OPENING_PARTS).join(' '), OPENING_MOST)
}

const UNREAD_MOST = 120
const KNOWN_WORDS =
  /^(?:des|a partir de|from|ab|desde|da|dont|incl(?:us|uded)?\.?|inkl\.?|ttc|frais(?: inclus)?|fees?|par personne|per (?:ticket|person)|pro (?:ticket|person)|places?|tickets?|prix|price|preis|precio|prezzo|tarif|total|x|et|and|und|y|e|plein tarif|tarif reduit)$/

/**
 * What a row says beside its name, price and place that no rule knows, where nothing in it sells: it may say that the
 * seat is gone in words of its own. The first part is the name.
 */
export function unreadIn(parts: readonly string[], control: OfferRow['control']): string | null {
  if (control !== null && control.enabled && (control.says !== 'plain' || control.href === null)) return null
  const said = parts.map((part) => tidy(part, UNREAD_MOST)).filter((part) => part !== '')
  return said.slice(1).find((part) => !isKnown(part)) ?? null
}

function isKnown(part: string): boolean {
  const folded = fold(part)
  const bare = folded.replace(/[^\p{L}]+/gu, ' ').trim()
  if (bare.length < 3 || KNOWN_WORDS.test(bare) || CATEGORY.test(part)) return true
  const rules = [
    words.accessible,
    words.available,
    words.restricted,
    words.price,
    words.places,
    words.companion,
  ]
  return rules.some((rule) => rule(folded) !== null)
}

const DATED = ['data-date', 'data-datetime', 'data-start', 'data-startdate', 'datetime']
const DATED_NODES_MOST = 200

/** The day that a row carries in its markup, `YYYY-MM-DD`. */
export function dateOf(tree: Tree, row: PageNode): string | null {
  let budget = DATED_NODES_MOST
  const visit = (node: PageNode): string | null => {
    if (budget-- <= 0 || tree.name(node) === '') return null
    for (const name of DATED) {
      const given = tree.attribute(node, name)
      if (given !== null && /^\s*\d{4}-\d{2}-\d{2}/.test(given)) return readWhen(given, 0)?.day ?? null
    }
    for (const child of tree.children(node)) {
      const day = visit(child)
      if (day !== null) return day
    }
    return null
  }
  return visit(row)
}
