import type { Lookout, Watched } from './lookout.ts'
import type { Device } from './devices.ts'

import { expect, test } from 'vitest'

import { pairDevice, reportOf } from './devices.ts'
import { refusal } from './door-kit.ts'
import { eventually } from './harness.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

/** The relay stands before a wall: how far people's browsers are believed then. */

const ANNE = { owner: 'Anne', address: '203.0.113.7' }
const BRUNO = { owner: 'Bruno', address: '198.51.100.9' }

async function walled(): Promise<{ lookout: Lookout; watch: Watched }> {
  const lookout = await startLookout({ office: { by: 'static' } })
  lookout.office.control({ action: 'mode', mode: 'captcha' })
  const watch = await watchMatch(lookout)
  expect((await watch.read()).verdict).toMatchObject({ state: 'unknown', reason: 'captcha' })
  return { lookout, watch }
}

const join = ({ relay, admin }: Lookout, who: Parameters<typeof pairDevice>[2]) =>
  pairDevice(relay.url, admin, who)
const messages = ({ telegram }: Lookout) =>
  telegram.messages.filter(({ text }) => /^\d+ places? PMR|^Signalé/.test(text)).map(({ text }) => text)
const see = async (device: Device, watch: Watched, more: Parameters<typeof reportOf>[1] = {}) =>
  (await device.report(reportOf(watch.id, more)))[0]?.outcome

async function releases({ admin }: Lookout): Promise<Record<string, unknown>[]> {
  const { releases: list }: { releases: Record<string, unknown>[] } = await (
    await admin.fetch('/api/releases')
  ).json()
  return list
}

async function lineOf({ admin }: Lookout, { id }: Device): Promise<Record<string, unknown> | undefined> {
  const { reporters }: { reporters: Record<string, unknown>[] } = await (
    await admin.fetch('/api/reporters')
  ).json()
  return reporters.find((one) => one['id'] === id)
}

test('one browser alone is shown as something to look at, and nobody is told', async () => {
  const { lookout, watch } = await walled()
  const anne = await join(lookout, ANNE)
  const report = reportOf(watch.id)
  expect(await anne.report(report)).toMatchObject([{ outcome: 'confirming' }])
  const shown = await eventually(async () => {
    const now = await watch.read()
    return now.reported === undefined ? null : now
  }, 'what was reported')
  expect(shown).toMatchObject({ verdict: { state: 'unknown' }, reported: { devices: 1 }, openSince: null })
  expect(shown.reporters.map(({ kind }) => kind)).not.toContain('extension')
  // However often it says so again.
  for (let time = 0; time < 3; time += 1)
    expect(await anne.report(report)).toMatchObject([{ outcome: 'duplicate' }])
  const { logs }: { logs: { message: string }[] } = await (await lookout.admin.fetch('/api/logs')).json()
  expect(logs.filter(({ message }) => message.includes('signalé par un navigateur'))).toHaveLength(1)
  await watch.look()
  expect((await watch.read()).verdict.state).toBe('unknown')
  expect(messages(lookout)).toEqual([])
})

test('two browsers of two people on two networks stand for one eye, and everybody is told who saw it', async () => {
  const { lookout, watch } = await walled()
  const [anne, bruno] = [await join(lookout, ANNE), await join(lookout, BRUNO)]
  await see(anne, watch)
  await see(bruno, watch)
  const message = await lookout.telegram.waitFor(({ text }) => text.includes('PMR'))
  expect(message.text).toMatch(/^1 place PMR/)
  expect(message.text).toMatch(/Vu à \d\d:\d\d:\d\d par 2 navigateurs, il y a /)
  const open = await watch.read()
  expect(open).toMatchObject({ verdict: { state: 'available' }, releases: 1 })
  expect(open.reporters.filter(({ kind }) => kind === 'extension')).toHaveLength(2)
  expect(open.reported).toBeUndefined()
  expect(JSON.stringify(open)).not.toContain(anne.id)
  expect(await releases(lookout)).toMatchObject([{ openedBy: 'extension', closedAt: null }])

  // The wall falls: the relay sees the same seat in its own words, and nobody hears of it twice.
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 1 })
  lookout.office.control({ action: 'mode', mode: 'normal' })
  await watch.lookUntil('available')
  await eventually(async () => (await lineOf(lookout, anne))?.['confirmed'] === 1, 'the confirmation')
  expect(messages(lookout)).toHaveLength(1)
  expect(await releases(lookout)).toHaveLength(1)
})

