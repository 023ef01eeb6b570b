import type { PageFacts } from '#core/observation.ts'

import { digestOf } from '#readers/digest.ts'
import { countInside, holds } from '#readers/native.ts'

import { isHopeful, rowKey } from './sends.ts'

/** So many changes in a row of the area's elements alone are a ticker and no drawing. */
const STIRS_MOST = 8

/** A reading with the elements that it is of. `rows`: those of `facts.targets`. */
export type Page = { facts: PageFacts; box: Element | null; rows: readonly object[] }

type Hope = {
  /** First reading with such a row, without a break. */
  at: number
  element: object | undefined
  /** First sight of this very element. */
  since: number
}

/** Since when things stand as they do, over the readings of one page. Times are epoch ms. */
export class Standing {
  /** Of what is read of the offers, and of the elements around them. */
  changedAt: number
  #hopes = new Map<string, Hope>()
  #digest = ''
  #inner = 0
  #stirs = 0

  constructor(at: number) {
    this.changedAt = at
  }

  /** Takes a reading in. Whether the offers read otherwise than before; the first reading changes nothing. */
  note({ facts, box, rows }: Page, at: number): boolean {
    const digest = digestOf(facts)
    const inner = box === null ? 0 : countInside(box)
    const isFirst = this.#digest === ''
    const isNew = digest !== this.#digest
    const isStirred = inner !== this.#inner
    this.#stirs = isNew ? 0 : this.#stirs + (isStirred ? 1 : 0)
    if (isNew || (isStirred && this.#stirs <= STIRS_MOST)) this.changedAt = at
    this.#digest = digest
    this.#inner = inner
    const hopes = new Map<string, Hope>()
    for (const [index, row] of facts.targets.entries()) {
      if (!isHopeful(row, at)) continue
      const key = rowKey(row)
      const element = rows[index]
      const known = this.#hopes.get(key)
      const since = known !== undefined && known.element === element ? known.since : at
      hopes.set(key, { at: known?.at ?? at, element, since })
    }
    this.#hopes = hopes
    return isNew && !isFirst
  }

  /** These left the page, and nothing came for them: what they held is gone, if only for a moment. */
  noteGone(nodes: Iterable<Node>): void {
    for (const node of nodes)
      for (const [key, { element }] of this.#hopes) if (isElementIn(element, node)) this.#hopes.delete(key)
  }

  /** What stands now is taken to have come just now. */
  renew(at: number): void {
    this.changedAt = at
    for (const hope of this.#hopes.values()) hope.at = hope.since = at
  }

  /** For how long the same hopeful row has stood, ms; `null` without any. */
  hopeFor(at: number): number | null {
    const all = [...this.#hopes.values()]
    return all.length === 0 ? null : at - Math.min(...all.map(({ since }) => since))
  }

  /** For how long such a row was there at every reading, ms. */
  likeFor(at: number): number {
    return Math.max(0, ...[...this.#hopes.values()].map((hope) => at - hope.at))
  }
}

const isElementIn = (element: object | undefined, node: Node): boolean =>
  element !== undefined && holds(node, element)
