import type { TrailAlert } from '#core/alert-trail.ts'
import type { OwnAlert } from '#core/own-alert.ts'
import type { AlertEvent, Person } from '#core/person.ts'
import type { SubscriberLine, Subscription } from '#core/subscription.ts'
import type { FakeMail } from './channels/mail.ts'
import type { Lookout } from './lookout.ts'

import { createECDH, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { listen } from '../dev/free-port.ts'
import { startMail } from './channels/mail.ts'
import { refusal } from './door-kit.ts'
import { eventually } from './eventually.ts'
import { startLookout, watchMatch } from './lookout.ts'
import { GENERAL, offer, psgPage } from './psg-page.ts'

/** People subscribe by themselves, choose, take their data along and leave; the operator sees each alert's life. */

const SEAT = offer(
  'PMR',
  '<h3>Place PMR</h3><span class="price">45,00 €</span><a href="/fr/acheter/pmr">Réserver</a>',
)
const NAME = '=PSG – OM'

type Scene = { lookout: Lookout; mail: FakeMail; watchId: string; open: () => Promise<unknown> }

async function stage(env: Record<string, string> = {}): Promise<Scene> {
  let shown = [GENERAL]
  const server = createServer((request, response) => {
    const isMatch = request.url === '/match'
    response.writeHead(isMatch ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(isMatch ? psgPage({ offers: shown.join('') }) : '')
  })
  const host = `127.0.0.1:${await listen(server, 0)}`
  const mail = await startMail()
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await mail.close()
  })
  const lookout = await startLookout({
    env: {
      ALLOW_PRIVATE_HOSTS: host,
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MAIL_FROM: 'vigie@exemple.fr',
      ...env,
    },
  })
  const watch = await watchMatch(lookout, { name: NAME, url: `http://${host}/match` })
  const { id: watchId } = watch
  const open = async () => {
    shown = [GENERAL, SEAT]
    return await watch.look()
  }
  return { lookout, mail, watchId, open }
}

const send = (lookout: Lookout, method: string, path: string, body?: unknown) =>
  fetch(`${lookout.relay.url}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })

const textOf = (letter: FakeMail['letters'][number] | undefined) =>
  letter?.parts.map(({ content }) => content.toString()).join('\n') ?? ''

const tokenOf = (letter: FakeMail['letters'][number] | undefined) =>
  /\/(?:abonnement#|api\/unsubscribe\/)([\w-]{22})/.exec(textOf(letter))?.[1] ?? 'none'

const mailWish = (address: string) => ({ channel: 'email', address, locale: 'fr', watches: 'all' })

function browserKeys() {
  const ecdh = createECDH('prime256v1')
  return {
    p256dh: ecdh.generateKeys().toString('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
}

test('an e-mail address confirms itself, gets the alert with the way out, and is erased by one POST', async () => {
  const { lookout, mail, open } = await stage()
  const ways = await (await send(lookout, 'GET', '/api/ways')).json()
  expect(ways).toMatchObject({ webPush: true, email: true })
  for (const [path, type] of [
    ['/abonnement', 'text/html'],
    ['/push-worker.js', 'text/javascript'],
    ['/manifest.webmanifest', 'application/manifest+json'],
  ] as const) {
    const answer = await send(lookout, 'GET', path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)])
    await answer.body?.cancel()
  }

  const asked = await send(lookout, 'POST', '/api/subscriptions', mailWish(' Marie@Exemple.fr '))
  expect([asked.status, await asked.json()]).toEqual([201, { state: 'pending', token: null }])
  const [letter] = mail.letters
  expect(letter?.headers['to']).toContain('marie@exemple.fr')
  const token = tokenOf(letter)
  const mine = `/api/subscriptions/${token}`
  expect(await (await send(lookout, 'GET', mine)).json()).toMatchObject({
    channel: 'email',
    address: 'm…@exemple.fr',
    state: 'pending',
  })

  // Until it is confirmed nothing is sent there, and a link that is merely opened confirms nothing.
  await open()
  await lookout.telegram.waitFor(({ text }) => text.includes('PMR'))
  expect(mail.letters).toHaveLength(1)
  const confirmed: Subscription = await (await send(lookout, 'POST', `${mine}/confirm`)).json()
  expect(confirmed.state).toBe('active')

  // A stranger who asks again learns nothing and changes nothing.
  const again = await send(lookout, 'POST', '/api/subscriptions', {
    ...mailWish('marie@exemple.fr'),
    watches: [],
  })
  expect(await again.json()).toEqual({ state: 'pending', token: null })
  expect(mail.letters[1]?.headers['subject']).toContain('déjà')
  expect(await (await send(lookout, 'GET', mine)).json()).toMatchObject({ watches: 'all', state: 'active' })

  // Mailboxes are not filled by strangers.
  await send(lookout, 'POST', '/api/subscriptions', mailWish('marie@exemple.fr'))
  const tooMany = await send(lookout, 'POST', '/api/subscriptions', mailWish('marie@exemple.fr'))
  expect(Number(tooMany.headers.get('retry-after'))).toBeGreaterThan(60)
  expect(await refusal(tooMany)).toBe('429 too-many-subscriptions')
  expect(mail.letters).toHaveLength(3)

  const opened = await fetch(`${lookout.relay.url}/api/unsubscribe/${token}`, { redirect: 'manual' })
  expect([opened.status, opened.headers.get('location')]).toEqual([302, `/abonnement?fin#${token}`])
  expect((await send(lookout, 'GET', mine)).status).toBe(200)
  for (const _ of [1, 2]) {
    const ended = await fetch(`${lookout.relay.url}/api/unsubscribe/${token}`, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(ended.status).toBe(200)
  }
  expect(await refusal(await send(lookout, 'GET', mine))).toBe('404 unknown-subscription')
  const { subscribers }: { subscribers: SubscriberLine[] } = await (
    await lookout.admin.fetch('/api/subscribers')
  ).json()
  expect(subscribers.map(({ channel }) => channel)).toEqual(['telegram'])
  expect(lookout.relay.output()).not.toContain('marie@')
  const logs = await (await lookout.admin.fetch('/api/logs')).text()
  expect(logs).not.toContain('marie@')
  expect(logs).not.toContain(token)
})