test('many who see a seat in the same instant are one opening, told once, and each is once in the record', async () => {
  const { lookout, watch } = await walled()
  const crowd = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      join(lookout, { owner: `Fan ${index}`, address: `203.0.${index}.7` }),
    ),
  )
  await Promise.all(crowd.map((device) => see(device, watch)))
  await lookout.telegram.waitFor(({ text }) => text.includes('PMR'))
  expect(await releases(lookout)).toHaveLength(1)
  expect(messages(lookout)).toHaveLength(1)
  const record = await (await lookout.admin.fetch('/api/reporters/audit')).json()
  const { lines }: { lines: { what: string; reporterId: string }[] } = record
  const seconded = lines.filter(({ what }) => what === 'seconded').map(({ reporterId }) => reporterId)
  expect(seconded.toSorted()).toEqual(crowd.map(({ id }) => id).toSorted())
  const { logs }: { logs: { message: string }[] } = await (await lookout.admin.fetch('/api/logs')).json()
  const told = logs.filter(({ message }) => message.includes('de personnes différentes'))
  expect(told.length).toBeLessThanOrEqual(crowd.length - 1)
})

test('a site that asked to be left alone is one that the relay cannot see, whatever it saw there before', async () => {
  const lookout = await startLookout({ office: { by: 'static' } })
  const watch = await watchMatch(lookout)
  const url = lookout.office.matches[1]?.url
  const other = await watchMatch(lookout, { url, name: 'Another' })
  lookout.office.control({ action: 'mode', mode: 'rate-limited', retryAfter: 3600 })
  expect((await other.look()).verdict).toMatchObject({ state: 'unknown', reason: 'rate-limited' })
  expect((await watch.read()).verdict.state).toBe('none')
  await see(await join(lookout, ANNE), watch)
  await see(await join(lookout, BRUNO), watch)
  const message = await lookout.telegram.waitFor(({ text }) => text.includes('PMR'))
  expect(message.text).toContain('par 2 navigateurs')
})

test.each([
  ['one owner', { ...BRUNO, owner: 'anne ' }],
  ['one network', { ...BRUNO, address: '203.0.113.200' }],
])('%s is one voice, however many browsers; a second person makes it two', async (_what, second) => {
  const { lookout, watch } = await walled()
  const [one, two] = [await join(lookout, ANNE), await join(lookout, second)]
  await see(one, watch)
  await see(two, watch)
  await eventually(async () => (await watch.read()).reported?.devices === 2, 'two reports')
  await watch.look()
  expect((await watch.read()).verdict.state).toBe('unknown')
  expect(messages(lookout)).toEqual([])
  await see(await join(lookout, { owner: 'Chloé', address: '2001:db8:7::1' }), watch)
  await lookout.telegram.waitFor(({ text }) => text.includes('PMR'))
})

test('a browser that is set aside, or lost its right, is nobody’s second', async () => {
  const { lookout, watch } = await walled()
  const [anne, bruno] = [await join(lookout, ANNE), await join(lookout, BRUNO)]
  await see(anne, watch)
  const body = JSON.stringify({ muted: true })
  expect((await lookout.admin.fetch(`/api/reporters/${anne.id}`, { method: 'PATCH', body })).status).toBe(200)
  expect(await see(bruno, watch)).toBe('confirming')
  await eventually(async () => (await watch.read()).reported?.devices === 1, 'one report')
  // Unpaired in the middle of what it says.
  const chloe = await join(lookout, { owner: 'Chloé', address: '192.0.2.1' })
  const say = () => chloe.call('/api/observations', { body: { reports: [reportOf(watch.id)] } })
  const unpair = () => lookout.admin.fetch(`/api/reporters/${chloe.id}`, { method: 'DELETE' })
  await Promise.all([say(), say(), say(), unpair(), say(), say(), say()])
  expect((await watch.read()).reported?.devices).toBe(1)
  await watch.look()
  expect(messages(lookout)).toEqual([])
})

