import type { Condition } from '#core/rules.ts'

import { expect, test } from 'vitest'

import { leavesOf, withRights } from './conditions.ts'

const condition: Condition = {
  kind: 'and',
  all: [
    { kind: 'compare', left: { kind: 'share', states: ['unknown'], by: ['host'] }, op: '>=', right: 1 },
    {
      kind: 'or',
      any: [
        {
          kind: 'compare',
          left: { kind: 'increase', name: 'vigie_x_total', window: 600 },
          op: '>',
          right: 3,
        },
        { kind: 'absent', name: 'vigie_y' },
      ],
    },
  ],
}

test('every comparison is found where it stands, and only its number changes', () => {
  expect(leavesOf(condition)).toEqual([
    { path: '0', text: 'share(unknown) by (host) >=', right: 1 },
    { path: '1.0', text: 'increase(vigie_x_total[600s]) >', right: 3 },
    { path: '1.1', text: 'absent(vigie_y)', right: null },
  ])
  const changed = withRights(condition, new Map([['1.0', 9]]))
  expect(leavesOf(changed).map(({ right }) => right)).toEqual([1, 9, null])
  expect(withRights(changed, new Map([['1.0', 3]]))).toEqual(condition)
})

test('a condition of one comparison is its own leaf', () => {
  const single: Condition = { kind: 'compare', left: { kind: 'metric', name: 'm' }, op: '<', right: 0.5 }
  expect(leavesOf(single)).toEqual([{ path: '', text: 'm <', right: 0.5 }])
  expect(withRights(single, new Map([['', 2]]))).toEqual({ ...single, right: 2 })
})
