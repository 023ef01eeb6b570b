import type { Says } from '#core/sample.ts'
import type { Verdict } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'
import type { Taught, TaughtPage } from './teach-page.ts'
import type { PageNode } from './tree.ts'

import { agrees } from '#core/sample.ts'

import { labelOf, noticeNodes, rowsAround, seatNodes } from './teach-find.ts'
import { openPage } from './teach-page.ts'
import { ownSelectors, rowSelectors } from './teach-selectors.ts'
import { above } from './visible.ts'

/** What is still missing before a site can be read honestly. */
export type TeachNeed = 'page-without' | 'page-with' | 'second-page' | 'point-at-it'

export type Proposal = {
  target: SeatsTarget
  /** What each sample reads as with this target. */
  proven: { sampleId: string; says: Says; got: Verdict; agrees: boolean }[]
  /** Every sample reads as was said of it, and there are enough of them. */
  ok: boolean
  need: TeachNeed | null
}

const TRIES_MOST = 80
const ANCHORS_MOST = 5
const EMPTIES_MOST = 4
const ROWS_MOST = 10

type Pages = { none: TaughtPage[]; available: TaughtPage[]; other: TaughtPage[] }

/**
 * Learns from saved pages how a site marks its match page, its empty state and its seats. `given` keeps what the
 * person asks for (event, places, price, day); anchor, empty state and rows are proposed anew, small and readable, and
 * only what reads every sample right is proposed as `ok`. Pure.
 */
export function teach(samples: readonly Taught[], given: SeatsTarget): Proposal {
  const pages = samples.map(openPage)
  const sorted: Pages = {
    none: pages.filter(({ sample }) => sample.says === 'none'),
    available: pages.filter(({ sample }) => sample.says === 'available'),
    other: pages.filter(({ sample }) => sample.says === 'other'),
  }
  const { anchor: _, empty: __, selector: ___, label: ____, ...kept } = given
  const need = missing(sorted)
  let best: Proposal | null = null
  let tries = 0
  for (const target of candidates(sorted, kept)) {
    if (tries++ >= TRIES_MOST) break
    const proposal = prove(pages, target, need)
    if (proposal.proven.every((each) => each.agrees)) return proposal
    if (best === null || rightOf(proposal) > rightOf(best)) best = proposal
  }
  const failed = best ?? prove(pages, kept, need)
  return { ...failed, ok: false, need: need ?? (sorted.available.length === 0 ? 'page-with' : 'point-at-it') }
}

const rightOf = ({ proven }: Proposal): number => proven.filter((each) => each.agrees).length

function missing({ none, available }: Pages): TeachNeed | null {
  if (none.length === 0) return 'page-without'
  return none.length + available.length < 2 ? 'second-page' : null
}

function prove(pages: readonly TaughtPage[], target: SeatsTarget, need: TeachNeed | null): Proposal {
  const proven = pages.map(({ sample, judged }) => {
    const got = judged(target)
    return { sampleId: sample.id, says: sample.says, got, agrees: agrees(sample.says, got) }
  })
  return { target, proven, ok: need === null && proven.every((each) => each.agrees), need }
}

/** The plainest first: what is known already, then rows, anchors and empty states that separate the samples. */
function* candidates(pages: Pages, kept: SeatsTarget): Generator<SeatsTarget> {
  const rows = rowTargets(pages)
  const empties = emptySelectors(pages)
  const anchors = anchorSelectors(pages)
  const targets: SeatsTarget[] = pages.available.length === 0 ? [{}] : rows
  for (const anchor of anchors)
    for (const row of targets)
      for (const empty of [undefined, ...empties])
        yield { ...kept, anchor, ...row, ...(empty === undefined ? {} : { empty }) }
}

/** Rows of their own selector, or those of a list with the words that tell them apart. */
function rowTargets({ none, available, other }: Pages): SeatsTarget[] {
  const found = new Map<string, SeatsTarget>()
  const plain: SeatsTarget[] = []
  for (const page of available) {
    for (const node of seatNodes(page, none)) {
      for (const row of rowsAround(page.tree, node)) {
        const label = labelOf(page.tree, row, page.sample.where)
        for (const selector of rowSelectors(page.tree, row)) {
          if (
            other.some(({ hits }) => hits(selector) > 0) ||
            !available.every(({ hits }) => hits(selector) > 0)
          )
            continue
          const apart = none.every(({ hits }) => hits(selector) === 0)
          if (apart && /=/.test(selector)) found.set(selector, { selector })
          else if (apart) plain.push({ selector })
          if (label !== null) found.set(`${selector} ${label}`, { selector, label })
        }
      }
    }
  }
  return [...found.values(), ...plain].slice(0, ROWS_MOST)
}

/** Drawn on pages without a seat and on no other. */
function emptySelectors({ none, available, other }: Pages): string[] {
  const found = none.flatMap((page) =>
    noticeNodes(page).flatMap((node) =>
      [node, ...above(page.tree, node, 2)].flatMap((each) => ownSelectors(page.tree, each)),
    ),
  )
  const elsewhere = [...available, ...other]
  return [...new Set(found)]
    .filter((selector) => !TOO_PLAIN.has(selector) && elsewhere.every(({ hits }) => hits(selector) === 0))
    .toSorted((a, b) => spread(none, b) - spread(none, a))
    .slice(0, EMPTIES_MOST)
}

const spread = (pages: readonly TaughtPage[], selector: string) =>
  pages.filter(({ hits }) => hits(selector) > 0).length

const TOO_PLAIN = new Set([
  'main',
  'section',
  'ul',
  'ol',
  'li',
  'table',
  'tbody',
  'tr',
  'form',
  'article',
  'h1',
  'dl',
])

/** Of what stands around the seat or the notice, the nearest first: on every page of the match and on no other. */
function anchorSelectors({ none, available, other }: Pages): string[] {
  const matches = [...none, ...available]
  const around = [
    ...available.flatMap((page) => outwards(page, seatNodes(page, none))),
    ...none.flatMap((page) => outwards(page, noticeNodes(page))),
  ]
  const [first] = matches
  const everywhere =
    first === undefined ? [] : inMainPart(first).flatMap((node) => ownSelectors(first.tree, node))
  const fits = (selector: string) =>
    matches.every(({ hits }) => hits(selector) > 0) && other.every(({ hits }) => hits(selector) === 0)
  const all = [...new Set([...around, ...everywhere])].filter(fits)
  const [named, tags] = [
    all.filter((each) => !TOO_PLAIN.has(each)),
    all.filter((each) => TOO_PLAIN.has(each)),
  ]
  // One box on the page, before rows that an empty list would not have.
  const isOne = (selector: string) => matches.every(({ hits }) => hits(selector) === 1)
  return [...named.filter(isOne), ...named.filter((each) => !isOne(each)), ...tags].slice(0, ANCHORS_MOST)
}

const FRAME = new Set(['header', 'nav', 'footer', 'aside', 'body', 'html', 'head'])
const inMainPart = ({ tree, nodes }: TaughtPage): PageNode[] =>
  nodes
    .slice(0, 2000)
    .filter(
      (node) =>
        ![node, ...above(tree, node, 12)].some((outer) =>
          /^(?:header|nav|footer|aside)$/.test(tree.name(outer)),
        ),
    )
    .filter((node) => !FRAME.has(tree.name(node)))

const outwards = ({ tree }: TaughtPage, nodes: readonly PageNode[]): string[] =>
  nodes.flatMap((node) => [...above(tree, node, 12)].flatMap((each) => ownSelectors(tree, each)))
