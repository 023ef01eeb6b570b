import type { Lookout, Watched } from './lookout.ts'
import type { Device } from './devices.ts'

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'

import { makeKey, pairDevice, reportOf, SEAT } from './devices.ts'
import { refusal, startPage } from './door-kit.ts'
import { eventually } from './harness.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

/** What people's browsers report: what is taken, what is refused, and what a report sets going. */

const start = () => startLookout({ office: { by: 'static' } })
const nothing = { state: 'none', proof: 'siblings' } as const
const outcomes = async (device: Device, ...reports: ReturnType<typeof reportOf>[]) =>
  (await device.report(...reports)).map(({ outcome, why }) =>
    why === undefined ? outcome : `${outcome} ${why}`,
  )
const seats = ({ telegram }: Lookout) => telegram.messages.filter(({ text }) => /places? PMR/.test(text))

async function audit({ admin }: Lookout): Promise<string[]> {
  const { lines }: { lines: { who: string; what: string; why: string | null }[] } = await (
    await admin.fetch('/api/reporters/audit')
  ).json()
  return lines.map(({ who, what, why }) => [who, what, why ?? ''].join(' ').trim())
}

async function lineOf({ admin }: Lookout, { id }: Device): Promise<Record<string, unknown> | undefined> {
  const { reporters }: { reporters: Record<string, unknown>[] } = await (
    await admin.fetch('/api/reporters')
  ).json()
  return reporters.find((one) => one['id'] === id)
}

/** A watch that the relay has looked at once, and a browser that reports about it. */
async function scene(): Promise<{ lookout: Lookout; watch: Watched; device: Device }> {
  const lookout = await start()
  const watch = await watchMatch(lookout)
  return { lookout, watch, device: await pairDevice(lookout.relay.url, lookout.admin) }
}

test('a report has the relay look at once; what it sees too is told to everybody, and the browser is believed', async () => {
  const { lookout, watch, device } = await scene()
  expect((await watch.read()).verdict.state).toBe('none')
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  // Nobody but the browser asks for a look: the watch's own is an hour away.
  expect(await outcomes(device, reportOf(watch.id))).toEqual(['confirming'])
  const message = await lookout.telegram.waitFor(({ text }) => text.includes('2 places PMR'))
  expect(message.text).toContain('par le navigateur du relais')
  await eventually(async () => (await lineOf(lookout, device))?.['confirmed'] === 1, 'the confirmation')
  expect(await lineOf(lookout, device)).toMatchObject({ taken: 1, contradicted: 0, standing: 'good' })
  expect((await audit(lookout)).slice(0, 2)).toEqual(['relay confirmed', 'relay checking'])
  // Who says what is known already earns nothing by it; another seat is looked for at once.
  const later = await pairDevice(lookout.relay.url, lookout.admin, { owner: 'Late' })
  const { checks } = await watch.read()
  expect(await outcomes(later, reportOf(watch.id))).toEqual(['confirmed'])
  await eventually(async () => (await watch.read()).checks > checks, 'a look for the other seat')
  expect(await lineOf(lookout, later)).toMatchObject({ confirmed: 0, standing: 'new' })
  expect(seats(lookout)).toHaveLength(1)
  const metrics = await (await lookout.admin.fetch('/metrics')).text()
  expect(metrics).toContain('vigie_reporters{state="active"} 2')
  expect(metrics).toContain('vigie_reports_total{outcome="confirming"} 1')
})

test('what the relay proves not to be there is contradicted: nobody is told, and the browser is not believed for days', async () => {
  const { lookout, watch, device } = await scene()
  const other = await watchMatch(lookout, { url: lookout.office.matches[1]?.url, name: 'Another' })
  expect(await outcomes(device, reportOf(watch.id))).toEqual(['confirming'])
  await eventually(async () => (await lineOf(lookout, device))?.['contradicted'] === 1, 'the contradiction')
  expect(await lineOf(lookout, device)).toMatchObject({ score: -3, standing: 'doubted' })
  expect((await watch.read()).reported).toBeUndefined()
  // It is answered as ever, and does not learn that nothing comes of what it says.
  const looks = (await other.read()).checks
  expect(await outcomes(device, reportOf(other.id))).toEqual(['confirming'])
  await eventually(async () => (await audit(lookout))[0] === 'relay shadowed', 'the note of it')
  expect((await other.look()).checks).toBe(looks + 1)
  expect(lookout.telegram.messages.filter(({ text }) => text.includes('PMR'))).toEqual([])
})

