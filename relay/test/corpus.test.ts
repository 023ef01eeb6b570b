import type { CorpusCase, Mode } from './corpus/corpus-case.ts'
import type { Eyes } from './corpus/eyes.ts'
import type { Line } from './corpus/score.ts'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { HEALTHY_CASES } from './corpus/cases-healthy.ts'
import { checkerLines } from './corpus/checkers.ts'
import { OFFER_CASES } from './corpus/cases-offers.ts'
import { SHOP_CASES } from './corpus/cases-shops.ts'
import { TIME_CASES } from './corpus/cases-time.ts'
import { TRAP_CASES } from './corpus/cases-traps.ts'
import { WALL_CASES } from './corpus/cases-walls.ts'
import { expected } from './corpus/corpus-case.ts'
import { openEyes } from './corpus/eyes.ts'
import { recordedCases, recordedFolder } from './corpus/recorded.ts'
import { score, table, told, totals } from './corpus/score.ts'

/**
 * The cases of VERDICTS.md 5.4 and pages recorded elsewhere, each looked at as the relay looks: drawn in a browser,
 * and as sent where that can tell anything.
 */

const CASES: readonly CorpusCase[] = [
  ...OFFER_CASES,
  ...TIME_CASES,
  ...WALL_CASES,
  ...SHOP_CASES,
  ...HEALTHY_CASES,
  ...TRAP_CASES,
]
const recorded = await recordedCases()
/** With all tries on a busy machine. */
const LOOK_MS = 150_000

let eyes: Eyes
beforeAll(async () => {
  eyes = await openEyes()
})
afterAll(async () => {
  await eyes.close()
})

/** Slow rows first, so that none is waited for alone. */
const patience = ({ one }: Look): number => (one.deadlineMs ?? 0) + (one.patienceMs ?? 0)
type Look = { one: CorpusCase; mode: Mode; id: string }

function looksOf(cases: readonly CorpusCase[]): Look[] {
  return cases
    .flatMap((one) =>
      (['rendered', 'static'] as const)
        .filter((mode) => expected(one, mode) !== undefined)
        .map((mode) => ({ one, mode, id: `${one.id} ${mode}: ${one.title}` })),
    )
    .sort((a, b) => patience(b) - patience(a))
}

function play(cases: readonly CorpusCase[]) {
  const lines: Line[] = []
  const order = new Map(cases.map((one, at) => [one.id, at]))
  afterAll(() => {
    console.log(
      table(
        lines.toSorted((a, b) => (order.get(a.case) ?? cases.length) - (order.get(b.case) ?? cases.length)),
      ),
    )
  })
  test.concurrent.each(looksOf(cases))('$id', { timeout: LOOK_MS }, async ({ one, mode }) => {
    const seen = await eyes.look(one, mode)
    const line = score(one, mode, seen)
    lines.push(line)
    const { page, failure } = seen.observation
    expect(
      line.right,
      `${told(seen.verdict)}, not ${line.expected}: ${JSON.stringify({ verdict: seen.verdict, settle: page?.settle, failure })}`,
    ).toBe(true)
  })
  return lines
}

describe('the cases', () => {
  const lines = play(CASES)
  test('several checkers and several looks know one truth (70 to 72)', async () => {
    const merged = await checkerLines(eyes)
    lines.push(...merged)
    expect(merged.filter(({ right }) => !right)).toEqual([])
  })
  test('no wrong none, no false available, nothing unknown on healthy pages', () => {
    expect(totals(lines)).toMatchObject({ falseNone: 0, falseAvailable: 0, blind: 0 })
  })
})

describe.runIf(recorded !== null)('recorded pages', () => {
  play(recorded ?? [])
})

test('the recorded pages are there when they are asked for', () => {
  const { folder, path } = recordedFolder()
  expect(folder === '' || recorded !== null, `${path} is missing`).toBe(true)
})
if (recorded === null) console.log('not run: recorded pages; VIGIE_CORPUS names their folder')
