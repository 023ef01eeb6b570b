import type { Facts } from './rules-facts.ts'
import type { RuleState } from './rules-judge.ts'
import type { News } from './rules-tell.ts'
import type { Condition, Rule } from './rules.ts'
import type { Counter } from './status.ts'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { checkRule } from './rules-check.ts'
import { METRICS } from './rules-facts.ts'
import { NEW_STATE, judgeRules } from './rules-judge.ts'
import { nextMoment } from './rules-next.ts'
import { SHIPPED_RULES, afterBlindAlert } from './rules-shipped.ts'
import { BLIND_ALERT, labelKey } from './rules.ts'

/** Expected values are those measured with promtool and Alertmanager 0.25, but where a test says that we differ. */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const below = (right: number): Condition => ({
  kind: 'compare',
  left: { kind: 'metric', name: 'vigie_outbox_depth' },
  op: '<',
  right,
})

const RULE: Rule = {
  id: 'a',
  name: 'A',
  enabled: true,
  expr: below(900),
  for: 0,
  keepFiringFor: 0,
  repeat: 24 * 3600,
  groupWait: 0,
  groupInterval: 1,
  resolved: true,
  group: [],
  inhibitedBy: [],
  severity: 'warning',
  channels: null,
  shipped: false,
  createdAt: 0,
  updatedAt: 0,
}

const sample = (
  value: number,
  labels: Record<string, string> = {},
  name = 'vigie_outbox_depth',
): Counter => ({
  name,
  labels,
  value,
})

const factsAt = (at: number, samples: Counter[], more: Partial<Facts> = {}): Facts => ({
  at,
  samples,
  watches: [],
  failed: [],
  ...more,
})

type Life = { at: number; firing: boolean; pending: boolean; news: News[] }

/** Judges rules at each of these facts, remembering as the store does: through JSON. */
function play(rules: Rule[], all: Facts[]): Life[] {
  let states = new Map<string, RuleState>(rules.map(({ id }) => [id, NEW_STATE]))
  return all.map((facts) => {
    const judged = judgeRules(
      rules.map((rule) => ({ rule, state: states.get(rule.id) ?? NEW_STATE })),
      facts,
    )
    states = new Map(judged.map(({ rule, state }) => [rule.id, JSON.parse(JSON.stringify(state))]))
    const instances = judged.flatMap(({ state }) => Object.values(state.instances))
    return {
      at: facts.at,
      firing: instances.some(({ firedAt }) => firedAt !== null),
      pending: instances.some(({ firedAt }) => firedAt === null),
      news: judged.flatMap(({ news }) => news),
    }
  })
}

const every = (stepMs: number, count: number, value: (at: number) => number) =>
  Array.from({ length: count }, (_, index) => factsAt(index * stepMs, [sample(value(index * stepMs))]))

const firingAt = (lives: Life[]) => lives.filter(({ firing }) => firing).map(({ at }) => at)
const newsOf = (lives: Life[]) =>
  lives.flatMap(({ at, news }) => news.map(({ status }) => `${at / SECOND} s ${status}`))

const named = (...names: string[]) => names.map((watch) => sample(1, { watch, host: watch[0] ?? '' }))
const said = (news: News) => `${news.status} ${news.firing.map(({ labels }) => labels['watch']).join('+')}`
const timed = (lives: Life[]) =>
  lives.flatMap(({ at, news }) => news.map((one) => `${at / SECOND} ${said(one)}`.trim()))
const blindWatch = (host: string, blindTold: boolean) => ({
  id: `w-${host}`,
  host,
  name: host,
  state: 'unknown' as const,
  reason: 'offline' as const,
  blindTold,
})
const has = (name: string, on?: string[]): Condition => ({
  kind: 'compare',
  left: {
    kind: 'metric',
    name,
    ...(on === undefined ? {} : { match: [{ label: 'host', op: 'in', values: on }] }),
  },
  op: '>',
  right: 0,
})
const watches = (...all: [string, string, 'available' | 'none' | 'unknown'][]) =>
  all.map(([id, host, state]) => ({
    id,
    host,
    name: id,
    state,
    reason: state === 'unknown' ? ('offline' as const) : null,
    blindTold: false,
  }))