test('a browser subscribes at once, chooses, exports and erases; what will not do is refused by name', async () => {
  const { lookout, watchId } = await stage()
  const wish = {
    channel: 'web-push',
    endpoint: 'https://1.1.1.1/push/abc',
    keys: browserKeys(),
    watches: [watchId],
  }
  const asked = await send(lookout, 'POST', '/api/subscriptions', wish)
  const { state, token }: { state: string; token: string } = await asked.json()
  expect([asked.status, state]).toEqual([201, 'active'])
  // The same browser again is the same subscription.
  const second = await send(lookout, 'POST', '/api/subscriptions', wish)
  expect(await second.json()).toEqual({ state, token })

  // Its push service gave it another endpoint.
  const { watches: _, ...bare } = wish
  const moved = {
    ...bare,
    endpoint: 'https://1.1.1.1/push/def',
    keys: browserKeys(),
    replaces: wish.endpoint,
  }
  expect(await (await send(lookout, 'POST', '/api/subscriptions', moved)).json()).toEqual({ state, token })

  const mine = `/api/subscriptions/${token}`
  const choices = {
    quiet: { from: '23:00', to: '06:30' },
    always: [watchId],
    loudness: 'once',
    timeZone: 'Indian/Reunion',
    pausedUntil: Date.now() + 60_000,
  }
  const changed = await send(lookout, 'PATCH', mine, choices)
  expect([changed.status, await changed.json()]).toEqual([
    200,
    expect.objectContaining({ ...choices, address: '1.1.1.1/…', watches: [watchId] }),
  ])
  const refused = async (body: unknown) => await refusal(await send(lookout, 'PATCH', mine, body))
  expect(await refused({ quiet: { from: '25:00', to: '07:00' } })).toBe('400 invalid')
  expect(await refused({ timeZone: 'Mars/Olympus' })).toBe('400 invalid')
  expect(await refused({ role: 'operator' })).toBe('400 invalid')
  expect(await refused({ watches: ['nowhere'] })).toBe('422 unknown-watch')

  const file = await send(lookout, 'GET', `${mine}/export`)
  expect(file.headers.get('content-disposition')).toContain('attachment')
  expect(await file.json()).toEqual({
    subscription: expect.objectContaining({
      address: moved.endpoint,
      options: { keys: moved.keys },
      quiet: choices.quiet,
    }),
    alerts: [],
  })

  const bad = async (change: object) =>
    await refusal(await send(lookout, 'POST', '/api/subscriptions', { ...wish, ...change }))
  expect(await bad({ endpoint: 'http://1.1.1.1/plain' })).toBe('422 address')
  expect(await bad({ endpoint: 'https://127.0.0.1/inside' })).toBe('422 address')
  expect(await bad({ keys: { p256dh: 'short', auth: 'short' } })).toBe('422 address')
  expect(await bad({ watches: ['nowhere'] })).toBe('422 unknown-watch')
  expect(await bad({ channel: 'webhook' })).toBe('400 invalid')

  expect((await send(lookout, 'DELETE', mine)).status).toBe(200)
  expect(await refusal(await send(lookout, 'DELETE', mine))).toBe('404 unknown-subscription')
})

