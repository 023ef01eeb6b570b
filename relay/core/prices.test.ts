import { expect, test } from 'vitest'

import { PRICES, PRICE_SOURCES, billOf, browserCost } from './prices.ts'

const DAY = 86_400_000
const MONTH = { looks: 43_200, activeMs: 30 * DAY, browserMinutes: 43_200, ranMs: 30 * DAY, hosts: 1 }
const costOf = (use: typeof MONTH, thing: string) => billOf(use).find((line) => line.thing === thing)?.cost

test('one browser that never rests costs what Cloudflare’s own example computes', () => {
  // 720 h less the 10 that are included, at 0.09.
  expect(costOf(MONTH, 'browser')).toBe(63.9)
  expect(browserCost(720 * 60)).toBe(63.9)
  // Half an hour is rounded up, less is rounded down.
  expect(browserCost(10 * 60 + 29)).toBe(0)
  expect(browserCost(10 * 60 + 30)).toBe(0.09)
})

test('a small relay pays the plan and the browser, a large one for its looks, too', () => {
  const small = billOf(MONTH)
  expect(small.filter(({ cost }) => cost > 0).map(({ thing }) => thing)).toEqual(['plan', 'browser'])
  const large = { ...MONTH, looks: 43_200_000, activeMs: 43_200_000 * 800, browserMinutes: 0, hosts: 20 }
  expect(costOf(large, 'objectTime')).toBeCloseTo(50.3, 0)
  expect(costOf(large, 'objectRows')).toBeCloseTo((43.2 * 16 - 50) * 1, 0)
  expect(billOf({ ...MONTH, looks: 0, activeMs: 0, browserMinutes: 0 })[0]).toMatchObject({
    thing: 'plan',
    cost: 5,
  })
})

test('each price says where it was read', () => {
  for (const thing of Object.keys(PRICES))
    expect(Object.entries(PRICE_SOURCES).find(([name]) => name === thing)?.[1]).toMatch(
      /^https:\/\/developers\.cloudflare\.com\//,
    )
})
