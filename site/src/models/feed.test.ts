import { expect, test } from 'vitest'

import { reconnectWaitMs } from './feed.ts'

test('waits grow from a second to half a minute, half of them by chance', () => {
  expect([0, 1, 2, 5, 6, 1000].map((attempt) => reconnectWaitMs(attempt, 1))).toEqual([
    1000, 2000, 4000, 30_000, 30_000, 30_000,
  ])
  expect(reconnectWaitMs(0, 0)).toBe(500)
})