/** Somebody whose address has confirmed itself. */
async function reader({ lookout, mail }: Scene, address: string, choices: object = {}) {
  const before = mail.letters.length
  await send(lookout, 'POST', '/api/subscriptions', mailWish(address))
  const token = tokenOf(mail.letters[before])
  const mine = `/api/subscriptions/${token}`
  await send(lookout, 'POST', `${mine}/confirm`)
  await send(lookout, 'PATCH', mine, choices)
  const letters = () => mail.letters.filter(({ headers }) => headers['to']?.includes(address) === true)
  const gets = (words: RegExp) =>
    eventually(() => letters().findLast(({ headers }) => words.test(headers['subject'] ?? '')), String(words))
  return { token, mine, letters, gets }
}

const answerIn = (letter: FakeMail['letters'][number] | undefined) =>
  /\/abonnement#([\w-]{22})&alert=([\w-]+)/.exec(textOf(letter))

test('a letter is answered by a press and not by its link; nobody else can answer it', async () => {
  const scene = await stage({ RING_SECONDS: '2,4,30,40' })
  const { lookout, open } = scene
  const marie = await reader(scene, 'marie@exemple.fr')
  const paul = await reader(scene, 'paul@exemple.fr', { watches: [] })
  await open()
  const [, token, alertId] = answerIn(await marie.gets(/^1 offre PMR|^\d places? PMR/)) ?? []
  expect(token).toBe(marie.token)
  // A mail scanner opens every link; a browser keeps what stands after the sign to itself.
  expect((await send(lookout, 'GET', '/abonnement')).status).toBe(200)
  expect((await send(lookout, 'GET', `${marie.mine}/answer`)).status).toBe(405)
  await marie.gets(/^Toujours là/)
  const recent = async () => {
    const { alerts }: { alerts: OwnAlert[] } = await (
      await send(lookout, 'GET', `${marie.mine}/alerts`)
    ).json()
    return alerts
  }
  expect(await recent()).toMatchObject([{ name: NAME, answered: null, rings: true, closedAt: null }])
  const answer = async (who: { mine: string }, body: object) =>
    await send(lookout, 'POST', `${who.mine}/answer`, body)
  expect(await refusal(await answer(paul, { alertId, outcome: 'seen' }))).toBe('404 unknown-alert')
  for (const bad of [
    { outcome: 'seen' },
    { alertId, releaseId: 'r', outcome: 'seen' },
    { alertId, outcome: 'bought' },
    { alertId: "x' OR 1=1", outcome: 'seen' },
  ])
    expect(await refusal(await answer(marie, bad))).toBe('400 invalid')
  const kept = await answer(marie, { alertId, outcome: 'seen' })
  expect([kept.status, await kept.json()]).toEqual([
    200,
    { state: 'kept', matches: [expect.objectContaining({ name: NAME })] },
  ])
  const [shown] = await recent()
  expect(shown).toMatchObject({ answered: 'seen', rings: false })
  const { releaseId } = shown ?? {}
  for (const _ of [1, 2]) expect((await answer(marie, { releaseId, outcome: 'got-one' })).status).toBe(200)
  const { releases }: { releases: { outcomes: object }[] } = await (
    await send(lookout, 'GET', '/api/releases')
  ).json()
  expect(releases[0]?.outcomes).toMatchObject({ seen: 0, 'got-one': 1 })
  const told = marie.letters().length
  await eventually(() => Date.now() - (lookout.telegram.messages.at(-1)?.at ?? 0) > 5000, 'a while')
  expect(marie.letters()).toHaveLength(told)
  expect((await send(lookout, 'DELETE', marie.mine)).status).toBe(200)
  expect(await refusal(await answer(marie, { alertId, outcome: 'seen' }))).toBe('404 unknown-subscription')
  const logs = await (await lookout.admin.fetch('/api/logs')).text()
  for (const secret of [marie.token, paul.token]) {
    expect(logs).not.toContain(secret)
    expect(lookout.relay.output()).not.toContain(secret)
  }
})

