import type { Environment } from '../../../environment.ts'

import { expect, test } from 'vitest'

import { makeShelf } from './remote.ts'

type Row = { id: number; state: string }

const quiet = () => () => {}

/** A page's environment in which only the story asks. */
const env: Environment = {
  now: () => 0,
  random: () => 0,
  readStatus: () => Promise.resolve({ ok: false, problem: { kind: 'unreachable' } }),
  openFeed: quiet,
  after: quiet,
  isOnline: () => true,
  onWake: quiet,
  recall: () => null,
  remember: () => {},
  countVisit: () => {},
  keepForOffline: () => {},
}

/** Rows of a relay, newest first, three a page. */
async function stage(all: Row[]) {
  const Shelf = makeShelf<Row>()
  const shelf = new Shelf(env, {
    keyOf: ({ id }) => String(id),
    read(after) {
      const from = after === null ? 0 : all.findIndex(({ id }) => id < Number(after))
      const rows = all.slice(from, from + 3).map((row) => structuredClone(row))
      const last = rows.at(-1)
      const next =
        last === undefined || last === all.at(-1) || from + 3 >= all.length ? null : String(last.id)
      return Promise.resolve({ ok: true, value: { rows, next } })
    },
  })
  await shelf.sync()
  await Promise.resolve()
  const rows = () => {
    const state = shelf.state.value
    return state.kind === 'shown' ? state.value.rows : []
  }
  return { shelf, rows, ids: () => rows().map(({ id }) => id) }
}

const rowsFrom = (most: number): Row[] =>
  Array.from({ length: most }, (_, n) => ({ id: most - n, state: 'a' }))

test('what is new on top pushes nothing out of the middle, what is gone leaves, and what did not change is the same', async () => {
  const all = rowsFrom(9)
  const { shelf, rows, ids } = await stage(all)
  await shelf.more()
  expect(ids()).toEqual([9, 8, 7, 6, 5, 4])
  const before = rows()
  all.unshift({ id: 10, state: 'a' })
  await shelf.sync()
  expect(ids()).toEqual([10, 9, 8, 7, 6, 5, 4])
  expect(rows()[1]).toBe(before[0])
  all.splice(1, 1, { id: 9, state: 'b' })
  all.splice(2, 1)
  await shelf.sync()
  expect(ids()).toEqual([10, 9, 7, 6, 5, 4])
  expect(rows()[1]).not.toBe(before[0])
  await shelf.more()
  await shelf.more()
  expect(ids()).toEqual([10, 9, 7, 6, 5, 4, 3, 2, 1])
})

test('where a page is all new the list begins anew instead of hiding what lies between', async () => {
  const all = rowsFrom(9)
  const { shelf, ids } = await stage(all)
  await shelf.more()
  all.unshift(...[14, 13, 12, 11, 10].map((id) => ({ id, state: 'a' })))
  await shelf.sync()
  expect(ids()).toEqual([14, 13, 12])
  await shelf.more()
  expect(ids()).toEqual([14, 13, 12, 11, 10, 9])
})
