import type { PageFacts } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'

import { digestOf } from './digest.ts'
import { countInside } from './native.ts'

/** One reading of the page, judged as if it were the last. `isFresh`: made for this very moment. */
export type Look = { facts: PageFacts; box: Element | null; verdict: Verdict; at: number; isFresh: boolean }

/** So many changes in a row of the area's elements alone are a ticker and no drawing. */
const STIRS_MOST = 8

/** Since when things stand as they do, over the readings of one document; all times by the page's own clock. */
export class Standing {
  /** Of the offers area. */
  changedAt = 0
  /** Of the latest sign that the page still draws: a change of the area, the load, a step of scrolling. */
  signAt: number
  /** The latest step of scrolling, whether it counts as a sign or not: what changes after it did not come late. */
  touchedAt = 0
  /** The same state and reason of the verdict. */
  verdictAt = 0
  /** The first offer of any type. */
  paintedAt: number | null = null
  /** The longest that the area stood still without any sign before it changed, ms. */
  lateMs = 0
  /** First sight of each offer that has been there ever since. */
  #positives = new Map<string, number>()
  #digest = ''
  #verdict = ''
  #inner = 0
  #stirs = 0

  constructor(at: number) {
    this.signAt = at
  }

  /** Takes a reading in. Answers whether the area changed since the last one; the first one changes nothing. */
  note({ facts, box, verdict, at }: Look, answeredAt: number): boolean {
    const isFirst = this.#digest === ''
    const change = this.#changeOf(facts, box)
    if (change === 'offers' && !isFirst) {
      const sign = Math.max(this.signAt, this.touchedAt, answeredAt)
      this.lateMs = Math.max(this.lateMs, at - sign)
    }
    if (change !== null) this.changedAt = this.signAt = at
    const key = verdict.state === 'unknown' ? verdict.reason : verdict.state
    if (key !== this.#verdict) [this.#verdict, this.verdictAt] = [key, at]
    if (facts.targetCount + facts.siblingCount > 0) this.paintedAt ??= at
    const offers = verdict.state === 'available' ? verdict.offers : []
    this.#positives = new Map(
      offers.map(({ fingerprint }) => [fingerprint, this.#positives.get(fingerprint) ?? at]),
    )
    return change !== null && !isFirst
  }

  /** What is read of the offers changed, or only the elements around them; `null` when neither did. */
  #changeOf(facts: PageFacts, box: Element | null): 'offers' | 'around' | null {
    const digest = digestOf(facts)
    const inner = box === null ? 0 : countInside(box)
    const stirred = inner !== this.#inner
    const changed = digest !== this.#digest
    this.#stirs = changed ? 0 : this.#stirs + (stirred ? 1 : 0)
    this.#digest = digest
    this.#inner = inner
    if (changed) return 'offers'
    return stirred && this.#stirs <= STIRS_MOST ? 'around' : null
  }

  /** First sights of the offers that still stand. */
  get positives(): number[] {
    return [...this.#positives.values()]
  }

  /** For how long the offer that came first has stood, ms; `null` without any. */
  positiveFor(at: number): number | null {
    return this.#positives.size === 0 ? null : at - Math.min(...this.#positives.values())
  }
}
