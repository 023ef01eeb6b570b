import type { OfferRow } from '#core/observation.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { above, seenText } from './visible.ts'
import { fold, tidy, tokens, words } from './words.ts'

const CHILDREN_MOST = 2000
const OTHER_CLASS =
  /(?:^|[\s_-])(?:related|similar|similaires?|recommend\w*|suggest\w*|upsell|cross-?sell|also-like|other-(?:events?|matches)|autres-matchs)(?=$|[\s_-])/i
const PAST_CLASS = /(?:^|[\s_-])(?:past|archives?|ended|termine)(?=$|[\s_-])/i
const FILTER_CLASS =
  /(?:^|[\s_-])(?:filters?|facets?|chips?|legend|legende|tabs?|tablist|stadium-key|breadcrumbs?)(?=$|[\s_-])/i
const FILTER_TAGS = new Set(['option', 'label', 'nav', 'footer', 'legend', 'th', 'svg', 'map', 'figcaption'])
const FILTER_ROLES = new Set([
  'tab',
  'tablist',
  'option',
  'checkbox',
  'radio',
  'switch',
  'navigation',
  'menuitem',
])

/**
 * In which part of the page the element stands: only its own match's offers count. `byName`: a block under the name of
 * another match is another match's, whatever it is called.
 */
export function placeOf(tree: Tree, target: PageNode, byName = true): OfferRow['place'] {
  const own = tree.name(target)
  const type = (tree.attribute(target, 'type') ?? '').toLowerCase()
  if (own === 'input' && (type === 'checkbox' || type === 'radio')) return 'filter'
  if (tree.attribute(target, 'aria-pressed') !== null) return 'filter'
  let inner = target
  for (const node of [target, ...above(tree, target, 40)]) {
    const name = tree.name(node)
    if (name === 'body' || name === 'html') break
    const named = `${tree.attribute(node, 'class') ?? ''} ${tree.attribute(node, 'id') ?? ''}`
    if (FILTER_TAGS.has(name) || FILTER_ROLES.has(tree.attribute(node, 'role') ?? '')) return 'filter'
    if (FILTER_CLASS.test(named)) return 'filter'
    if (OTHER_CLASS.test(named)) return 'other-event'
    if (node !== target && name !== 'main') {
      if (PAST_CLASS.test(named)) return 'past'
      const heading = headingBefore(tree, node, inner)
      if (heading !== null && words.otherEvents(heading) !== null) return 'other-event'
      if (heading !== null && byName && isOtherMatch(tree, heading)) return 'other-event'
      if (heading !== null && words.pastEvents(heading) !== null) return 'past'
    }
    inner = node
  }
  return 'offers'
}

const SIDES = / (?:-|–|—|vs?\.?|contre|gegen|x|\/) /

/** The two sides of a match's name, as folded words; `null` for what is no such name. */
function sidesOf(text: string): [string, string] | null {
  const [one, other, more] = fold(text).split(SIDES)
  if (one === undefined || other === undefined || more !== undefined) return null
  const [first, second] = [one, other].map((side) => tokens(side).join(' '))
  return first === undefined || second === undefined || first === '' || second === '' ? null : [first, second]
}

const matches = new WeakMap<Tree, [string, string][]>()

/** One side in common with the page's own match and another opponent: « Paris SG - Lens » on the page of « Paris SG - OM ». */
function isOtherMatch(tree: Tree, heading: string): boolean {
  const named = sidesOf(heading)
  if (named === null) return false
  let own = matches.get(tree)
  if (own === undefined) {
    const titles = tree.select('h1').slice(0, 3)
    own = titles
      .map((node) => sidesOf(tidy(seenText(tree, node, 300).text, 300)))
      .filter((each) => each !== null)
    matches.set(tree, own)
  }
  return own.some((sides) => named.filter((side) => sides.some((each) => isSame(each, side))).length === 1)
}

const isSame = (a: string, b: string): boolean => a === b || initials(a) === b || initials(b) === a

const initials = (side: string): string =>
  side
    .split(' ')
    .filter((word) => !['de', 'du', 'des', 'the', 'of'].includes(word))
    .map((word) => word.charAt(0))
    .join('')

const headings = new WeakMap<Tree, Map<PageNode, Map<PageNode, string>>>()

/** The nearest heading that stands before the inner box among its siblings, folded. */
function headingBefore(tree: Tree, outer: PageNode, inner: PageNode): string | null {
  let known = headings.get(tree)
  if (known === undefined) headings.set(tree, (known = new Map()))
  let before = known.get(outer)
  if (before === undefined) known.set(outer, (before = headingsBefore(tree, outer)))
  return before.get(inner) ?? null
}

function headingsBefore(tree: Tree, outer: PageNode): Map<PageNode, string> {
  const before = new Map<PageNode, string>()
  let heading: string | null = null
  for (const child of tree.children(outer).slice(0, CHILDREN_MOST)) {
    if (heading !== null) before.set(child, heading)
    if (!/^h[2-6]$/.test(tree.name(child))) continue
    heading = fold(tidy(seenText(tree, child, 200).text, LIMITS.shortText))
  }
  return before
}
