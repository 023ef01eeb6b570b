import { expect, test } from 'vitest'

import { eventually } from './harness.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

/** Cases 71 and 72 of VERDICTS.md 5.4 from the page to the phone. */

test('a relay that is blocked says so, with its blind time, and never that all is quiet (71)', async () => {
  const lookout = await startLookout({ env: { BLIND_MINUTES: '0.01', STILL_WATCHING_HOURS: '0.002' } })
  const { office, telegram } = lookout
  office.control({ action: 'mode', mode: 'blocked' })
  const watch = await watchMatch(lookout)
  const { verdict, blindSince } = await watch.read()
  expect(verdict).toMatchObject({ state: 'unknown', reason: 'blocked' })
  expect(blindSince).not.toBeNull()
  const heard = (part: string) => telegram.messages.filter(({ text }) => text.includes(part))
  await eventually(
    async () => (await watch.look()) && heard('Vigie ne voit plus').length > 0,
    'the word about blindness',
  )
  await eventually(() => heard('Toujours en veille').length > 0, 'the digest', 30_000)
  for (const { text } of heard('Toujours en veille')) {
    expect(text).toContain('aveugle')
    expect(text).not.toContain('vu tout du long')
  }
})

test('a seat that came and went while nobody looked is none now, and the gap is said (72)', async () => {
  const lookout = await startLookout()
  const { office, relay, telegram } = lookout
  const watch = await watchMatch(lookout, { checkSeconds: 10 })
  const before = await watch.lookUntil('none')
  const from = before.lastCheckAt ?? 0
  await relay.kill()
  office.control({ action: 'release', match: firstSlug(lookout), places: 1 })
  office.control({ action: 'take', match: firstSlug(lookout) })
  await eventually(() => Date.now() - from > 26_000, 'well more than the cadence', 40_000)
  await relay.restart()
  const after = await eventually(
    async () => {
      const now = await watch.read()
      return now.gap === undefined ? null : now
    },
    'the gap',
    30_000,
  )
  expect(after.verdict.state).toBe('none')
  expect(after.gap?.from).toBeGreaterThanOrEqual(from)
  expect((after.gap?.to ?? 0) - (after.gap?.from ?? 0)).toBeGreaterThan(25_000)
  expect(telegram.messages.filter(({ text }) => text.includes('Place'))).toEqual([])
})