test('what is no news, of nobody’s business or too much is refused with its reason, and changes nothing', async () => {
  const { lookout, watch, device } = await scene()
  const checks = (await watch.read()).checks
  const now = Date.now()
  const late = reportOf(watch.id, { at: now - 601_000 })
  expect(await outcomes(device, late)).toEqual(['refused late'])
  expect(await outcomes(device, reportOf(watch.id, { at: now + 60_000 }))).toEqual(['refused ahead'])
  expect(await outcomes(device, reportOf(randomUUID()))).toEqual(['refused unknown-watch'])
  const once = reportOf(watch.id, { verdict: nothing })
  expect(await outcomes(device, once, once)).toEqual(['noted', 'duplicate'])
  expect(await outcomes(device, reportOf(watch.id, { verdict: nothing }))).toEqual(['refused too-often'])
  // Seats that it did not sign so, now.
  const seen = { body: { reports: [reportOf(watch.id)] } }
  const [key, time] = [await makeKey(), Date.now() - 310_000]
  for (const [forged, why] of [
    [{ signed: { body: JSON.stringify({ reports: [once] }) } }, '401 wrong-signature'],
    [{ key }, '401 wrong-signature'],
    [{ time }, '401 clock'],
    [{ device: randomUUID() }, '401 unknown-device'],
  ] as const)
    expect(await refusal(await device.call('/api/observations', { ...seen, ...forged }))).toBe(why)
  expect(await lineOf(lookout, device)).toMatchObject({ taken: 1 })
  expect(await watch.read()).not.toHaveProperty('reported')
  expect(await watch.read()).toMatchObject({ checks, verdict: { state: 'none' } })
  expect((await watch.read()).reporters).toHaveLength(1)
  const body = (change: object) =>
    device.call('/api/observations', { body: { reports: [{ ...once, ...change }] } })
  for (const change of [
    { id: 'x' },
    { at: -1 },
    { watchId: '../x' },
    { verdict: { state: 'maybe' } },
    { verdict: { ...SEAT, prints: ['not a print'] } },
    { verdict: { ...SEAT, prints: Array.from({ length: 21 }, () => '0'.repeat(16)) } },
    { verdict: { state: 'none' } },
    { verdict: { ...SEAT, offers: [{ name: 'words of the page' }] } },
    { evidence: 'x' },
    { url: 'https://a.example/' },
    { rung: 'telepathy' },
    { version: 'x'.repeat(21) },
  ])
    expect([change, await refusal(await body(change))]).toEqual([change, '400 invalid'])
  const many = Array.from({ length: 21 }, () => reportOf(watch.id))
  expect(await refusal(await device.call('/api/observations', { body: { reports: many } }))).toBe(
    '400 invalid',
  )
})

test('many who see a seat in the same instant are all heard, and everybody is told once; one browser is one, however loud', async () => {
  const { lookout, watch, device } = await scene()
  const crowd = await Promise.all(
    Array.from({ length: 11 }, (_, index) =>
      pairDevice(lookout.relay.url, lookout.admin, { owner: `Fan ${index}`, address: `203.0.${index}.7` }),
    ),
  )
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  const said = await Promise.all([
    ...crowd.map((one) => outcomes(one, reportOf(watch.id))),
    ...Array.from({ length: 6 }, () => outcomes(device, reportOf(watch.id))),
  ])
  expect(said.flat().filter((one) => one.startsWith('confirm'))).toHaveLength(12)
  await lookout.telegram.waitFor(({ text }) => text.includes('2 places PMR'))
  await eventually(async () => (await watch.read()).verdict.state === 'available', 'the seats')
  expect(seats(lookout)).toHaveLength(1)
  const errors = await (await lookout.admin.fetch('/api/logs?level=error')).json()
  expect(errors).toMatchObject({ total: 0 })
})

test('a browser’s clock may be minutes off: what counts is how long ago it was', async () => {
  const { watch, device } = await scene()
  const [time, report] = [Date.now() - 240_000, reportOf(watch.id, { at: Date.now() - 240_000 - 500 })]
  const answer = await device.call('/api/observations', { time, body: { reports: [report] } })
  expect(await answer.json()).toMatchObject({ results: [{ outcome: 'confirming' }] })
})

test('reports that waited for a connection are taken in the order in which things were seen, and answered in theirs', async () => {
  const { watch, device } = await scene()
  const [seat, before] = [
    reportOf(watch.id, { at: Date.now() - 1000 }),
    reportOf(watch.id, { at: Date.now() - 2000, verdict: nothing }),
  ]
  const results = await device.report(seat, before)
  expect(results).toEqual([
    { id: seat.id, outcome: 'confirming' },
    { id: before.id, outcome: 'noted' },
  ])
})

