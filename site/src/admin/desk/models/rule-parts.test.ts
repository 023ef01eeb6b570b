import { expect, test } from 'vitest'

import { NEW_PART, joinParts, labelsFor, metricsFor, pathOf, toCondition } from './rule-parts.ts'

const METRICS = [
  { name: 'vigie_storage_ratio', counter: false, labels: ['store'] },
  { name: 'vigie_checks_total', counter: true, labels: ['state'] },
]

test('each subject makes its condition, of what it has a use for', () => {
  const part = { ...NEW_PART, metric: 'vigie_checks_total', right: '2,5', byHost: true, op: '<' } as const
  expect(toCondition(part)).toEqual({
    kind: 'compare',
    left: { kind: 'verdict', states: ['unknown'] },
    op: '==',
    right: 1,
  })
  expect(toCondition({ ...part, subject: 'share', right: '50', label: 'host', value: 'a.fr' })).toEqual({
    kind: 'compare',
    left: {
      kind: 'share',
      states: ['unknown'],
      by: ['host'],
      match: [{ label: 'host', op: '=', value: 'a.fr' }],
    },
    op: '<',
    right: 0.5,
  })
  expect(toCondition({ ...part, subject: 'increase' })).toEqual({
    kind: 'compare',
    left: { kind: 'increase', name: 'vigie_checks_total', window: 600 },
    op: '<',
    right: 2.5,
  })
  expect(
    toCondition({ ...part, subject: 'metric', metric: 'vigie_storage_ratio', right: '80' }),
  ).toMatchObject({
    left: { kind: 'metric', name: 'vigie_storage_ratio' },
    right: 0.8,
  })
  expect(toCondition({ ...part, subject: 'absent', right: '' })).toEqual({
    kind: 'absent',
    name: 'vigie_checks_total',
  })
})

test('what is not complete makes none, and keeps the whole from being one', () => {
  expect(toCondition({ ...NEW_PART, states: [] })).toBeNull()
  expect(toCondition({ ...NEW_PART, subject: 'metric' })).toBeNull()
  expect(toCondition({ ...NEW_PART, subject: 'count', right: 'beaucoup' })).toBeNull()
  expect(toCondition({ ...NEW_PART, subject: 'rate', metric: 'x', window: '' })).toBeNull()
  expect(joinParts([NEW_PART, { ...NEW_PART, states: [] }], 'or')).toBeNull()
  expect(joinParts([NEW_PART], 'and')).toEqual(toCondition(NEW_PART))
  expect(joinParts([NEW_PART, NEW_PART], 'and')).toMatchObject({ kind: 'and', all: [{}, {}] })
  expect(joinParts([NEW_PART, NEW_PART], 'or')).toMatchObject({ kind: 'or', any: [{}, {}] })
})

test('only counters grow; labels are those of what is measured; a part is found where the relay names it', () => {
  const growth = { ...NEW_PART, subject: 'rate' } as const
  expect(metricsFor(growth, METRICS).map(({ name }) => name)).toEqual(['vigie_checks_total'])
  expect(metricsFor(NEW_PART, METRICS)).toEqual(METRICS)
  expect(labelsFor(NEW_PART, METRICS)).toEqual(['watch', 'host'])
  expect(labelsFor({ ...growth, metric: 'vigie_checks_total' }, METRICS)).toEqual(['state'])
  expect(labelsFor({ ...growth, metric: 'gone' }, METRICS)).toEqual([])
  expect([pathOf(0, 1, 'or'), pathOf(1, 2, 'or'), pathOf(1, 3, 'and')]).toEqual([
    'expr',
    'expr.any.1',
    'expr.all.1',
  ])
})
