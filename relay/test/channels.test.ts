import type { LogLine } from '#core/status.ts'
import type { Identity } from './channels/certificate.ts'
import type { FakeMail } from './channels/mail.ts'
import type { Lookout, LookoutOptions } from './lookout.ts'

import { expect, onTestFinished, test } from 'vitest'

import { makeIdentity } from './channels/certificate.ts'
import { startMail } from './channels/mail.ts'
import { startPush } from './channels/push.ts'
import { eventually } from './eventually.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

const TO = 'camille@exemple.fr'

async function begin<E extends { close: () => Promise<void> }>(start: () => Promise<E>): Promise<E> {
  const end = await start()
  onTestFinished(end.close)
  return end
}

const post = (story: Lookout, path: string, body?: object) =>
  fetch(story.relay.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: story.relay.url },
    body: JSON.stringify(body ?? {}),
  })

/** A watch that has seen the page without a seat, and a way to bring one out. */
async function start(options: LookoutOptions): Promise<Lookout & { release: () => Promise<void> }> {
  const story = await startLookout({ ...options, office: { by: 'static' } })
  const watch = await watchMatch(story)
  const release = async () => {
    story.office.control({ action: 'release', match: firstSlug(story), places: 2 })
    await watch.lookUntil('available')
  }
  return { ...story, release }
}

const textOf = (letter: FakeMail['letters'][number] | undefined) => letter?.parts[0]?.content.toString() ?? ''

test('a seat reaches a mailbox by the mail server of the house, and one press ends it', async () => {
  const mail = await begin(startMail)
  mail.methods = 'PLAIN'
  const { user, password } = mail.login
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  const story = await start({
    env: { SMTP_URL: `smtp://${login}@localhost:${mail.port}`, MAIL_FROM: 'Vigie <alertes@exemple.fr>' },
  })
  expect((await post(story, '/api/subscriptions', { channel: 'email', address: TO })).status).toBe(201)
  const asked = await eventually(() => mail.letters[0], 'the letter that asks')
  const token = /#([\w-]{22})/.exec(textOf(asked))?.[1]
  expect((await post(story, `/api/subscriptions/${token}/confirm`)).status).toBe(200)
  await story.release()
  const letter = await eventually(() => mail.letters[1], 'the letter about the seat')
  expect(letter.headers).toMatchObject({
    to: `<${TO}>`,
    subject: `2 places PMR : ${story.office.matches[0]?.nom}`,
  })
  expect(textOf(letter)).toContain(`Ouvrir la billetterie : ${story.office.matches[0]?.url}`)
  const stop = /<(.*)>/.exec(letter.headers['list-unsubscribe'] ?? '')?.[1] ?? ''
  const ended = await fetch(stop, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(ended.status).toBe(200)
  expect((await fetch(`${story.relay.url}/api/subscriptions/${token}`)).status).toBe(404)
  expect(story.relay.output()).not.toContain(TO)
  expect(story.relay.output()).not.toContain(password)
})

/** A certificate that the relay's workerd trusts: it reads the authorities of `SSL_CERT_FILE` when it starts. */
function trusted(): Identity {
  const identity = makeIdentity()
  const before = process.env['SSL_CERT_FILE']
  process.env['SSL_CERT_FILE'] = identity.authorityFile
  onTestFinished(() => {
    if (before === undefined) delete process.env['SSL_CERT_FILE']
    else process.env['SSL_CERT_FILE'] = before
    identity.forget()
  })
  return identity
}

test.each([
  ['that seals when asked', 'smtp', '0.0.0.0', 'asked'],
  ['that seals from the start', 'smtps', 'localhost', 'start'],
] as const)('a letter goes by a mail server %s, the password sealed', async (_, scheme, host, from) => {
  const identity = trusted()
  const mail = await begin(() => startMail(identity, from))
  mail.seals = from === 'asked'
  mail.methods = 'PLAIN LOGIN'
  const { user, password } = mail.login
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  const story = await startLookout({
    env: { SMTP_URL: `${scheme}://${login}@${host}:${mail.port}`, MAIL_FROM: 'alertes@exemple.fr' },
  })
  expect((await post(story, '/api/subscriptions', { channel: 'email', address: TO })).status).toBe(201)
  await eventually(() => mail.letters[0], 'the letter that asks')
  expect(mail.lines.filter(({ text }) => text.startsWith('AUTH'))).toMatchObject([{ sealed: true }])
})

test('a seat reaches a browser by its push service, sealed and signed', async () => {
  const identity = trusted()
  const push = await begin(() => startPush(identity))
  const story = await start({
    hosts: [new URL(push.url).host],
    env: { VAPID_SUBJECT: 'https://exemple.fr/contact' },
  })
  const { key }: { key: string } = await (await fetch(`${story.relay.url}/api/push-key`)).json()
  const wish = { channel: 'web-push', endpoint: push.address, keys: push.keys }
  expect((await post(story, '/api/subscriptions', wish)).status).toBe(201)
  await story.release()
  const arrived = await eventually(() => push.arrived[0], 'the push about the seat')
  expect(push.open(arrived)).toMatchObject({
    title: `2 places PMR : ${story.office.matches[0]?.nom}`,
    links: [{ url: story.office.matches[0]?.url }, { url: `${story.relay.url}/` }],
    urgent: true,
  })
  const token = push.readToken(arrived)
  expect(token.key).toBe(key)
  expect(token.claims).toMatchObject({ aud: push.url, sub: 'https://exemple.fr/contact' })
  expect(arrived.headers['content-length']).toBe(String(arrived.body.length))
  await story.relay.restart()
  expect(await (await fetch(`${story.relay.url}/api/push-key`)).json()).toEqual({ key })
})

test('a browser that has gone is written to no more, and the operator hears of it once', async () => {
  const identity = trusted()
  const push = await begin(() => startPush(identity))
  const story = await start({ hosts: [new URL(push.url).host] })
  const wish = { channel: 'web-push', endpoint: push.address, keys: push.keys }
  const answer = await post(story, '/api/subscriptions', wish)
  const { token }: { token: string } = await answer.json()
  push.next({ kind: 'reply', reply: { status: 410 } })
  await story.release()
  await eventually(() => push.asked.length > 0, 'the push that is refused')
  const told = await eventually(async () => {
    const { logs }: { logs: LogLine[] } = await (await story.admin.fetch('/api/logs?level=error')).json()
    return logs.length > 0 ? logs : null
  }, 'word to the operator')
  expect(told.map(({ message }) => message)).toEqual([
    expect.stringMatching(/notification du navigateur.*refusé \(410\)/),
  ])
  const own = await (await fetch(`${story.relay.url}/api/subscriptions/${token}`)).json()
  expect(own).toMatchObject({ state: 'disabled' })
  expect(story.relay.output()).not.toContain(push.address)
})
