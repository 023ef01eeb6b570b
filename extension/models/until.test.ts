import { expect, test } from 'vitest'

import { pauseUntil, readUntil, writeUntil } from './until.ts'

const at = (hour: number, minute = 0, day = 20) => new Date(2026, 10, day, hour, minute).getTime()

test.each([
  ['hour', at(14, 5), at(15, 5)],
  ['evening', at(14, 5), at(20)],
  ['evening', at(20), at(0, 0, 21)],
  ['evening', at(23, 30), at(0, 0, 21)],
  ['morning', at(14, 5), at(8, 0, 21)],
  ['morning', at(2), at(8)],
  ['morning', at(8), at(8, 0, 21)],
  ['resumed', at(14), null],
] as const)('%s, asked at %i, ends at %s', (choice, now, until) => {
  expect(pauseUntil(choice, now)).toBe(until)
})

test('a time that was written is read again, and one that has passed is none', () => {
  expect(readUntil(writeUntil(at(18, 30)), at(14))).toBe(at(18, 30))
  expect(readUntil(writeUntil(at(13)), at(14))).toBeNull()
  expect(readUntil('', at(14))).toBeNull()
  expect(readUntil('soon', at(14))).toBeNull()
})