const elements = (expr: Condition, facts: Facts) =>
  judgeRules([{ rule: { ...RULE, expr }, state: NEW_STATE }], facts)[0]?.elements
const counts = (kind: 'count' | 'share', by?: 'host'[]): Condition => ({
  kind: 'compare',
  left: { kind, states: ['unknown'], ...(by === undefined ? {} : { by }) },
  op: '>=',
  right: 0,
})
const silencedBy = (rule: string) => [{ rule, equal: [] }]

describe('a condition over time', () => {
  const rule = { ...RULE, for: 600 }

  test('first true at t fires at t + for exactly, not one step before', () => {
    const lives = play(
      [rule],
      every(15 * SECOND, 60, (at) => (at >= 45 * SECOND ? 899 : 1000)),
    )
    expect(firingAt(lives)[0]).toBe(45 * SECOND + 10 * MINUTE)
  })

  test('one false sample restarts the clock', () => {
    const dips = every(15 * SECOND, 100, (at) => (at === 5 * MINUTE ? 900 : 899))
    expect(firingAt(play([rule], dips))[0]).toBe(5 * MINUTE + 15 * SECOND + 10 * MINUTE)
  })

  test('what equals the bound is not below it', () => {
    expect(
      firingAt(
        play(
          [{ ...rule, for: 0 }],
          every(15 * SECOND, 5, () => 900),
        ),
      ),
    ).toEqual([])
  })

  test.for(['<', '<=', '>', '>=', '==', '!='] as const)('no number is never %s anything', (op) => {
    const expr: Condition = {
      kind: 'compare',
      left: { kind: 'metric', name: 'vigie_outbox_depth' },
      op,
      right: 1,
    }
    expect(
      firingAt(
        play(
          [{ ...RULE, expr }],
          every(MINUTE, 5, () => NaN),
        ),
      ),
    ).toEqual([])
    expect(firingAt(play([{ ...RULE, expr }], [factsAt(0, [])]))).toEqual([])
  })

  test('five minutes without a judgement are bridged, more begin anew', () => {
    const seen = (...minutes: number[]) => minutes.map((at) => factsAt(at * MINUTE, [sample(1)]))
    expect(firingAt(play([rule], seen(0, 5, 10)))).toEqual([10 * MINUTE])
    expect(firingAt(play([rule], seen(0, 6, 11, 15, 16)))).toEqual([16 * MINUTE])
  })

  test('a source that does not answer ends nothing that fires, however long; Prometheus would', () => {
    const silent = (at: number) => factsAt(at, [], { failed: ['outbox'] })
    const lives = play(
      [{ ...RULE }],
      [factsAt(0, [sample(1)]), silent(MINUTE), silent(2 * HOUR), factsAt(3 * HOUR, [sample(1000)])],
    )
    expect(lives.map(({ firing }) => firing)).toEqual([true, true, true, false])
    expect(newsOf(lives)).toEqual(['0 s firing', `${3 * 3600} s resolved`])
  })

  test('a source that does not answer for five minutes lets what waits go on waiting, then forgets it', () => {
    const silent = (at: number) => factsAt(at, [], { failed: ['outbox'] })
    const short = play(
      [{ ...rule, for: 240 }],
      [factsAt(0, [sample(1)]), silent(2 * MINUTE), silent(4 * MINUTE)],
    )
    expect(firingAt(short)).toEqual([4 * MINUTE])
    const long = play(
      [rule],
      [factsAt(0, [sample(1)]), ...[3, 5, 6, 10, 11].map((at) => silent(at * MINUTE))],
    )
    expect(long.map(({ pending }) => pending)).toEqual([true, true, true, false, false, false])
    expect(firingAt(long)).toEqual([])
  })

  test('what is gone while its source answers has ended at once', () => {
    expect(firingAt(play([RULE], [factsAt(0, [sample(1)]), factsAt(MINUTE, [])]))).toEqual([0])
  })

  test('keepFiringFor counts from the first time that it does not hold', () => {
    const lives = play(
      [{ ...RULE, keepFiringFor: 120 }],
      every(MINUTE, 8, (at) => (at <= 2 * MINUTE ? 1 : 1000)),
    )
    expect(firingAt(lives)).toEqual([0, 1, 2, 3, 4].map((at) => at * MINUTE))
  })

  test('whatever the samples: it fires exactly when all of the last `for` was seen to hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 10 }),
        (holds, steps) => {
          const lives = play(
            [{ ...RULE, for: steps * 15 }],
            holds.map((one, at) => factsAt(at * 15 * SECOND, [sample(one ? 1 : 1000)])),
          )
          const expected = holds.map(
            (_, at) => at >= steps && holds.slice(at - steps, at + 1).every((one) => one),
          )
          expect(lives.map(({ firing }) => firing)).toEqual(expected)
        },
      ),
    )
  })
})

