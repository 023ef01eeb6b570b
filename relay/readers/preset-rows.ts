import type { OfferRow, WallMark } from '#core/observation.ts'
import type { PageNode, Tree } from './tree.ts'
import type { Preset, RowStateRule } from './presets/preset.ts'

import { LIMITS } from '#core/observation.ts'
import { above, isHidden, isWithin, seenText } from './visible.ts'
import { fold, tidy, words } from './words.ts'

const ROWS_MOST = 200
const NAME_MOST = 400

/**
 * Rows of a site that writes no type word: those whose name says accessible seats, and the others beside them.
 * Rows within `typed` offers are theirs. Nothing where a person has to name the row.
 */
export function namedRows(
  tree: Tree,
  { rows, sight }: Preset,
  typed: readonly PageNode[],
): { wanted: PageNode[]; others: PageNode[] } {
  const found: { wanted: PageNode[]; others: PageNode[] } = { wanted: [], others: [] }
  if (rows === undefined || sight === 'label') return found
  const outer = new Set(typed)
  const all = tree.select(rows.selector).slice(0, ROWS_MOST)
  const chosen = new Set(all)
  const named = rows.name === undefined ? null : tree.select(rows.name).slice(0, ROWS_MOST * 2)
  for (const node of all) {
    // The innermost of nested rows is the row; the offer's own type word says more than its name.
    const holdsRow = all.some((other) => other !== node && isWithin(tree, other, node))
    if (holdsRow || [...above(tree, node)].some((each) => outer.has(each))) continue
    if (!chosen.delete(node)) continue
    const holder = named?.find((each) => isWithin(tree, each, node)) ?? node
    const name = fold(tidy(seenText(tree, holder, NAME_MOST).text, NAME_MOST))
    ;(words.accessible(name) === null ? found.others : found.wanted).push(node)
  }
  return found
}

/** The row with the state that the site's markup gives it, where it gives one. */
export function withState(tree: Tree, node: PageNode, { states }: Preset, row: OfferRow): OfferRow {
  for (const rule of states ?? []) {
    const mark = tree
      .select(rule.selector)
      .slice(0, ROWS_MOST)
      .find((each) => isWithin(tree, each, node) && !isHidden(tree, each))
    if (mark !== undefined) return stated(row, rule.is, tidy(seenText(tree, mark, NAME_MOST).text, 120))
  }
  return row
}

function stated(row: OfferRow, is: RowStateRule['is'], said: string): OfferRow {
  if (is === 'gone') return { ...row, gone: row.gone ?? said, notYet: null }
  if (is === 'not-yet') return { ...row, notYet: row.notYet ?? said, gone: null }
  const control = { text: said, says: 'buy', enabled: true, href: row.control?.href ?? null } as const
  return { ...row, gone: null, notYet: null, unread: null, control }
}

/** Walls that this site's own addresses are, and pages of it that hold no match. */
export function addressMarks(preset: Preset, url: string): WallMark[] {
  const address = URL.parse(url)
  if (address === null) return []
  const marker = `address ${address.hostname}${address.pathname}`.slice(0, LIMITS.shortText)
  const mark = (reason: WallMark['reason']): WallMark => ({ reason, vendor: 'own', marker, grade: 'hard' })
  const marks = (preset.walls ?? [])
    .filter(
      ({ host, path }) =>
        (host === undefined || host === address.hostname) && (path?.test(address.pathname) ?? true),
    )
    .map(({ reason }) => mark(reason))
  return preset.otherPages?.test(address.pathname) === true ? [...marks, mark('wrong-page')] : marks
}

/** Whether embedded data says that something is on sale: only a reason to look closer. */
export const hints = ({ hint }: Preset, codes: readonly string[]): boolean =>
  (hint ?? []).some((rule) => codes.some((code) => rule.test(code)))
