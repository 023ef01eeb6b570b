import type { RuleLine } from '../door.ts'

import { expect, test } from 'vitest'

import { RuleDraftModel } from './rule-draft.ts'

const RULE: RuleLine = {
  id: 'full',
  name: 'Boîte pleine',
  enabled: true,
  expr: { kind: 'compare', left: { kind: 'metric', name: 'vigie_outbox_depth' }, op: '>', right: 10 },
  for: 60,
  repeat: 3600,
  resolved: true,
  severity: 'warning',
  shipped: false,
  things: [],
  updatedAt: 1,
}

test('what nobody typed over follows the other operator', () => {
  const draft = new RuleDraftModel(RULE)
  draft.learn({ ...RULE, for: 120, updatedAt: 2 })
  expect(draft.theirs.value).toBeNull()
  expect(draft.toChange()).toMatchObject({ for: 120, updatedAt: 2 })
})

test('what was changed beside the form is no quarrel, and nothing typed is lost', () => {
  const draft = new RuleDraftModel(RULE)
  draft.type('repeat', '7200')
  draft.learn({ ...RULE, enabled: false, name: 'Pleine', updatedAt: 2 })
  expect(draft.theirs.value).toBeNull()
  expect(draft.toChange()).toMatchObject({ for: 60, repeat: 7200, updatedAt: 2 })
})

test('two who change the same rule: one’s own goes on top of theirs, or theirs is taken', () => {
  const newer = { ...RULE, for: 120, updatedAt: 2 }
  for (const whose of ['mine', 'theirs'] as const) {
    const draft = new RuleDraftModel(RULE)
    draft.type('right ', '20,5')
    draft.learn(newer)
    expect(draft.theirs.value).toBe(newer)
    draft.settle(whose)
    expect(draft.theirs.value).toBeNull()
    expect(draft.toChange()).toMatchObject(
      whose === 'mine'
        ? { for: 60, expr: { right: 20.5 }, updatedAt: 2 }
        : { for: 120, expr: { right: 10 }, updatedAt: 2 },
    )
  }
})

test('both wrote the same: there is nothing to choose', () => {
  const draft = new RuleDraftModel(RULE)
  draft.type('for', '120')
  draft.learn({ ...RULE, for: 120, updatedAt: 2 })
  expect(draft.theirs.value).toBeNull()
})

test('another condition has other numbers; what is no number is not sent', () => {
  const draft = new RuleDraftModel(RULE)
  draft.type('for', '90')
  const both = { kind: 'and' as const, all: [RULE.expr, RULE.expr] }
  draft.learn({ ...RULE, expr: both, updatedAt: 2 })
  draft.settle('mine')
  expect(draft.toChange()).toMatchObject({ for: 90, expr: { all: [{ right: 10 }, { right: 10 }] } })
  draft.type('right 0', 'beaucoup')
  expect(draft.toChange()).toBeNull()
})
