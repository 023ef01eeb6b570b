import type { PageEvidence, PageFacts, RowEvidence } from '#core/observation.ts'
import type { Anchored } from './anchor.ts'
import type { Seats } from './seats.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { fingerprint } from '#core/offers.ts'
import { redactPersonal } from '#core/redact.ts'
import { cleanMarkup } from './markup.ts'
import { dataHint } from './page-data.ts'
import { pathOf } from './rows.ts'
import { UNSEEN } from './survey.ts'
import { seenText } from './visible.ts'
import { tidy } from './words.ts'

const AREA_NODES_MOST = 600
const OWN_TEXT_MOST = 200

type Shown = { seats: Seats; anchors: readonly Anchored[]; box: PageNode | null }

/** What a person, or a later lesson, wants to see of this reading: bounded, and cleaned of scripts, tokens and names. */
export function exhibit(tree: Tree, found: Survey, { seats, anchors, box }: Shown): PageEvidence {
  return {
    rows: seats.targetNodes.map((node) => rowEvidence(tree, node)),
    anchors: anchors.map(({ fact }) => redactPersonal(`${fact.kind}: ${fact.value}`)),
    areaHash: box === null ? null : areaHash(tree, box),
    data: dataHint(tree, found),
  }
}

function rowEvidence(tree: Tree, node: PageNode): RowEvidence {
  return {
    path: pathOf(tree, node),
    html: cleanMarkup(tree, node, LIMITS.rowHtml),
    ownText: redactPersonal(tidy(seenText(tree, node, 4 * OWN_TEXT_MOST).text, OWN_TEXT_MOST)),
    box: tree.measure?.(node) ?? null,
  }
}

/** Elements and words in their order; numbers change with prices and clocks, the build of the area does not. */
function areaHash(tree: Tree, box: PageNode): string {
  const parts: string[] = []
  const visit = (node: PageNode, depth: number): void => {
    if (parts.length >= AREA_NODES_MOST || depth > 100) return
    const text = tree.text(node)
    if (text !== null) {
      const plain = text.replace(/[\d\s]+/g, '')
      if (plain !== '') parts.push(plain)
      return
    }
    const name = tree.name(node)
    if (name === '' || UNSEEN.has(name)) return
    parts.push(name)
    for (const child of tree.children(node)) visit(child, depth + 1)
  }
  visit(box, 0)
  return fingerprint(parts)
}

const encoder = new TextEncoder()
const sizeOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length

/** Within `LIMITS.facts` bytes: markup goes first, the last rows first; rows of the target go last. */
export function fitted(facts: PageFacts): PageFacts {
  if (facts.targets.length === 0 && facts.siblings.length <= 5) return facts
  let left = LIMITS.facts - sizeOf({ ...facts, evidence: null })
  const targets = [...facts.targets]
  while (left < 0 && targets.length > 1) left += sizeOf(targets.pop()) + 1
  const { evidence } = facts
  if (evidence === null) return { ...facts, targets }
  left -= sizeOf({ ...evidence, rows: [] })
  const rows: RowEvidence[] = []
  for (const row of evidence.rows.slice(0, targets.length)) {
    left -= sizeOf(row) + 1
    if (left < 0) break
    rows.push(row)
  }
  return { ...facts, targets, evidence: { ...evidence, rows } }
}