describe('counters over a span', () => {
  const NAME = 'vigie_checks_total'
  const grew = (right: number, window = 3600): Condition => ({
    kind: 'compare',
    left: { kind: 'increase', name: NAME, window },
    op: '>',
    right,
  })
  const counted = (...values: (number | null)[]) =>
    values.map((value, at) => factsAt(at * MINUTE, value === null ? [] : [sample(value, {}, NAME)]))

  test('a series that appears has grown from 0; increase() of Prometheus misses it', () => {
    expect(firingAt(play([{ ...RULE, expr: grew(4) }], counted(null, 5)))).toEqual([MINUTE])
  })

  test('what a counter held before anybody looked is no growth', () => {
    expect(firingAt(play([{ ...RULE, expr: grew(0) }], counted(5000, 5000, 5000)))).toEqual([])
  })

  test('a fall is no growth, what comes after it is; increase() of Prometheus takes 40 → 3 for 3', () => {
    expect(firingAt(play([{ ...RULE, expr: grew(0) }], counted(40, 3, 3)))).toEqual([])
    expect(firingAt(play([{ ...RULE, expr: grew(1) }], counted(40, 3, 5)))).toEqual([2 * MINUTE])
  })

  test('a source that answers in part neither falls nor grows', () => {
    const [first, second, third] = counted(100, 10, 101)
    const all = [first, second === undefined ? undefined : { ...second, failed: ['lanes' as const] }, third]
    const facts = all.filter((one) => one !== undefined)
    expect(firingAt(play([{ ...RULE, expr: grew(1) }], facts))).toEqual([])
    expect(firingAt(play([{ ...RULE, expr: grew(0) }], facts))).toEqual([2 * MINUTE])
  })

  test('growth leaves the window with time', () => {
    const facts = [0, 7, ...Array.from({ length: 12 }, () => 7)].map((value, at) =>
      factsAt(at * MINUTE, [sample(value, {}, NAME)]),
    )
    const lives = play([{ ...RULE, expr: grew(6, 300) }], facts)
    expect(firingAt(lives)).toEqual([1, 2, 3, 4, 5].map((at) => at * MINUTE))
  })

  test('a rate is the growth by second', () => {
    const expr: Condition = {
      kind: 'compare',
      left: { kind: 'rate', name: NAME, window: 60 },
      op: '==',
      right: 2,
    }
    expect(firingAt(play([{ ...RULE, expr }], counted(0, 120)))).toEqual([MINUTE])
  })

  test('whatever a counter does, its growth is the sum of its rises, and its memory stays small', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 400 }), (values) => {
        const rises = values.reduce(
          (sum, value, at) => sum + Math.max(0, value - (values[at - 1] ?? value)),
          0,
        )
        const rule = { ...RULE, expr: grew(-1, 86_400) }
        let state = NEW_STATE
        let seen = -1
        values.forEach((value, at) => {
          const [judged] = judgeRules([{ rule, state }], factsAt(at * MINUTE, [sample(value, {}, NAME)]))
          state = judged?.state ?? NEW_STATE
          seen = judged?.elements[0]?.value ?? NaN
        })
        const kept = Object.values(state.history.series).map(({ points }) => points.length)
        expect(Math.max(...kept)).toBeLessThanOrEqual(256)
        // What is cut off for room can only make it less.
        expect(seen).toBeLessThanOrEqual(rises)
        if (values.length < 256) expect(seen).toBe(rises)
      }),
      { numRuns: 30, examples: [[Array.from({ length: 400 }, (_, at) => (at % 2) * 50)]] },
    )
  })
})

