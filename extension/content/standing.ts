import type { PageFacts } from '#core/observation.ts'

import { digestOf } from '#readers/digest.ts'

import { isHopeful, rowKey } from './sends.ts'

/** So many changes in a row of the area's elements alone are a ticker and no drawing. */
const STIRS_MOST = 8

/** Since when things stand as they do, over the readings of one page. Times are epoch ms. */
export class Standing {
  /** Of what is read of the offers, and of the elements around them. */
  changedAt: number
  /** First sight of each hopeful row that has been there ever since. */
  #hopes = new Map<string, number>()
  #digest = ''
  #inner = 0
  #stirs = 0

  constructor(at: number) {
    this.changedAt = at
  }

  /** Takes a reading in. Whether the offers read otherwise than before; the first reading changes nothing. */
  note(facts: PageFacts, box: Element | null, at: number): boolean {
    const digest = digestOf(facts)
    const inner = box?.getElementsByTagName('*').length ?? 0
    const isFirst = this.#digest === ''
    const isNew = digest !== this.#digest
    const isStirred = inner !== this.#inner
    this.#stirs = isNew ? 0 : this.#stirs + (isStirred ? 1 : 0)
    if (isNew || (isStirred && this.#stirs <= STIRS_MOST)) this.changedAt = at
    this.#digest = digest
    this.#inner = inner
    const keys = facts.targets.filter((row) => isHopeful(row, at)).map(rowKey)
    this.#hopes = new Map(keys.map((key) => [key, this.#hopes.get(key) ?? at]))
    return isNew && !isFirst
  }

  /** What stands now is taken to have come just now. */
  renew(at: number): void {
    this.changedAt = at
    for (const key of this.#hopes.keys()) this.#hopes.set(key, at)
  }

  /** For how long the hopeful row has stood that came first, ms; `null` without any. */
  hopeFor(at: number): number | null {
    return this.#hopes.size === 0 ? null : at - Math.min(...this.#hopes.values())
  }
}
