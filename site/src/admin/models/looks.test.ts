import { expect, test } from 'vitest'

import { LooksModel, isLast, newestLook, stepIn } from './looks.ts'

const frame = (n: number, step: string, more = {}) =>
  JSON.stringify({ type: 'step', step: { n, at: n, lookId: 'c1', watchId: 'om', step, ...more } })

test('steps stand in their order, each once, whatever the feed repeats', () => {
  const looks = new LooksModel()
  for (const text of [frame(2, 'started'), frame(1, 'queued'), frame(2, 'started'), frame(3, 'recorded')]) {
    const step = stepIn(text)
    if (step !== null) looks.hear(step)
  }
  const look = newestLook(looks.looks.value, 'om')
  expect(look?.steps.map(({ step }) => step)).toEqual(['queued', 'started', 'recorded'])
  expect(look?.steps.map(isLast)).toEqual([false, false, true])
  expect(newestLook(looks.looks.value, 'other')).toBeNull()
})

test('of several looks at a watch the newest is shown, and old ones are let go', () => {
  const looks = new LooksModel()
  for (let n = 1; n <= 60; n += 1) {
    const step = stepIn(frame(n, 'started', { lookId: `c${n}` }))
    if (step !== null) looks.hear(step)
  }
  expect(newestLook(looks.looks.value, 'om')?.lookId).toBe('c60')
  expect(looks.looks.value.size).toBe(40)
})

test.each(['ping', '{', '{"type":"step"}', '{"type":"step","step":{"n":"1"}}', '{"type":"log"}', 7])(
  '%s is no step',
  (text) => {
    expect(stepIn(text)).toBeNull()
  },
)
