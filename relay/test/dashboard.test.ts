import type { Dashboard } from '#relay/client.ts'
import type { Lookout } from './lookout.ts'

import { expect, test } from 'vitest'

import { changeKept } from './kept.ts'
import { eventually } from './eventually.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

/** What the operator's dashboard is told, from real looks, a real browser and a real message. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const readDashboard = async ({ admin }: Pick<Lookout, 'admin'>, span = 'hour'): Promise<Dashboard> => {
  const answer = await admin.fetch(`/api/dashboard?span=${span}`)
  if (answer.status !== 200) throw new Error(`the dashboard: ${answer.status} ${await answer.text()}`)
  return await answer.json()
}
const total = ({ series }: Dashboard, name: 'available' | 'none' | 'unknown' | 'drawn' | 'awake') =>
  series.reduce((sum, step) => sum + step[name], 0)

test('when the month’s browser is used up, what only it sees is unknown, never none; all of it is on the dashboard', async () => {
  // Each page keeps its browser for three minutes: one page, and the cap is reached.
  const story = await startLookout({ env: { BROWSER_CAP_HOURS: '0.05' } })
  expect(await readDashboard(story)).toMatchObject({
    hosts: [],
    browser: { home: 'own', usedMinutes: 0, capMinutes: 3, usedUp: false },
    deliveries: { all: null },
  })
  story.office.control({ action: 'release', match: firstSlug(story), places: 2 })
  const watch = await watchMatch(story)
  expect((await watch.read()).verdict.state).toBe('available')
  const open = await eventually(async () => {
    const dashboard = await readDashboard(story)
    return dashboard.deliveries.all === null || dashboard.outbox.owed > 0 ? null : dashboard
  }, 'the delivery on the dashboard')
  expect([total(open, 'available'), total(open, 'drawn'), total(open, 'none')]).toEqual([1, 1, 0])
  expect(open.deliveries.channels).toMatchObject([{ channel: 'telegram', count: 1 }])
  expect(open.deliveries.all?.medianMs).toBe(open.deliveries.all?.p95Ms)
  expect(open.outbox).toEqual({ owed: 0, oldestOwedAt: null })
  expect(open.browser).toMatchObject({ usedMinutes: 3, usedUp: true, forecastMinutes: null })
  expect(open.hosts).toMatchObject([{ host: story.office.host, watches: 1, blind: 0, looks: 1 }])
  expect(open.hosts[0]?.callsToday).toBeGreaterThan(1)

  story.office.control({ action: 'take', match: firstSlug(story) })
  const { verdict } = await watch.look()
  expect(verdict).toMatchObject({ state: 'unknown', reason: 'needs-render' })
  expect((await watch.look()).verdict.state).toBe('unknown')
  const blind = await readDashboard(story)
  expect([total(blind, 'unknown'), total(blind, 'none')]).toEqual([2, 0])
  expect(blind.reasons).toEqual([{ reason: 'needs-render', count: 2 }])
  expect(blind.hosts).toMatchObject([{ blind: 1, reasons: [{ reason: 'needs-render' }] }])
  const log = await (await story.admin.fetch('/api/logs?level=warning')).text()
  expect(log.split('les 0.05 h de ce mois sont épuisées')).toHaveLength(2)
}, 120_000)

test('what was counted outlives the relay; each span shows it; nobody but the admin sees it', async () => {
  const story = await startLookout({ browser: false })
  const { relay } = story
  const watch = await watchMatch(story)
  await watch.look()
  const count = async () => {
    const dashboard = await readDashboard(story)
    return total(dashboard, 'unknown') + total(dashboard, 'none')
  }
  expect(await count()).toBe(2)
  await relay.kill()
  // Yesterday's and last week's figures, as the relay had left them.
  const now = Date.now()
  const hour = now - (now % HOUR) - 30 * HOUR
  await changeKept(relay.data, 'metrics_hours', (db) => {
    db.prepare(
      `INSERT INTO metrics_hours VALUES (?, 'old.example', 1, 20, 3, 9, 40000, 90000, '{"queue":3}')`,
    ).run(hour)
    db.prepare('INSERT INTO relay_hours VALUES (?, 60, 7, 90000, 600)').run(hour)
    db.prepare(
      `INSERT INTO settings (key, value) VALUES ('metrics_folded_until', ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    ).run(String(now - (now % HOUR)))
    db.prepare(`INSERT INTO visits (day, kind, count) VALUES (?, 'telegram-click', 4)`).run(
      new Date(now).toISOString().slice(0, 10),
    )
  })
  await relay.restart()
  expect(await count()).toBe(2)
  const week = await readDashboard(story, 'week')
  expect(week.series).toHaveLength(168)
  expect(total(week, 'none')).toBeGreaterThanOrEqual(20)
  expect(week.series.find(({ at }) => at === hour)).toMatchObject({ unknown: 3, awake: 60, owed: 7 })
  expect(week.reasons.find(({ reason }) => reason === 'queue')).toEqual({ reason: 'queue', count: 3 })
  const month = await readDashboard(story, 'month')
  expect(month.series).toHaveLength(120)
  expect(total(month, 'available')).toBe(1)
  expect(month.visits.days.at(-1)).toMatchObject({ clicks: 4 })
  expect(month.bill.lines.map(({ thing }) => thing)).toContain('browser')
  expect(month.bill.total).toBeGreaterThanOrEqual(5)
  if (new Date(hour).getUTCMonth() === new Date(now).getUTCMonth())
    expect(month.browser).toMatchObject({ usedMinutes: 600, home: 'none' })
  expect((await fetch(`${relay.url}/api/dashboard`)).status).toBe(401)
  expect((await story.admin.fetch('/api/dashboard?span=year')).status).toBe(400)
}, 120_000)