describe('messages', () => {
  const rule: Rule = {
    ...RULE,
    expr: { kind: 'compare', left: { kind: 'metric', name: 'vigie_outbox_depth' }, op: '>=', right: 1 },
  }
  test('a group waits, then tells in its rhythm what is new and what is over, and repeats on its ticks', () => {
    // Alertmanager with 1 s, 3 s and 7 s: A1 after 1 s, A2 (posted at 5 s) at the tick of 7 s, repeats every 9 s.
    const own: Rule = { ...rule, groupWait: 1, groupInterval: 3, repeat: 7 }
    const facts = Array.from({ length: 32 }, (_, at) =>
      factsAt(at * SECOND, at >= 30 ? [] : named('a1', ...(at >= 5 ? ['a2'] : []))),
    )
    expect(timed(play([own], facts))).toEqual([
      '1 firing a1',
      '7 firing a1+a2',
      '16 repeated a1+a2',
      '25 repeated a1+a2',
      '31 resolved',
    ])
  })

  test('things of different groups do not share a message', () => {
    const lives = play([{ ...rule, group: ['host'] }], [factsAt(0, named('a1', 'a2', 'b1'))])
    expect(timed(lives)).toEqual(['0 firing a1+a2', '0 firing b1'])
  })

  test('repeat holds across an end and a new beginning: the difference to Alertmanager', () => {
    const own: Rule = { ...rule, repeat: 3600 }
    const facts = [0, 1, 2, 3, 60, 61].map((minute) =>
      factsAt(minute * MINUTE, minute === 1 || minute === 3 ? [] : named('a1')),
    )
    // On at 0, off at 1 (said), on at 2 and off at 3 (not said), on at 60 (an hour after the first word: said).
    expect(timed(play([own], facts))).toEqual(['0 firing a1', '60 resolved', '3600 firing a1'])
  })

  test('what still fires when its repeat has passed is said then', () => {
    const own: Rule = { ...rule, repeat: 600 }
    const facts = Array.from({ length: 15 }, (_, minute) =>
      factsAt(minute * MINUTE, minute === 1 ? [] : named('a1')),
    )
    expect(timed(play([own], facts))).toEqual(['0 firing a1', '60 resolved', '600 firing a1'])
  })

  test('the end is not said when the rule says not to, nor of what was never told', () => {
    const quiet = play([{ ...rule, resolved: false }], [factsAt(0, named('a1')), factsAt(MINUTE, [])])
    expect(timed(quiet)).toEqual(['0 firing a1'])
    const short = play(
      [{ ...rule, groupWait: 120 }],
      [factsAt(0, named('a1')), factsAt(MINUTE, []), factsAt(HOUR, [])],
    )
    expect(timed(short)).toEqual([])
  })

  test('a rule is silent while the one that inhibits it fires for the same thing, and speaks after it', () => {
    const loud: Rule = {
      ...rule,
      id: 'loud',
      expr: {
        ...rule.expr,
        kind: 'compare',
        left: { kind: 'metric', name: 'vigie_host_stopped' },
        op: '>=',
        right: 1,
      },
    }
    const soft: Rule = { ...rule, id: 'soft', inhibitedBy: [{ rule: 'loud', equal: ['host'] }] }
    const stopped = sample(1, { host: 'a' }, 'vigie_host_stopped')
    const facts = [factsAt(0, [stopped, ...named('a1', 'b1')]), factsAt(MINUTE, named('a1', 'b1'))]
    const news = play([loud, soft], facts).map(({ news: all }) => all.map(said))
    expect(news).toEqual([
      ['firing ', 'firing b1'],
      ['resolved ', 'firing a1+b1'],
    ])
  })

  test('a rule is silenced only where all the labels are equal, one that neither has included', () => {
    const loud: Rule = { ...rule, id: 'loud' }
    const soft = (equal: string[]): Rule => ({ ...rule, id: 'soft', inhibitedBy: [{ rule: 'loud', equal }] })
    const told = (equal: string[], here: Counter[], there: Counter[]) =>
      play(
        [
          { ...loud, expr: has('vigie_blind_seconds') },
          { ...soft(equal), expr: has('vigie_outbox_depth') },
        ],
        [factsAt(0, [...here, ...there])],
      ).flatMap(({ news }) => news.map(said))
    const blind = [sample(1, { watch: 'x', host: 'a' }, 'vigie_blind_seconds')]
    expect(told(['watch', 'host'], blind, named('a1'))).toEqual(['firing x', 'firing a1'])
    expect(told(['host'], blind, named('a1'))).toEqual(['firing x'])
    expect(told(['host', 'channel'], blind, named('a1'))).toEqual(['firing x'])
  })

  test('a host is not called blind beside the alert that its watch is', () => {
    const [blind] = SHIPPED_RULES
    if (blind === undefined) throw new Error('no rules')
    const stored: Rule = { ...blind, for: 0, name: 'blind', createdAt: 0, updatedAt: 0 }
    const own = afterBlindAlert(stored, 15 * MINUTE)
    expect(own.inhibitedBy[0]?.rule).toBe(BLIND_ALERT)
    const facts = Array.from({ length: 20 }, (_, minute) =>
      factsAt(minute * MINUTE, [], {
        watches: [blindWatch('told', minute >= 15), blindWatch('untold', false)],
      }),
    )
    const news = play([own], facts).flatMap(({ at, news: all }) =>
      all.flatMap(({ firing }) => firing.map(({ labels }) => `${at / MINUTE} ${labels['host']}`)),
    )
    expect(news).toEqual(['16 untold'])
  })

  test('whatever fires and ends: no thing is said to fire twice within repeat, no end without a beginning', () => {
    fc.assert(
      fc.property(
        fc.array(fc.subarray(['a1', 'a2', 'b1']), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 5 }),
        (steps, repeat, groupWait) => {
          // Each thing alone, so that no other's message names it again.
          const own: Rule = { ...rule, repeat, groupWait, group: ['watch'] }
          const facts = steps.map((names, at) => factsAt(at * SECOND, named(...names)))
          const last = new Map<string, number>()
          const open = new Set<string>()
          for (const { at, news } of play([own], facts))
            for (const { status, firing, resolved } of news) {
              for (const { labels } of resolved) {
                expect(open.delete(labelKey(labels))).toBe(true)
              }
              if (status === 'resolved') continue
              for (const { labels } of firing) {
                const key = labelKey(labels)
                expect(at - (last.get(key) ?? -Infinity)).toBeGreaterThanOrEqual(repeat * SECOND)
                last.set(key, at)
                open.add(key)
              }
            }
        },
      ),
    )
  })

  test('judged only when something is seen or its next moment has come, a rule says the same at the same time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.subarray(['a1', 'a2', 'b1']), { minLength: 1, maxLength: 60 }),
        fc.record({
          for: fc.integer({ min: 0, max: 4 }),
          keepFiringFor: fc.integer({ min: 0, max: 3 }),
          groupWait: fc.integer({ min: 0, max: 5 }),
          groupInterval: fc.integer({ min: 1, max: 4 }),
          repeat: fc.integer({ min: 4, max: 20 }),
        }),
        (steps, times) => {
          const own: Rule = { ...rule, ...times, group: ['host'] }
          // What is seen changes at every fifth second; time passes in between.
          const facts = steps.flatMap((names, at) =>
            Array.from({ length: 5 }, (_, more) => factsAt((at * 5 + more) * SECOND, named(...names))),
          )
          const lazily: string[] = []
          let [state, nextAt] = [NEW_STATE, 0]
          for (const one of facts) {
            if (one.at % (5 * SECOND) !== 0 && one.at < nextAt) continue
            const [judged] = judgeRules([{ rule: own, state }], one)
            if (judged === undefined) throw new Error('not judged')
            state = judged.state
            nextAt = nextMoment(own, state, one.at)
            lazily.push(...judged.news.map((news) => `${one.at / SECOND} ${said(news)}`.trim()))
          }
          expect(lazily).toEqual(timed(play([own], facts)))
        },
      ),
      {
        // Back after its repeat, between two ticks of a group that another thing keeps.
        examples: [
          [
            [['a1', 'a2'], ['a2'], ['a1', 'a2']],
            { for: 0, keepFiringFor: 0, groupWait: 0, groupInterval: 4, repeat: 6 },
          ],
        ],
      },
    )
  })

  test('what fires for long is always told in the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 5 }),
        (noise, repeat, groupWait) => {
          const steps = [...noise, ...Array.from({ length: repeat + groupWait + 3 }, () => true)]
          const lives = play(
            [{ ...rule, repeat, groupWait }],
            steps.map((on, at) => factsAt(at * SECOND, on ? named('a1') : [])),
          )
          const all = lives.flatMap(({ news }) => news.map(({ status }) => status))
          expect(all.at(-1)).not.toBe('resolved')
          expect(all.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('conditions put together', () => {
  test('and keeps the first part’s things that all others hold for, by the labels asked for', () => {
    const facts = factsAt(0, [
      sample(1, { host: 'a' }, 'vigie_host_stopped'),
      sample(1, { host: 'b' }, 'vigie_host_stopped'),
      sample(9, { host: 'a', watch: 'w' }, 'vigie_blind_seconds'),
    ])
    const all = [has('vigie_blind_seconds'), has('vigie_host_stopped')]
    expect(elements({ kind: 'and', all }, facts)).toEqual([])
    expect(elements({ kind: 'and', all, on: ['host'] }, facts)).toEqual([
      { labels: { host: 'a', watch: 'w' }, value: 9 },
    ])
    const any = [has('vigie_host_stopped', ['b']), has('vigie_host_stopped')]
    expect(elements({ kind: 'or', any }, facts)?.map(({ labels }) => labels['host'])).toEqual(['b', 'a'])
  })

  test('absent holds for what is not there, and not while nobody answers', () => {
    const expr: Condition = { kind: 'absent', name: 'vigie_outbox_depth' }
    expect(elements(expr, factsAt(0, []))).toEqual([{ labels: {}, value: 1 }])
    expect(elements(expr, factsAt(0, [sample(NaN)]))).toEqual([])
    expect(elements(expr, factsAt(0, [], { failed: ['outbox'] }))).toEqual([])
  })

  test('verdicts are counted over all, by host, and as a share', () => {
    const facts = factsAt(0, [], {
      watches: watches(['w1', 'a', 'available'], ['w2', 'a', 'unknown'], ['w3', 'b', 'unknown']),
    })
    expect(elements(counts('count'), facts)).toEqual([{ labels: {}, value: 2 }])
    expect(elements(counts('share', ['host']), facts)).toEqual([
      { labels: { host: 'a' }, value: 0.5 },
      { labels: { host: 'b' }, value: 1 },
    ])
    expect(elements(counts('count'), factsAt(0, []))).toEqual([{ labels: {}, value: 0 }])
    expect(elements(counts('share'), factsAt(0, []))).toEqual([])
    const refused: Condition = {
      kind: 'compare',
      left: { kind: 'verdict', states: ['unknown'], reasons: ['blocked'] },
      op: '==',
      right: 1,
    }
    expect(elements(refused, facts)).toEqual([])
  })

  test('a sum over hosts that did not all answer is no number', () => {
    const expr: Condition = {
      kind: 'compare',
      left: { kind: 'sum', of: { kind: 'metric', name: 'vigie_host_budget_ratio' } },
      op: '<',
      right: 1,
    }
    const samples = [
      sample(0.2, { host: 'a' }, 'vigie_host_budget_ratio'),
      sample(3, {}, 'vigie_host_calls_today'),
    ]
    const partial = factsAt(0, samples, { failed: ['lanes'] })
    expect(elements(expr, factsAt(0, samples))).toHaveLength(1)
    expect(elements(expr, partial)).toEqual([])
    // What was added up over hosts already is none either; what stands by host is as good as ever.
    expect(elements(has('vigie_host_calls_today'), factsAt(0, samples))).toHaveLength(1)
    expect(elements(has('vigie_host_calls_today'), partial)).toEqual([])
    expect(elements(has('vigie_host_budget_ratio'), partial)).toHaveLength(1)
  })
})

describe('checking a rule', () => {
  const draft = { ...RULE, id: 'a' }
  const paths = (changes: Partial<Rule>, others: Pick<Rule, 'id' | 'inhibitedBy'>[] = []) =>
    checkRule({ ...draft, ...changes }, others).map(({ path }) => path)

  test('every fault is named by its field', () => {
    expect(paths({})).toEqual([])
    expect(
      paths({ expr: { kind: 'compare', left: { kind: 'metric', name: 'nope' }, op: '<', right: 1 } }),
    ).toEqual(['expr.left.name'])
    expect(
      paths({
        expr: {
          kind: 'compare',
          left: { kind: 'rate', name: 'vigie_outbox_depth', window: 60 },
          op: '<',
          right: 1,
        },
      }),
    ).toEqual(['expr.left.name'])
    const match = [{ label: 'hots', op: '=', value: 'a' }] as const
    expect(
      paths({
        expr: { kind: 'or', any: [draft.expr, { kind: 'absent', name: 'vigie_host_stopped', match }] },
      }),
    ).toEqual(['expr.any.1.match.0.label'])
    const inherited: Condition = { kind: 'absent', name: 'constructor', match }
    expect(paths({ expr: inherited })).toEqual(['expr.name'])
    expect(paths({ group: ['host'] })).toEqual(['group.0'])
    expect(paths({ repeat: 1, groupInterval: 2 })).toEqual(['repeat'])
  })

  test('rules do not silence themselves, each other or what is not there', () => {
    expect(paths({ inhibitedBy: silencedBy('a') })).toEqual(['inhibitedBy.0.rule'])
    expect(paths({ inhibitedBy: silencedBy('gone') })).toEqual(['inhibitedBy.0.rule'])
    const others = [
      { id: 'b', inhibitedBy: silencedBy('c') },
      { id: 'c', inhibitedBy: silencedBy('a') },
      { id: 'd', inhibitedBy: silencedBy('b') },
    ]
    expect(paths({ inhibitedBy: silencedBy('b') }, others)).toEqual(['inhibitedBy.0.rule'])
    expect(paths({ id: 'x', inhibitedBy: silencedBy('d') }, others)).toEqual([])
    expect(paths({ inhibitedBy: silencedBy(BLIND_ALERT) })).toEqual([])
  })

  test('the rules that Vigie comes with are in order and go to the operator', () => {
    const all = SHIPPED_RULES.map((one) => Object.assign({ name: one.id, createdAt: 0, updatedAt: 0 }, one))
    for (const rule of all) {
      expect(
        checkRule(
          rule,
          all.filter(({ id }) => id !== rule.id),
        ),
      ).toEqual([])
      expect(rule).toMatchObject({ enabled: true, shipped: true })
    }
    expect(METRICS.has('vigie_host_stopped')).toBe(true)
  })
})
