import { expect, test } from 'vitest'

import { diffFacts } from './audit.ts'

test('only what changed is told, JSON columns field by field', () => {
  const before = { name: 'OM', target: '{"places":2,"anchor":".a"}', check_seconds: 60, updated_at: 1 }
  const after = { name: 'OM', target: '{"places":4,"anchor":".a"}', check_seconds: 30, updated_at: 2 }
  expect(diffFacts(before, after)).toEqual([
    { field: 'target.places', before: '2', after: '4' },
    { field: 'check_seconds', before: '60', after: '30' },
  ])
  expect(diffFacts(null, { name: 'OM' })).toEqual([{ field: 'name', before: null, after: 'OM' }])
  expect(diffFacts({ name: 'OM' }, null)).toEqual([{ field: 'name', before: 'OM', after: null }])
  expect(diffFacts(null, null)).toEqual([])
})

test('what nobody may read is not told, and nothing is endless', () => {
  const [hash, name, secret] = diffFacts(
    null,
    {
      token_hash: 'abc',
      name: 'jeanne@example.org',
      text: 'the squirrel knows',
    },
    ['squirrel'],
  )
  expect(hash).toEqual({ field: 'token_hash', before: null, after: '•••' })
  expect(name?.after).toBe('[masqué]')
  expect(secret?.after).toBe('the [masqué] knows')
  const many = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`f${index}`, 'x'.repeat(9999)]))
  const told = diffFacts(null, many)
  expect(told).toHaveLength(30)
  expect(told[0]?.after).toHaveLength(300)
  expect(diffFacts({ odd: '{' }, { odd: '{]' })).toEqual([{ field: 'odd', before: '{', after: '{]' }])
})
