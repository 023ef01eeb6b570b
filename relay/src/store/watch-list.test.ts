import type { Watch } from '#core/watch.ts'

import { newState } from '#core/new-state.ts'
import { advance } from '#core/state.ts'
import { beforeEach, expect, test } from 'vitest'

import { openTables } from '../../test/sqlite-d1.ts'
import { readState, writeState } from './states.ts'
import {
  forgetRemoved,
  pauseWatches,
  placeWatch,
  pruneRemoved,
  removeWatch,
  restoreWatch,
  resumeWatches,
} from './watch-list.ts'
import { insertWatches, listWatches, removedWatches } from './watches.ts'

/** Rules of the list, on the SQLite that D1 is made of. Times are counted from 1000. */

let { sql, db } = openTables()

const watchOf = (id: string): Watch => ({
  id,
  kind: 'seats',
  name: id,
  url: `https://a.example/${id}`,
  host: 'a.example',
  target: {},
  checkSeconds: 60,
  public: true,
  createdAt: 1,
  updatedAt: 1,
})

const order = async () => (await listWatches(db)).map(({ id }) => id).join('')

beforeEach(async () => {
  ;({ sql, db } = openTables())
  await insertWatches(db, [watchOf('a'), watchOf('b'), watchOf('c')])
})

test.each([
  ['c', 'a', 'cab'],
  ['a', 'c', 'bac'],
  ['b', null, 'acb'],
  ['b', 'gone', 'abc'],
  ['gone', 'a', 'abc'],
])('%s before %s', async (id, before, wanted) => {
  await placeWatch(db, id, before)
  expect(await order()).toBe(wanted)
})

test('what was deleted comes back at its place until its time is over, and only where there is no other', async () => {
  expect(await removeWatch(db, 'b', 1000)).toBe(true)
  expect(await removeWatch(db, 'b', 1001)).toBe(false)
  expect(await order()).toBe('ac')
  expect((await removedWatches(db, 1000)).map(({ watch }) => watch.id)).toEqual(['b'])
  expect(await removedWatches(db, 1001)).toEqual([])
  expect(await restoreWatch(db, 'b', { at: 1100, since: 1001 })).toBe('gone')
  expect(await restoreWatch(db, 'b', { at: 1100, since: 1000 })).toBe('restored')
  expect(await order()).toBe('abc')
  await removeWatch(db, 'b', 1200)
  await insertWatches(db, [{ ...watchOf('d'), url: 'https://a.example/b' }])
  expect(await restoreWatch(db, 'b', { at: 1300, since: 0 })).toBe('duplicate')
  await pruneRemoved(db, 1200).run()
  expect(await removedWatches(db, 0)).toHaveLength(1)
  await pruneRemoved(db, 1201).run()
  expect(await removedWatches(db, 0)).toEqual([])
})

test('of what was deleted only the last hundred are kept, and one can be forgotten at once', async () => {
  const many = Array.from({ length: 102 }, (_, index) => watchOf(`n${index}`))
  await insertWatches(db, many)
  for (const [index, { id }] of many.entries()) await removeWatch(db, id, 1000 + index)
  const kept = (await removedWatches(db, 0)).map(({ watch }) => watch.id)
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([100, 'n101', 'n2'])
  await forgetRemoved(db, 'a')
  await forgetRemoved(db, 'n2')
  expect(await removedWatches(db, 0)).toHaveLength(99)
  expect(await order()).toBe('abc')
})

const blind = () => sql.prepare('SELECT watch_id, began_at, ended_at, reason FROM blindness').all()

test('a pause counts as blindness, as long as it lasts, over a deletion and back', async () => {
  expect(await pauseWatches(db, ['a'], 1000)).toEqual(['a'])
  expect((await pauseWatches(db, null, 1010)).toSorted()).toEqual(['b', 'c'])
  expect(await pauseWatches(db, null, 1020)).toEqual([])
  expect(await resumeWatches(db, ['b'], 1100)).toEqual(['b'])
  await removeWatch(db, 'a', 1200)
  await restoreWatch(db, 'a', { at: 1300, since: 0 })
  expect(blind()).toMatchObject([
    { watch_id: 'a', began_at: 1000, ended_at: 1200, reason: 'paused' },
    { watch_id: 'a', began_at: 1300, ended_at: null },
    { watch_id: 'b', began_at: 1010, ended_at: 1100 },
    { watch_id: 'c', began_at: 1010, ended_at: null },
  ])
  expect((await listWatches(db)).map(({ id, pausedAt }) => [id, pausedAt])).toEqual([
    ['a', 1000],
    ['b', undefined],
    ['c', 1010],
  ])
})

const HOUR = 3_600_000
const LIMITS = { blindMs: HOUR / 4, freshMs: 180_000, cadenceMs: 60_000 }
const look = { reporter: 'relay', kind: 'relay-fetch', releaseId: 'r' } as const
const wall = { state: 'unknown', reason: 'captcha' } as const

test.each([
  [
    'a pause',
    async () => {
      await pauseWatches(db, ['a'], 2000)
      await resumeWatches(db, ['a'], HOUR)
    },
  ],
  [
    'a deletion',
    async () => {
      await removeWatch(db, 'a', 2000)
      await restoreWatch(db, 'a', { at: HOUR, since: 0 })
      // Who asks twice does not put the beginning off.
      await restoreWatch(db, 'a', { at: HOUR + 9, since: 0 })
    },
  ],
])(
  'nobody was blind in %s: the time without sight begins after it, and what was seen is old',
  async (_, gone) => {
    const none = { state: 'none', proof: { anchor: '', kind: 'sold-out', detail: '' } } as const
    const { state: seen } = advance(newState('a'), { ...look, verdict: none, at: 1000 }, LIMITS)
    await db.batch(writeState(db, seen, 1))
    await gone()
    const back = await readState(db, 'a')
    expect(back).toMatchObject({
      verdict: { state: 'unknown', reason: 'stale' },
      blind: { since: HOUR, told: false },
    })
    expect(blind().at(-1)).toMatchObject({ watch_id: 'a', began_at: HOUR, ended_at: null, reason: 'stale' })
    const first = advance(back, { ...look, verdict: wall, at: HOUR + 5000 }, LIMITS)
    expect(first.events).toEqual([])
    const late = advance(first.state, { ...look, verdict: wall, at: HOUR + LIMITS.blindMs }, LIMITS)
    expect(late.events).toMatchObject([{ type: 'blind-told', since: HOUR }])
  },
)
