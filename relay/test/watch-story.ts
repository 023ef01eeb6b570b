import type { LookStep, StepFact } from '#core/look-step.ts'
import type { HistorySpan } from '#core/watch-history.ts'
import type { WatchStory } from '../src/client.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A day of a watch with openings, a wall and a pause, seen by the relay and by two people's browsers. */
export function watchStory(more: Partial<WatchStory> = {}): WatchStory {
  const at = Date.now()
  const from = at - 24 * HOUR
  const cuts: [number, 'unseen' | 'none' | 'available' | 'queue' | 'offline'][] = [
    [0, 'unseen'],
    [3, 'none'],
    [9, 'queue'],
    [11.5, 'none'],
    [15, 'available'],
    [15.4, 'none'],
    [19, 'offline'],
    [19.2, 'none'],
    [23.8, 'available'],
  ]
  const spans = cuts.map(([hour, what], index): HistorySpan => {
    const span = { from: from + hour * HOUR, to: from + (cuts[index + 1]?.[0] ?? 24) * HOUR }
    if (what === 'queue' || what === 'offline')
      return Object.assign(span, { state: 'unknown' as const, reason: what })
    return Object.assign(span, { state: what })
  })
  const jeanne = { owner: 'Jeanne', label: 'Firefox du salon', state: 'active' as const, own: false }
  const mine = { owner: 'Paul', label: 'Chrome du bureau', state: 'active' as const, own: true }
  return {
    at,
    history: {
      from,
      to: at,
      spans,
      openings: [
        { from: from + 15 * HOUR, to: from + 15.4 * HOUR },
        { from: from + 23.8 * HOUR, to: null },
      ],
    },
    outlook: {
      dueAt: at + 14_000,
      lookingSince: null,
      restingUntil: null,
      strikes: 0,
      gapMs: 500,
      callsToday: 1240,
      callsMost: 200_000,
      watchesOfHost: 3,
      patience: { usualMs: 2000, longAt: at - 40 * MINUTE, nextMs: 2000 },
    },
    checks: [
      {
        id: 'c3',
        at: at - 12 * MINUTE,
        reporter: 'relay-browser',
        state: 'available',
        reason: null,
        durationMs: 2400,
        forced: true,
      },
      {
        id: 'c2',
        at: at - 5 * HOUR,
        reporter: 'relay-fetch',
        state: 'unknown',
        reason: 'offline',
        durationMs: 12_000,
        forced: false,
      },
      {
        id: 'c1',
        at: at - 21 * HOUR,
        reporter: 'relay-browser',
        state: 'none',
        reason: null,
        durationMs: 6100,
        forced: false,
      },
    ],
    words: [
      {
        reporter: 'relay',
        who: null,
        kind: 'relay-browser',
        verdict: { state: 'none', proof: { anchor: '.offers', kind: 'siblings', detail: 'ADULTE × 2' } },
        at: at - 9000,
        sightedAt: at - 9000,
        unproven: false,
      },
      {
        reporter: 'r1',
        who: jeanne,
        kind: 'extension',
        verdict: { state: 'unknown', reason: 'queue' },
        at: at - 3 * MINUTE,
        sightedAt: at - 2 * HOUR,
        unproven: true,
      },
    ],
    reports: [
      {
        id: 'p1',
        reporterId: 'r2',
        who: mine,
        at: at - 12 * MINUTE,
        receivedAt: at - 12 * MINUTE,
        rung: 'page',
        verdict: { state: 'available', count: 2, prints: ['00112233445566ff'] },
        shadow: false,
        outcome: 'confirmed',
      },
      {
        id: 'p2',
        reporterId: 'r1',
        who: jeanne,
        at: at - 3 * MINUTE,
        receivedAt: at - 3 * MINUTE,
        rung: 'fetch',
        verdict: { state: 'unknown', reason: 'queue' },
        shadow: true,
        outcome: 'noted',
      },
    ],
    ...more,
  }
}

const FACTS: StepFact[] = [
  { step: 'queued', why: 'turn', until: null },
  { step: 'started' },
  { step: 'robots', allowed: true },
  { step: 'asked', way: 'sent' },
  { step: 'answered', way: 'sent', status: 200, failure: null },
  { step: 'read', way: 'sent', rows: 0, others: 3, proven: true },
  { step: 'opening' },
  { step: 'asked', way: 'drawn' },
  { step: 'answered', way: 'drawn', status: 200, failure: null },
  { step: 'settling' },
  { step: 'read', way: 'drawn', rows: 1, others: 3, proven: true },
  { step: 'judged', state: 'available', reason: null },
  { step: 'recorded', news: 'opened', owed: 12 },
]

/** A look from its queue to the messages that leave; a try when there is no watch. */
export function lookSteps(watchId: string | null): LookStep[] {
  const at = Date.now() - 6000
  return FACTS.map((fact, index) =>
    Object.assign({ n: index + 1, at: at + index * 470, lookId: 'look', watchId }, fact),
  )
}