test('who is to be told next proves themselves on both ends, by their own way or the bot’s, and learns no address', async () => {
  const scene = await stage({ RING_SECONDS: '1,2,3,4' })
  const { lookout, open } = scene
  const marie = await reader(scene, 'marie@exemple.fr')
  const paul = await reader(scene, 'paul@exemple.fr', { watches: [] })
  const invite = async (): Promise<{ code: string; url: string; hours: number }> =>
    await (await send(lookout, 'POST', `${marie.mine}/invitation`)).json()
  const { code, url, hours } = await invite()
  expect([url, hours]).toEqual([`${lookout.relay.url}/abonnement#second=${code}`, 48])
  const accept = async (mine: string, given: string) =>
    await send(lookout, 'POST', `${mine}/accept`, { code: given })
  expect(await refusal(await accept(paul.mine, code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A')))).toBe(
    '422 invitation-over',
  )
  expect(await refusal(await accept(marie.mine, code))).toBe('422 invitation-own')
  for (const _ of [1, 2]) expect((await accept(paul.mine, code)).status).toBe(200)
  await marie.gets(/^La deuxième personne a accepté/)
  const read = async () => await (await send(lookout, 'GET', marie.mine)).text()
  expect(JSON.parse(await read())).toMatchObject({ hasSecond: true })
  expect(await read()).not.toContain('paul')
  expect((await send(lookout, 'DELETE', `${marie.mine}/second`)).status).toBe(200)
  expect(JSON.parse(await read())).toMatchObject({ hasSecond: false })

  // The same link by the bot: whoever asked by mail hears of it by mail.
  const fan = lookout.telegram.person()
  await fan.says(`/start e_${(await invite()).code}`)
  await fan.presses(/^J’accepte$/)
  await eventually(
    () => marie.letters().filter(({ headers }) => headers['subject']?.includes('accepté')).length === 2,
    'the second letter',
  )
  await fan.says('/start')
  await fan.reads(/Vous êtes la deuxième personne/)
  await open()
  await fan.reads(/^À vous de jouer/)
  await fan.presses(/^Vu$/)
  await marie.gets(/^Quelqu’un s’en occupe/)
  expect(paul.letters().filter(({ headers }) => headers['subject']?.includes('PMR'))).toEqual([])
  expect(lookout.telegram.calls.map(({ body }) => JSON.stringify(body)).join()).not.toContain('marie')
})

/** The opening is one line for all who were owed it, and stands in the one subscriber's own record. */
async function expectEvent(admin: Lookout['admin'], { id, watchId }: { id: string; watchId: string }) {
  const ask = async (path: string) => await (await admin.fetch(path)).json()
  const { events }: { events: AlertEvent[] } = await ask(
    `/api/alerts/events?watch=${watchId}&state=sent&text=psg`,
  )
  const opened = events.find(({ kind }) => kind === 'opened')
  expect(opened).toMatchObject({ name: NAME, watchId, counts: { 'given-up': 0 } })
  expect(opened?.counts.sent).toBeGreaterThanOrEqual(1)
  expect(opened?.slowestMs).toBeGreaterThanOrEqual(opened?.quickestMs ?? Infinity)
  const { alerts }: { alerts: TrailAlert[] } = await ask(`/api/alerts?event=${opened?.id}&subscriber=${id}`)
  expect(alerts.map(({ kind, state }) => [kind, state])).toEqual([['opened', 'sent']])
  const person: Person = await ask(`/api/subscribers/${id}`)
  expect(person).toMatchObject({ subscriber: { id, address: 'd…@exemple.fr' }, record: { failure: null } })
  expect(person.record.counts.sent).toBeGreaterThanOrEqual(1)
  expect(person.record.typicalMs).toBe((alerts[0]?.sentAt ?? 0) - (alerts[0]?.owedAt ?? 0))
  const missed: { found: number } = await ask(`/api/subscribers?state=missed&watch=${watchId}`)
  expect(missed.found).toBe(0)
}

test('the operator sees who gets alerts, tries a channel, and follows and exports each alert’s life', async () => {
  const { lookout, mail, watchId, open } = await stage()
  const { admin } = lookout
  const post = (path: string, body?: unknown, method = 'POST') =>
    admin.fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  for (const path of ['/api/subscribers', '/api/alerts', '/api/alerts/export'])
    expect(await refusal(await send(lookout, 'GET', path))).toBe('401 no-session')
  const added = await post('/api/subscribers', {
    channel: 'email',
    address: 'desk@exemple.fr',
    role: 'operator',
  })
  const desk: SubscriberLine = await added.json()
  expect(desk).toMatchObject({ address: 'd…@exemple.fr', state: 'active', role: 'operator' })
  expect(
    await refusal(await post('/api/subscribers', { channel: 'email', address: 'desk@exemple.fr' })),
  ).toBe('409 duplicate-subscriber')
  expect(
    await refusal(await post('/api/subscribers', { channel: 'discord', address: 'https://a.fr/x' })),
  ).toBe('422 address')

  expect(await (await post(`/api/subscribers/${desk.id}/test`, {})).json()).toEqual({
    outcome: 'sent',
    detail: null,
  })
  expect(mail.letters[0]?.headers['subject']).toContain('Essai')

  const example = { kind: 'opened', template: { title: 'Vite ! {match}', body: '{offers}' } }
  expect((await post(`/api/subscribers/${desk.id}/test`, example)).status).toBe(200)
  expect(mail.letters[1]?.headers['subject']).toMatch(/^ESSAI, rien n’est ouvert : Vite ! /)
  const unknown = { kind: 'opened', template: { title: '{nowhere}', body: '' } }
  expect(await refusal(await post(`/api/subscribers/${desk.id}/test`, unknown))).toBe('422 template-refused')

  await open()
  await lookout.telegram.waitFor(({ text }) => text.includes('PMR'))
  await eventually(
    () => mail.letters.some(({ headers }) => headers['list-unsubscribe'] !== undefined),
    'the letter',
  )
  const trail = async (query: string): Promise<{ alerts: TrailAlert[]; next: string | null }> =>
    await (await admin.fetch(`/api/alerts?${query}`)).json()
  const [alert] = await eventually(async () => {
    const { alerts } = await trail(`subscriber=${desk.id}&watch=${watchId}`)
    return alerts.some(({ kind, state }) => kind === 'opened' && state === 'sent') ? alerts.slice(-1) : null
  }, 'the trail ends in sent')
  expect(alert).toMatchObject({ kind: 'opened', name: NAME, channel: 'email', subscriberId: desk.id })
  const [attempt] = alert?.attempts ?? []
  expect(attempt?.outcome).toBe('sent')
  expect(attempt?.leasedAt).toBeGreaterThanOrEqual(alert?.owedAt ?? Infinity)
  expect(attempt?.answeredAt).toBe(alert?.sentAt)

  await expectEvent(admin, { id: desk.id, watchId })
  const first = await trail('limit=1')
  expect(first.alerts).toHaveLength(1)
  const rest = await trail(`limit=500&after=${first.next ?? ''}`)
  const all = await trail('limit=500')
  expect([...first.alerts, ...rest.alerts].map(({ id }) => id)).toEqual(all.alerts.map(({ id }) => id))

  const csv = await admin.fetch(`/api/alerts/export?subscriber=${desk.id}`)
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const lines = (await csv.text()).split('\r\n')
  expect(lines[0]).toContain('alert,subscriber,channel,kind,watch,name,event')
  const events = lines.filter((line) => line.includes(',opened,')).map((line) => line.split(',')[6])
  expect(events).toEqual(['owed', 'leased', 'answered', 'sent'])
  expect(lines[1]).toContain(`"'${NAME}"`)
  const whole: TrailAlert[] = await (await admin.fetch('/api/alerts/export?format=json')).json()
  expect(whole.map(({ id }) => id)).toEqual((await trail('limit=500')).alerts.map(({ id }) => id))

  const disabled = await post(`/api/subscribers/${desk.id}`, { state: 'disabled' }, 'PATCH')
  expect(await disabled.json()).toMatchObject({ state: 'disabled', disabledWhy: 'by the operator' })
  // The person's own link does not undo that.
  const own = tokenOf(mail.letters.find(({ headers }) => headers['list-unsubscribe'] !== undefined))
  expect(await (await send(lookout, 'POST', `/api/subscriptions/${own}/confirm`)).json()).toMatchObject({
    state: 'disabled',
  })
  const active = await post(`/api/subscribers/${desk.id}`, { state: 'active' }, 'PATCH')
  expect(await active.json()).toMatchObject({ state: 'active', disabledWhy: null })
  expect((await post(`/api/subscribers/${desk.id}`, undefined, 'DELETE')).status).toBe(200)
  expect((await trail(`subscriber=${desk.id}`)).alerts).toEqual([])
  expect(await refusal(await post(`/api/subscribers/${desk.id}/test`, {}))).toBe('404 unknown-subscriber')
})
