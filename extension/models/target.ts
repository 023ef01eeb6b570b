import type { FieldProblem } from '../messages.ts'
import type { SeatsTarget } from '#core/watch.ts'

import { parse as parseSelector } from 'css-what'

import { isRecord } from '#core/parse.ts'

import { isDay } from './day.ts'

const SELECTOR_MOST = 1000
const WORDS_MOST = 200
const PLACES_MOST = 9

export type ReadTarget =
  | { ok: true; target: SeatsTarget }
  | { ok: false; part: keyof SeatsTarget; problem: FieldProblem }

/** Pure: what is looked for, from a form, a file or a message. Empty text counts as left out; other fields are dropped. */
export function readTarget(value: unknown): ReadTarget {
  const given = isRecord(value) ? value : {}
  const target: SeatsTarget = {}
  for (const part of ['selector', 'anchor', 'empty', 'event', 'label', 'date'] as const) {
    const one = given[part]
    if (one === undefined || one === null || one === '') continue
    if (typeof one !== 'string') return { ok: false, part, problem: 'unknown' }
    const problem = problemOf(part, one)
    if (problem !== null) return { ok: false, part, problem }
    target[part] = one
  }
  for (const [part, most] of [
    ['places', PLACES_MOST],
    ['priceMost', 1_000_000],
  ] as const) {
    const one = given[part]
    if (one === undefined || one === null) continue
    const isWhole = part !== 'places' || Number.isInteger(one)
    if (typeof one !== 'number' || !(one > 0 && one <= most) || !isWhole)
      return { ok: false, part, problem: 'not-a-number' }
    target[part] = one
  }
  return { ok: true, target }
}

function problemOf(part: keyof SeatsTarget, given: string): FieldProblem | null {
  if (part === 'date') return isDay(given) ? null : 'not-a-date'
  if (part === 'event' || part === 'label') return given.length > WORDS_MOST ? 'too-long' : null
  if (given.length > SELECTOR_MOST) return 'too-long'
  try {
    return parseSelector(given).length > 0 ? null : 'not-a-selector'
  } catch {
    return 'not-a-selector'
  }
}
