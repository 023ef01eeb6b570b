import { expect, test } from 'vitest'

import { indexOfKey, offsetsOf, piecesOf, rowAt } from './offsets.ts'

const ITEMS = [1, 2, 2.5, 7, 8].map((key) => ({ key }))
const offsets = offsetsOf(ITEMS, new Map([[2, 100]]), 10)

test('rows stand one below the other, measured or not yet', () => {
  expect([...offsets]).toEqual([0, 10, 110, 120, 130, 140])
})

test('a height finds its row, at every edge', () => {
  expect([-5, 0, 9, 10, 109, 110, 139, 140, 900].map((y) => rowAt(offsets, y))).toEqual([
    0, 0, 0, 1, 1, 2, 4, 4, 4,
  ])
  expect(rowAt(offsetsOf([], new Map(), 10), 5)).toBe(0)
})

test('a key finds its row, or the one that follows it', () => {
  expect([0, 1, 2.5, 3, 8, 9].map((key) => indexOfKey(ITEMS, key))).toEqual([0, 0, 2, 3, 4, 5])
})

test('what is not drawn is empty space, and the whole is as high as all rows', () => {
  expect(piecesOf(offsets, { from: 1, to: 3, further: -1 })).toEqual([
    { kind: 'space', at: 0, height: 10 },
    { kind: 'rows', from: 1, to: 3 },
    { kind: 'space', at: 3, height: 20 },
  ])
  expect(piecesOf(offsets, { from: 0, to: 2, further: 4 })).toEqual([
    { kind: 'rows', from: 0, to: 2 },
    { kind: 'space', at: 2, height: 20 },
    { kind: 'rows', from: 4, to: 5 },
  ])
  expect(piecesOf(offsets, { from: 3, to: 5, further: 0 })).toEqual([
    { kind: 'rows', from: 0, to: 1 },
    { kind: 'space', at: 1, height: 110 },
    { kind: 'rows', from: 3, to: 5 },
  ])
  expect(piecesOf(offsets, { from: 0, to: 5, further: 2 })).toEqual([{ kind: 'rows', from: 0, to: 5 }])
  expect(piecesOf(offsetsOf([], new Map(), 10), { from: 0, to: 0, further: -1 })).toEqual([])
})
