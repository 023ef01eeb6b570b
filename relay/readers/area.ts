import type { Area } from '#core/observation.ts'
import type { Seats } from './seats.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { drawnness, isHidden, isWithin, seenText } from './visible.ts'
import { tidy } from './words.ts'

type AreaParts = {
  box: PageNode | null
  seats: Seats
  notice: string | null
  failed: string | null
  anchored: boolean
}

/** Whether the part that holds offers can be read: the waiter and the judge both ask this and nothing else. */
export function readArea(tree: Tree, found: Survey, parts: AreaParts): Area {
  const outer = parts.box === null ? null : (tree.parent(parts.box) ?? parts.box)
  const inBox = (node: PageNode) =>
    outer === null || isWithin(tree, node, outer) || isWithin(tree, outer, node)
  const busy = [...found.busy, ...found.bars].find((node) => inBox(node) && isBusy(tree, node))
  if (busy !== undefined) return { state: 'loading', detail: busyWord(tree, busy) }
  if (parts.seats.targets.some((row) => row.skeleton && row.drawn !== 'hidden' && row.place === 'offers')) {
    return { state: 'loading', detail: 'an offer without text' }
  }
  if (parts.failed !== null) return { state: 'failed', detail: parts.failed }
  if (parts.seats.nodes.length > 0) return { state: 'readable', detail: `${parts.seats.nodes.length} offers` }
  if (parts.notice !== null) return { state: 'readable', detail: parts.notice }
  if (parts.box !== null && parts.anchored) return { state: 'readable', detail: 'the offers box, empty' }
  return { state: 'absent', detail: '' }
}

const BUSY_TEXT_MOST = 60

function isBusy(tree: Tree, node: PageNode): boolean {
  const { drawn } = drawnness(tree, node)
  if (drawn === 'hidden') return false
  if (tree.attribute(node, 'aria-busy') === 'true') return true
  if (tree.name(node) === 'body' || tree.name(node) === 'html') return false
  // Unstyled pages hold their spinners ready, hidden by a style sheet: only a note or a skeleton counts there.
  return seenText(tree, node, 400).text.trim().length <= BUSY_TEXT_MOST
}

function busyWord(tree: Tree, node: PageNode): string {
  if (tree.attribute(node, 'aria-busy') === 'true') return 'aria-busy'
  return tidy(tree.attribute(node, 'class') ?? tree.name(node), LIMITS.shortText)
}

/** Frames among the offers that could not be looked into; elsewhere they are advertisements. */
export function unreadableIn(tree: Tree, found: Survey, box: PageNode | null): number {
  const counts = (frame: PageNode) => box === null || isWithin(tree, frame, box)
  return found.frames.filter(
    (frame) => tree.unreadableFrame(frame) && counts(frame) && !isHidden(tree, frame),
  ).length
}
