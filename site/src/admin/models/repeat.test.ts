import type { Environment } from '../../environment.ts'

import { expect, test } from 'vitest'

import { RepeatModel } from './repeat.ts'

/** A clock that is turned by hand. */
function startClock() {
  let now = 1_000_000
  let timers: { at: number; run: () => void }[] = []
  const env: Environment = {
    now: () => now,
    random: () => 0.5,
    readStatus: () => Promise.resolve({ ok: false, problem: { kind: 'unreachable' } }),
    openFeed: () => () => {},
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    isOnline: () => true,
    onWake: () => () => {},
    recall: () => null,
    remember: () => {},
    countVisit: () => {},
    keepForOffline: () => {},
  }
  const turn = async (ms: number) => {
    now += ms
    const due = timers.filter(({ at }) => at <= now)
    timers = timers.filter(({ at }) => at > now)
    for (const { run } of due) run()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { env, turn }
}

test('news without a pause do not put the reading off for ever', async () => {
  const { env, turn } = startClock()
  let reads = 0
  const read = () => {
    reads += 1
    return Promise.resolve(true)
  }
  const reader = new RepeatModel(env, { read, everyMs: 30_000 })
  reader.start()
  await turn(0)
  expect(reads).toBe(1)
  for (let n = 0; n < 40; n += 1) {
    reader.soon(250)
    await turn(50)
  }
  expect(reads).toBeGreaterThanOrEqual(3)
  const busy = reads
  await turn(250)
  await turn(29_000)
  expect(reads).toBeLessThanOrEqual(busy + 1)
  await turn(30_000)
  expect(reads).toBeGreaterThan(busy)
})
