import { expect, test } from 'vitest'

import { differences, merged, usualChoice } from './conflict.ts'
import { NEW_DRAFT } from './draft.ts'

const base = { ...NEW_DRAFT, name: 'OM', url: 'https://a.example/', checkSeconds: '60' }
const mine = { ...base, name: 'OM – PSG', checkSeconds: '30', target: { ...base.target, places: '2' } }
const theirs = { ...base, name: 'Classique', public: false }
const conflict = { base, theirs }

test('what two changed, each in their way, is told field by field; a field that only one changed is theirs', () => {
  expect(differences(mine, conflict)).toEqual([
    { field: 'name', mine: 'OM – PSG', theirs: 'Classique', both: true },
    { field: 'checkSeconds', mine: '30', theirs: '60', both: false },
    { field: 'public', mine: 'true', theirs: 'false', both: false },
    { field: 'places', mine: '2', theirs: '', both: false },
  ])
  const usual = usualChoice(mine, conflict)
  expect([...usual]).toEqual(['public'])
  expect(merged(mine, theirs, usual)).toEqual({ ...mine, public: false })
  expect(merged(mine, theirs, new Set(['name', 'places']))).toEqual({
    ...mine,
    name: 'Classique',
    target: base.target,
  })
})

test('the same change twice is no difference', () => {
  expect(differences(theirs, conflict)).toEqual([])
})
