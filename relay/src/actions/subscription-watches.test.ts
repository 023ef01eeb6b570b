import type { Subscriber } from '#core/subscriber.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { FIRST_CHOICES } from '#core/subscriber.ts'
import { expect, test } from 'vitest'

import { openTables } from '../../test/sqlite-d1.ts'
import { removeWatch } from '../store/watch-list.ts'
import { insertWatches } from '../store/watches.ts'
import { keepRemoved, unknownWatch } from './subscription-watches.ts'

const watchOf = (id: string): Watch => ({
  id,
  kind: 'seats',
  name: id,
  url: `https://a.example/${id}`,
  host: 'a.example',
  target: {},
  checkSeconds: 60,
  public: id !== 'hidden',
  createdAt: 1,
  updatedAt: 1,
})

const chose = (watches: Subscriber['watches'], always: readonly string[] = []) =>
  // oxlint-disable-next-line no-unsafe-type-assertion
  ({ ...FIRST_CHOICES, watches, always, role: 'reader' }) as Subscriber

test('who chooses while a watch is deleted follows it still, should it come back', async () => {
  const { db } = openTables()
  await insertWatches(db, ['here', 'gone', 'hidden', 'other'].map(watchOf))
  for (const id of ['gone', 'hidden', 'other']) await removeWatch(db, id, 1000)
  // oxlint-disable-next-line no-unsafe-type-assertion
  const context = { env: { DB: db }, now: () => 2000 } as Context
  const before = chose(['gone'], ['gone'])
  expect(await keepRemoved(context, before, { watches: ['here'], always: [] })).toEqual({
    watches: ['here', 'gone'],
    always: ['gone'],
  })
  expect(await keepRemoved(context, chose('all'), { watches: ['here'] })).toEqual({
    watches: ['here', 'other', 'gone'],
  })
  expect(await keepRemoved(context, before, { watches: [] })).toEqual({ watches: ['gone'] })
  expect(await keepRemoved(context, chose(['here', 'gone']), { watches: [] })).toEqual({ watches: [] })
  expect(await keepRemoved(context, chose('all'), { watches: [] })).toEqual({ watches: [] })
  expect(await keepRemoved(context, before, { watches: 'all' })).toEqual({ watches: 'all' })
  expect(await unknownWatch(context, ['here', 'gone', 'never'])).toBe(2)
})
