import type { LogLine } from '#core/status.ts'

import { expect, test } from 'vitest'

import { cutAt, filterLines, levelsOf, withLevel } from './filter.ts'
import { makeLine, parseLogFrame } from './line.ts'

const line = (cursor: number, message: string, more: Partial<LogLine> = {}) =>
  makeLine({ cursor, at: 0, level: 'info', message, ...more })

const LINES = [
  line(1, 'Paris – Lyon : aucune place', { watchId: 'ol', facts: { host: 'a.example' } }),
  line(2, 'Paris – Lyon : la page répond 503', { level: 'error', watchId: 'ol', facts: { status: 503 } }),
  line(3, 'ÉVÉNEMENT : Vérification demandée', { level: 'warning' }),
]
const hostOf = ({ watchId }: LogLine) => (watchId === 'ol' ? 'a.example' : undefined)
const found = (filter: Parameters<typeof filterLines>[1]) =>
  filterLines(LINES, filter, hostOf).passing.map(({ cursor }) => cursor)

test('a search needs every word, and minds neither accents nor capitals', () => {
  expect(found({ text: 'verification evenement' })).toEqual([3])
  expect(found({ text: 'LYON 503' })).toEqual([2])
  expect(found({ text: 'status' })).toEqual([2])
  expect(found({ text: 'lyon marseille' })).toEqual([])
})

test('levels, watch and host go together, and the counts leave the levels out', () => {
  expect(found({ watch: 'ol', level: 'error,warning' })).toEqual([2])
  expect(found({ host: 'a.example' })).toEqual([1, 2])
  const { counts } = filterLines(LINES, { level: 'error', watch: 'ol' }, hostOf)
  expect(counts).toEqual({ success: 0, error: 1, warning: 0, info: 1 })
})

test('levels are switched one by one; the last one stays, and all is no filter', () => {
  expect(levelsOf({ level: 'nonsense' }).size).toBe(4)
  const noInfo = withLevel({ text: 'x' }, 'info', false)
  expect(noInfo).toEqual({ text: 'x', level: 'success,error,warning' })
  expect(withLevel(noInfo, 'info', true)).toEqual({ text: 'x' })
  expect(withLevel({ level: 'error' }, 'error', false)).toEqual({ level: 'error' })
})

test('what was found is cut out of the text as it is written', () => {
  expect(cutAt('Vérification de Vérone', ['ver', 'verif'])).toEqual([
    '',
    'Vérif',
    'ication de ',
    'Vér',
    'one',
  ])
  expect(cutAt('rien', [])).toEqual(['rien'])
  expect(cutAt('İstanbul', ['stan'])).toEqual(['İstanbul'])
})

const frame = (value: unknown) => JSON.stringify({ type: 'log', line: value })

test('only a log line of the feed is taken, and only what it may hold', () => {
  const good = {
    cursor: 4,
    at: 5,
    level: 'info',
    message: '<b>',
    watchId: 'w',
    facts: { a: 1, b: 'x', c: true },
  }
  expect(parseLogFrame(frame(good))).toEqual(good)
  expect(parseLogFrame(frame({ ...good, watchId: 7, facts: { a: { b: 1 } } }))).toEqual({
    cursor: 4,
    at: 5,
    level: 'info',
    message: '<b>',
    facts: {},
  })
  const bad: unknown[] = [
    frame({ ...good, level: 'loud' }),
    frame({ ...good, cursor: 1.5 }),
    frame({ ...good, message: 7 }),
    frame(null),
    '{"type":"log"',
    '{"type":"hello"}',
    'pong',
    null,
  ]
  expect(bad.map(parseLogFrame)).toEqual(bad.map(() => null))
})
