import type { EventDay, PageFacts } from '#core/observation.ts'
import type { Survey } from './survey.ts'
import type { PageNode, ReadOptions, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { readWhen } from '#core/when.ts'
import { above, isHidden, isWithin, seenText } from './visible.ts'
import { fold, tidy, tokens, words } from './words.ts'

const NEAR_MOST = 3
const LEVELS_MOST = 3
const BRANCH_TEXT_MOST = 300
const TIMES_MOST = 40
const TEXT_MOST = 120

/** Whether the page calls itself by the words of the event that was asked for; `null` when none was. */
export function readEvent(options: ReadOptions, texts: readonly string[]): PageFacts['event'] {
  if (options.event === undefined) return null
  const held = new Set(tokens(fold(texts.join(' '))))
  const asked = tokens(fold(options.event))
  return { asked: tidy(options.event, LIMITS.shortText), found: asked.every((token) => held.has(token)) }
}

type Around = { near: readonly PageNode[]; title: string; linked: readonly string[] }

/**
 * The event's day: a `time` beside the heading, else a full date in the words there, else the page's structured data
 * (`linked`) when it names one day only. Sale, publication and update times are others' days.
 */
export function readDay(
  tree: Tree,
  found: Survey,
  { near, title, linked }: Around,
): { when: EventDay | null; moved: string | null } {
  const texts = near.map((node) => tidy(seenText(tree, node, BRANCH_TEXT_MOST).text, BRANCH_TEXT_MOST))
  const moved = [title, ...texts].map((text) => words.moved(fold(text))).find((word) => word !== null) ?? null
  const shown = timeNear(tree, found, near) ?? dayInWords([...texts, title])
  const data = dayInData(linked)
  const day = shown ?? data
  if (day === null) return { when: null, moved }
  const last = data !== null && data.last > day.last ? data.last : day.last
  return { when: { ...day, last }, moved }
}

/** The heading, and what stands beside it or beside the boxes around it: where pages write when the event is. */
export function branchesNear(tree: Tree, heading: PageNode | undefined): PageNode[] {
  if (heading === undefined) return []
  const near: PageNode[] = [heading]
  let inner = heading
  for (const outer of above(tree, heading, LEVELS_MOST)) {
    if (['body', 'html', ''].includes(tree.name(outer))) break
    const elements = tree
      .children(outer)
      .slice(0, 200)
      .filter((node) => tree.name(node) !== '')
    const at = elements.indexOf(inner)
    const beside = elements.slice(Math.max(0, at - NEAR_MOST), at + NEAR_MOST + 1)
    near.push(...beside.filter((node) => node !== inner && isShort(tree, node)))
    inner = outer
  }
  return near
}

const isShort = (tree: Tree, node: PageNode): boolean => {
  const name = tree.name(node)
  if (['nav', 'footer', 'aside', 'ul', 'ol', 'table', 'form', 'script', 'style'].includes(name)) return false
  return seenText(tree, node, BRANCH_TEXT_MOST + 1).text.length <= BRANCH_TEXT_MOST
}

const OTHER_TIME =
  /vente|ouvert|publie|mis a jour|mise a jour|actualise|sale|updated|posted|published|doors|portes|verkauf|aktualisiert|venta|actualizado|vendita|aggiornato/

function timeNear(tree: Tree, found: Survey, near: readonly PageNode[]): EventDay | null {
  for (const time of found.times.slice(0, TIMES_MOST)) {
    if (!near.some((node) => isWithin(tree, time, node)) || isHidden(tree, time)) continue
    const when = readWhen(tree.attribute(time, 'datetime') ?? '', 0)
    const around = tree.parent(time) ?? time
    if (when === null || OTHER_TIME.test(fold(tidy(seenText(tree, around, 200).text, 200)))) continue
    const text = tidy(seenText(tree, time, 200).text, TEXT_MOST)
    return { day: when.day, last: when.day, text: text === '' ? when.day : text, at: when.at }
  }
  return null
}

/** Only with its year: the reader knows no clock. */
function dayInWords(texts: readonly string[]): EventDay | null {
  for (const text of texts) {
    if (!/(?<!\d)20\d\d(?!\d)/.test(text) || OTHER_TIME.test(fold(text))) continue
    const when = readWhen(text, 0)
    if (when !== null && text.includes(when.day.slice(0, 4)))
      return { day: when.day, last: when.day, text: tidy(text, TEXT_MOST), at: when.at }
  }
  return null
}

function dayInData(linked: readonly string[]): EventDay | null {
  const text = linked.join('\n')
  const starts = [...text.matchAll(/"startDate"\s*:\s*"([^"]{10,40})"/g)].map((hit) => hit[1] ?? '')
  const days = starts.map((start) => readWhen(start, 0)).filter((when) => when !== null)
  const [first] = days
  if (first === undefined || days.some(({ day }) => day !== first.day)) return null
  const ends = [...text.matchAll(/"endDate"\s*:\s*"([^"]{10,40})"/g)].map((hit) => readWhen(hit[1] ?? '', 0))
  const last = [first.day, ...ends.map((end) => end?.day ?? '')].sort().at(-1) ?? first.day
  return { day: first.day, last, text: first.day, at: first.at }
}
