import type { Notice } from '#core/observation.ts'
import type { Seats } from './seats.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { placeOf } from './places.ts'
import { above, isHidden, isWithin, seenText } from './visible.ts'
import { fold, tidy, words } from './words.ts'

const NOTICE_MOST = 240
const CHECKED_MOST = 60
const REGION_TEXT_MOST = 3000
const REGION_LEVELS_MOST = 4
const STOPS = new Set(['body', 'html', 'main', ''])
const OUTSIDE = new Set(['nav', 'footer', 'aside', 'option', 'button', 'dialog', 'blockquote', 'del', 's'])

/** Cheap look before the exact one: texts without any of these parts cannot be a notice. */
const LIKELY =
  /aucun|plus d|pas |n'y a|\u2019y a|no |not |don.?t|keine|nessun|non |puis|puis|complet|dispon|rupture|guichet|sold|availab|stock|vergriff|verk|verf|agotad|esaurit|vente|vendit|soon|bient|ouvert|past|termin|fini|ended|passe|pass\u00E9|succ|erreur|error|fehler|essay|again|ferm|clos|vendu|attribu|quota|cancel|annul|abgesagt|ausgebucht|quedan|booked|start|open|beginn|off|taken|over|vorbei|beendet|finaliz|conclus/i
const FAILED_LIKELY =
  /erreur|error|fehler|essay|again|termin|past |ended|finished|vorbei|finaliz|conclus|cancel|annul|abgesagt|called off|taken|over/i

/** Boxes that belong to the anchor: where the site would say that there is nothing. */
export function regionsOf(tree: Tree, anchors: readonly PageNode[]): PageNode[] {
  return anchors.slice(0, CHECKED_MOST).map((anchor) => {
    let region = anchor
    for (const outer of above(tree, anchor, REGION_LEVELS_MOST)) {
      if (
        STOPS.has(tree.name(outer)) ||
        seenText(tree, outer, REGION_TEXT_MOST + 1).text.length > REGION_TEXT_MOST
      )
        break
      region = outer
    }
    return region
  })
}

type Where = {
  seats: Seats
  regions: readonly PageNode[]
  /** The heading and what stands beside it. */
  near: readonly PageNode[]
  /** Selector of the site's own empty state, where one is known. */
  empty: string | undefined
}
type Found = { notice: Notice | null; past: string | null; failed: string | null }

/**
 * The site's own words for an empty or closed sale. "No offers available" may stand anywhere in the main part;
 * "sold out" and "opens on …" only in the boxes of the anchor, because other events say the same beside.
 */
export function findNotices(tree: Tree, found: Survey, where: Where): Found {
  const { seats, regions } = where
  const result: Found = { notice: taughtNotice(tree, where.empty), past: null, failed: null }
  const around = seats.box === null ? null : outermost(tree, seats.box)
  // Offers speak for themselves: beside them only a failed part or a past match matters.
  const likely = seats.nodes.length > 0 ? FAILED_LIKELY : LIKELY
  let budget = CHECKED_MOST
  for (const { holder, text } of found.texts) {
    if (text.length > NOTICE_MOST || !likely.test(text)) continue
    const folded = fold(text)
    const candidate = classify(folded)
    if (candidate === null) continue
    if (budget-- <= 0) break
    let inRegion = regions.some((region) => isWithin(tree, holder, region))
    // That an event is over is said beside its name; a failed part in the same part of the page.
    if (candidate.kind === 'past') inRegion ||= where.near.some((node) => isWithin(tree, holder, node))
    if (candidate.kind === 'failed') inRegion ||= around === null || isWithin(tree, holder, around)
    if (candidate.kind !== 'empty' && !inRegion) continue
    if (!isOwn(tree, holder, seats)) continue
    const words = tidy(text, LIMITS.shortText)
    if (candidate.kind === 'past') result.past ??= words
    else if (candidate.kind === 'failed') result.failed ??= words
    else if (result.notice === null || result.notice.kind !== 'empty') {
      result.notice =
        candidate.kind === 'empty' || result.notice === null
          ? { kind: candidate.kind, text: words }
          : result.notice
    }
  }
  return result
}

/** The part of the page that holds the box: a chat or a banner beside it fails on its own account. */
function outermost(tree: Tree, box: PageNode): PageNode {
  let outer = box
  for (const node of above(tree, box)) {
    if (['body', 'html', ''].includes(tree.name(node))) break
    outer = node
  }
  return outer
}

/** What a person has shown to be the site's way of saying that there is nothing. */
function taughtNotice(tree: Tree, selector: string | undefined): Notice | null {
  if (selector === undefined) return null
  const node = tree
    .select(selector)
    .slice(0, CHECKED_MOST)
    .find((each) => !isHidden(tree, each))
  if (node === undefined) return null
  const said = tidy(seenText(tree, node, 600).text, LIMITS.shortText)
  return { kind: 'empty', text: said === '' ? selector.slice(0, LIMITS.shortText) : said }
}

function classify(folded: string): { kind: Notice['kind'] | 'past' | 'failed' } | null {
  if (words.emptyNotice(folded) !== null) return { kind: 'empty' }
  if (words.past(folded) !== null) return { kind: 'past' }
  if (words.gone(folded) !== null) return { kind: 'sold-out' }
  if (words.notYet(folded) !== null) return { kind: 'not-yet' }
  return words.failed(folded) === null ? null : { kind: 'failed' }
}

/** Said of this event, seen, and not one row's own state. */
function isOwn(tree: Tree, holder: PageNode, seats: Seats): boolean {
  for (const node of [holder, ...above(tree, holder, 40)]) if (OUTSIDE.has(tree.name(node))) return false
  if (seats.nodes.some((row) => isWithin(tree, holder, row))) return false
  const place = placeOf(tree, holder)
  return place !== 'other-event' && place !== 'filter' && !isHidden(tree, holder)
}