test('a report of a while ago, which no look can answer any more, keeps no look from the next one', async () => {
  const { lookout, watch, device } = await scene()
  const { checks } = await watch.read()
  const old = reportOf(watch.id, { at: Date.now() - 120_000 })
  expect(await outcomes(device, old)).toEqual(['confirming'])
  await eventually(async () => (await watch.read()).checks > checks, 'a look')
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  const other = await pairDevice(lookout.relay.url, lookout.admin, { owner: 'Bruno' })
  expect(await outcomes(other, reportOf(watch.id))).toEqual(['confirming'])
  await lookout.telegram.waitFor(({ text }) => text.includes('2 places PMR'))
})

test('a device says so much an hour and no more; a flood of nothing takes no place from a seat', async () => {
  const page = await startPage()
  const lookout = await startLookout({ browser: false, hosts: [page.host] })
  const ids: string[] = []
  for (let index = 0; index < 31; index += 1) {
    const body = JSON.stringify({ name: `m${index}`, url: `${page.url}/?m=${index}`, checkSeconds: 3600 })
    const added = await lookout.admin.fetch('/api/watches', { method: 'POST', body })
    const { id }: { id: string } = await added.json()
    ids.push(id)
  }
  const device = await pairDevice(lookout.relay.url, lookout.admin)
  const quiet = ids.map((id) => reportOf(id, { verdict: nothing }))
  const said = [
    ...(await outcomes(device, ...quiet.slice(0, 16))),
    ...(await outcomes(device, ...quiet.slice(16))),
  ]
  expect(said.filter((one) => one === 'noted')).toHaveLength(20)
  expect(said.filter((one) => one === 'refused too-many')).toHaveLength(11)
  const loud = ids.map((id) => reportOf(id))
  const told = [
    ...(await outcomes(device, ...loud.slice(0, 16))),
    ...(await outcomes(device, ...loud.slice(16))),
  ]
  expect(told.filter((one) => one === 'confirming')).toHaveLength(10)
  expect(told.filter((one) => one === 'refused too-many')).toHaveLength(21)
  expect((await audit(lookout)).filter((line) => line === 'relay refused too-many')).toHaveLength(1)
  await page.stop()
})

test('the operator’s switches: a watch, a device', async () => {
  const { lookout, watch, device } = await scene()
  const { admin } = lookout
  const hear = (heard: boolean) =>
    admin.fetch(`/api/watches/${watch.id}/reports`, { method: 'PUT', body: JSON.stringify({ heard }) })
  expect((await hear(false)).status).toBe(200)
  expect(await (await admin.fetch('/api/reporters')).json()).toMatchObject({ unheard: [watch.id] })
  expect(await outcomes(device, reportOf(watch.id))).toEqual(['refused switched-off'])
  expect((await hear(true)).status).toBe(200)

  // One switch for all, also for watches that are added while it is off.
  const hearAll = (heard: boolean) =>
    admin.fetch('/api/reporters/heard', { method: 'PUT', body: JSON.stringify({ heard }) })
  expect((await hearAll(false)).status).toBe(200)
  expect(await (await admin.fetch('/api/reporters')).json()).toMatchObject({ unheard: [], heard: false })
  expect(await outcomes(device, reportOf(watch.id))).toEqual(['refused switched-off'])
  expect((await hearAll(true)).status).toBe(200)

  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 1 })
  const change = (body: object) =>
    admin.fetch(`/api/reporters/${device.id}`, { method: 'PATCH', body: JSON.stringify(body) })
  expect((await change({ muted: true })).status).toBe(200)
  // Answered as ever.
  expect(await outcomes(device, reportOf(watch.id))).toEqual(['confirming'])
  expect((await device.call('/api/reporters/me', { method: 'GET' })).status).toBe(200)
  expect(await audit(lookout)).toEqual([
    'relay shadowed',
    'operator muted Jeanne',
    'operator all-heard',
    'operator all-unheard',
    'operator heard',
    'relay refused switched-off',
    'operator unheard',
    'operator paired Jeanne',
  ])
  expect((await watch.read()).reported).toBeUndefined()
  expect(seats(lookout)).toEqual([])
  expect((await admin.fetch(`/api/reporters/${device.id}`, { method: 'DELETE' })).status).toBe(200)
  const revoked = await device.call('/api/observations', { body: { reports: [reportOf(watch.id)] } })
  expect(await refusal(revoked)).toBe('401 revoked-device')
})