test('a browser that sees nothing closes and clears nothing, and is shown while the relay is blind', async () => {
  const { lookout, watch } = await walled()
  const [anne, bruno] = [await join(lookout, ANNE), await join(lookout, BRUNO)]
  const chloe = await join(lookout, { owner: 'Chloé', address: '192.0.2.1' })
  const verdict = { state: 'none', proof: 'siblings' } as const
  expect(await see(chloe, watch, { verdict })).toBe('noted')
  const blind = await eventually(async () => {
    const now = await watch.read()
    return now.reporters.length === 2 ? now : null
  }, 'the browser among those who looked')
  expect(blind).toMatchObject({ verdict: { state: 'unknown' }, blindSince: expect.any(Number) })
  await see(anne, watch)
  await see(bruno, watch)
  await lookout.telegram.waitFor(({ text }) => text.includes('PMR'))
  for (const person of [
    { owner: 'Dora', address: '192.0.2.200' },
    { owner: 'Emil', address: '198.18.0.1' },
  ])
    expect(await see(await join(lookout, person), watch, { verdict })).toBe('noted')
  await watch.look()
  expect((await watch.read()).verdict.state).toBe('available')
  expect(await releases(lookout)).toMatchObject([{ closedAt: null }])
})

test('what a browser of the operator’s own sees alone is told to the operator, softly, and to nobody else', async () => {
  const { lookout, watch } = await walled()
  const fan = lookout.telegram.person()
  await fan.says('/start')
  await fan.reads(/Vous suivez/)
  const own = await join(lookout, { ...ANNE, own: true })
  await see(own, watch)
  const message = await lookout.telegram.waitFor(({ text }) => text.startsWith('Signalé, à confirmer'))
  expect(message).toMatchObject({ chatId: lookout.telegram.chatId, silent: true })
  expect(message.text).toContain('par 1 navigateur')
  expect(messages(lookout)).toHaveLength(1)
  expect((await watch.read()).openSince).toBeNull()
})

test('a false alarm is counted whether a browser or a person in Telegram says so, and weighs on who raised it', async () => {
  const { lookout, watch } = await walled()
  const fan = lookout.telegram.person()
  await fan.says('/start')
  await fan.reads(/Vous suivez/)
  const [anne, bruno] = [await join(lookout, ANNE), await join(lookout, BRUNO)]
  const chloe = await join(lookout, { owner: 'Chloé', address: '192.0.2.1' })
  await see(anne, watch)
  await see(bruno, watch, { verdict: { state: 'available', count: 1, prints: ['f'.repeat(16)] } })
  await fan.reads(/^1 place PMR/)
  const call = (body: object) => chloe.call('/api/observations/false-alarm', { body })
  expect(await refusal(await call({ watchId: 'nobody' }))).toBe('404 unknown-release')
  expect((await call({ watchId: watch.id })).status).toBe(200)
  const [release] = await releases(lookout)
  expect((await call({ releaseId: release?.['id'] })).status).toBe(200)
  expect(await releases(lookout)).toMatchObject([{ outcomes: { 'false-alarm': 1 } }])
  // One owner is one voice, and one who is set aside has none.
  const again = await join(lookout, { owner: ' chloé', address: '192.0.2.1' })
  const dora = await join(lookout, { owner: 'Dora', address: '198.18.0.1' })
  const muted = await lookout.admin.fetch(`/api/reporters/${dora.id}`, {
    method: 'PATCH',
    body: JSON.stringify({ muted: true }),
  })
  expect(muted.status).toBe(200)
  for (const device of [again, dora]) {
    const answer = await device.call('/api/observations/false-alarm', { body: { watchId: watch.id } })
    expect(answer.status).toBe(200)
  }
  expect(await releases(lookout)).toMatchObject([{ outcomes: { 'false-alarm': 1 } }])
  expect(await lineOf(lookout, anne)).toMatchObject({ contradicted: 0 })

  await fan.presses(/^Fausse alerte$/)
  await eventually(async () => (await lineOf(lookout, anne))?.['contradicted'] === 1, 'the judgement')
  expect(await releases(lookout)).toMatchObject([{ outcomes: { 'false-alarm': 2 } }])
  expect(await lineOf(lookout, bruno)).toMatchObject({ contradicted: 1, standing: 'doubted' })
})

test('what was paired, reported and opened is there after a crash, and the same call is still refused', async () => {
  const { lookout, watch } = await walled()
  const [anne, bruno] = [await join(lookout, ANNE), await join(lookout, BRUNO)]
  const nonce = 'AAAAAAAAAAAAAAAAAAAAAA'
  const call = { nonce, body: { reports: [reportOf(watch.id)] } }
  expect((await anne.call('/api/observations', call)).status).toBe(200)
  await lookout.relay.kill()
  await lookout.relay.restart()
  expect(await refusal(await anne.call('/api/observations', call))).toBe('409 replayed')
  await see(bruno, watch)
  await lookout.telegram.waitFor(({ text }) => text.includes('par 2 navigateurs'))
})
