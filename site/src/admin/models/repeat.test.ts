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

test('what is asked for while a reading runs is done once the next one is', async () => {
  const { env, turn } = startClock()
  const reads: PromiseWithResolvers<boolean>[] = []
  const read = () => {
    const one = Promise.withResolvers<boolean>()
    reads.push(one)
    return one.promise
  }
  const end = async (index: number) => {
    reads[index]?.resolve(true)
    await turn(0)
    await turn(0)
  }
  const reader = new RepeatModel(env, { read, everyMs: 30_000 })
  reader.start()
  const done: string[] = []
  // Somebody has just saved: the reading under way may have begun before.
  void reader.sync().then(() => done.push('saved'))
  void reader.sync().then(() => done.push('moved'))
  await end(0)
  expect([done, reads.length]).toEqual([[], 2])
  await end(1)
  expect([done.toSorted(), reads.length]).toEqual([['moved', 'saved'], 2])

  void reader.sync()
  void reader.sync().then(() => done.push('left'))
  reader.stop()
  await turn(0)
  expect(done).toContain('left')
})

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
