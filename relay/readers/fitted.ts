import type { PageFacts, RowEvidence } from '#core/observation.ts'

import { LIMITS } from '#core/observation.ts'

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
