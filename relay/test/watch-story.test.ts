import type { WatchStory } from '../src/client.ts'
import type { Lookout } from './lookout.ts'

import { expect, test } from 'vitest'

import { pairDevice, reportOf } from './devices.ts'
import { eventually } from './eventually.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

/** How one watch went, what comes next, and who said what of it. */

async function read({ admin }: Lookout, id: string, query = ''): Promise<WatchStory> {
  const answer = await admin.fetch(`/api/watches/${id}/story${query}`)
  expect(answer.status).toBe(200)
  return await answer.json()
}

test('a watch tells what it saw over time, what its lane has in mind, and what everybody said', async () => {
  const lookout = await startLookout({ office: { by: 'static' } })
  const { office, relay, admin } = lookout
  const watch = await watchMatch(lookout)
  expect((await watch.read()).verdict.state).toBe('none')
  office.control({ action: 'mode', mode: 'queue' })
  await watch.lookUntil('unknown')
  const device = await pairDevice(relay.url, admin, { owner: '<b>Jeanne</b>' })
  await device.report(reportOf(watch.id, { verdict: { state: 'unknown', reason: 'login' }, rung: 'fetch' }))
  office.control({ action: 'mode', mode: 'normal' })
  office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  await watch.lookUntil('available')

  const story = await eventually(async () => {
    const now = await read(lookout, watch.id)
    return now.reports.length > 0 && now.words.length > 1 ? now : null
  }, 'the browser’s word')
  const { spans, openings, from, to } = story.history
  expect(spans.map(({ state }) => state)).toEqual(['unseen', 'none', 'unknown', 'available'])
  expect(spans[2]).toMatchObject({ reason: 'queue' })
  expect(to - from).toBe(24 * 3_600_000)
  for (const [index, span] of spans.slice(1).entries()) expect(span.from).toBe(spans[index]?.to)
  expect(openings).toEqual([{ from: spans[3]?.from, to: null }])

  const { outlook, checks, words, reports } = story
  expect(outlook?.dueAt).toBeGreaterThan(story.at)
  expect(outlook).toMatchObject({ restingUntil: null, strikes: 0, gapMs: 100, watchesOfHost: 1 })
  expect(outlook?.callsToday).toBeGreaterThan(2)
  expect(outlook?.patience.usualMs).toBeGreaterThan(0)
  expect(checks[0]).toMatchObject({ state: 'available', forced: true })
  expect(checks.at(-1)).toMatchObject({ state: 'none', forced: false })
  const jeanne = { owner: '<b>Jeanne</b>', label: 'Firefox du salon', state: 'active', own: false }
  expect(words.map(({ who, verdict }) => [who, verdict.state])).toEqual(
    expect.arrayContaining([
      [null, 'available'],
      [jeanne, 'unknown'],
    ]),
  )
  expect(reports[0]).toMatchObject({ who: jeanne, rung: 'fetch', verdict: { reason: 'login' } })

  const week = await read(lookout, watch.id, '?hours=999')
  expect(week.history.to - week.history.from).toBe(7 * 24 * 3_600_000)

  // Another page is another truth: between the change and its first look nobody saw it.
  const [, other] = office.matches
  const body = JSON.stringify({ url: other?.url })
  expect((await admin.fetch(`/api/watches/${watch.id}`, { method: 'PATCH', body })).status).toBe(200)
  const changed = await eventually(async () => {
    const now = await read(lookout, watch.id)
    return now.history.spans.at(-1)?.state === 'none' ? now : null
  }, 'a look at the new page')
  const [open, dark] = changed.history.spans.slice(-3)
  expect(open?.state).toBe('available')
  expect(dark).toMatchObject({ state: 'unknown', reason: 'stale' })
  office.control({ action: 'mode', mode: 'rate-limited', retryAfter: 600 })
  await watch.look()
  const resting = await read(lookout, watch.id)
  expect(resting.history.spans.at(-1)).toMatchObject({ state: 'unknown', reason: 'rate-limited' })
  expect(resting.outlook?.restingUntil).toBeGreaterThan(resting.at)

  expect((await fetch(`${relay.url}/api/watches/${watch.id}/story`)).status).toBe(401)
  expect((await admin.fetch('/api/watches/nobody/story')).status).toBe(404)
  expect((await admin.fetch(`/api/watches/${watch.id}/story?hours=-1`)).status).toBe(400)
})
