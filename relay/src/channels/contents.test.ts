import type { ChannelIo, ChannelMessage, Mail } from './channel.ts'
import type { ReadMail } from '../../test/channels/read-mail.ts'

import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'

import { startDiscord } from '../../test/channels/discord.ts'
import { jsonOf, oneHop } from '../../test/channels/end.ts'
import { makeIo } from '../../test/channels/io.ts'
import { eventually } from '../../test/eventually.ts'
import { startMail } from '../../test/channels/mail.ts'
import { makeMessage } from '../../test/channels/message.ts'
import { startNtfy } from '../../test/channels/ntfy.ts'
import { startPush } from '../../test/channels/push.ts'
import { readMail } from '../../test/channels/read-mail.ts'
import { SECRET, isSigned, startReceiver } from '../../test/channels/receiver.ts'
import { makeVapid } from '../../test/channels/stands.ts'
import { toMarkdown } from './discord-text.ts'
import { toMime } from './mime.ts'
import { CHANNELS } from './registry.ts'
import { sendBySmtp } from './smtp.ts'
import { toNote } from './web-push.ts'

async function begin<E extends { close: () => Promise<void> }>(start: () => Promise<E>): Promise<E> {
  const end = await start()
  onTestFinished(end.close)
  return end
}

const PICTURE = {
  caption: 'La page à 14:07:12 : PSG – OM',
  content: new Uint8Array([0x52, 0x49, 0x46, 0x46, 1, 2, 3, 250]),
  type: 'image/webp',
}

test('a push is opened by its browser alone, and signed with our key', async () => {
  const end = await begin(startPush)
  const vapid = makeVapid()
  const io = makeIo({
    fetch: (url, init) => oneHop(end.toLoopback(url), init),
    vapid: async () => vapid,
    options: { keys: end.keys },
  })
  expect(await CHANNELS['web-push'].send(makeMessage(), end.address, io)).toMatchObject({ kind: 'sent' })
  const [asked] = end.arrived
  if (asked === undefined) throw new Error('nothing arrived')
  expect(end.open(asked)).toEqual({
    title: '2 places PMR : PSG – OM',
    body: '• Borelli, 15,00 €, 2 places\nVu à 14:07:12 par le relais (alerte 2f1c3a4b).',
    links: makeMessage().text.links,
    tag: '2f1c3a4b000040008000123456789abc',
    silent: false,
    urgent: true,
    lang: 'fr',
    answer: {
      alertId: '2f1c3a4b-0000-4000-8000-123456789abc',
      label: 'Vu',
      failed: 'Réponse pas partie : réessayez',
    },
  })
  const { claims, key } = end.readToken(asked)
  expect(key).toBe(vapid.publicKey)
  expect(claims).toMatchObject({ aud: 'https://push.example', sub: 'mailto:alertes@exemple.fr' })
  const now = Date.now() / 1000
  expect(claims.exp).toSatisfy((exp: number) => exp > now && exp <= now + 24 * 3600)
  expect(asked.headers).toMatchObject({
    urgency: 'high',
    ttl: '3600',
    topic: '2f1c3a4b000040008000123456789abc',
  })
})

test('a soft push is of low urgency and makes no sound', async () => {
  const note = toNote(makeMessage({ silent: true, level: 'warning', locale: 'en' }))
  expect(note).toMatchObject({ silent: true, urgent: false, lang: 'en' })
})

test('a repeat and the end take the place of the first on the screen, and are answered as themselves', () => {
  const { alert } = makeMessage()
  if (alert === undefined) throw new Error('an opening')
  const first = toNote(makeMessage())
  const repeat = toNote(makeMessage({ alert: { ...alert, id: 'r-2', follows: alert.id } }))
  expect(repeat).toMatchObject({ tag: first.tag, answer: { alertId: 'r-2' } })
  expect(toNote(makeMessage({ alert: { ...alert, id: 'o-2', follows: null } })).tag).toBe('o2')
})

test('Discord gets words that mean nothing to it, whole links and no mention', async () => {
  const end = await begin(startDiscord)
  const text = {
    title: 'PSG *gagne* @everyone',
    lines: ['# <@123> [ici](https://mal.example)', '- `code` ||secret||', '1. \\o/'],
    links: makeMessage().text.links,
  }
  const io = makeIo({ fetch: oneHop })
  expect(await CHANNELS.discord.send(makeMessage({ text }), end.address, io)).toEqual({
    kind: 'sent',
    messageId: '1',
  })
  const [asked] = end.arrived
  expect(asked === undefined ? null : jsonOf(asked)).toEqual({
    content: [
      '**PSG \\*gagne\\* \\@everyone**',
      '\\# \\<\\@123\\> \\[ici\\]\\(https\\://mal.example\\)',
      '\\- \\`code\\` \\|\\|secret\\|\\|',
      '1\\. \\\\o/',
      '[Ouvrir la billetterie](<https://billetterie.psg.fr/fr/match?id=1&seat=a(b)>)',
      '[État en direct](<https://vigie.exemple.fr/>)',
    ].join('\n'),
    allowed_mentions: { parse: [] },
    flags: 4,
  })
  expect(asked?.path).toMatch(/\?wait=true$/)
})

test('a message on Discord is changed where it stands, a picture comes as a file', async () => {
  const end = await begin(startDiscord)
  const io = makeIo({ fetch: oneHop })
  await CHANNELS.discord.send(makeMessage(), end.address, io)
  const text = { title: 'Parties à 14:07, restées 3 min', lines: [], links: [] }
  const sent = { address: end.address, messageId: '1' }
  expect(await CHANNELS.discord.edit?.(makeMessage({ text, silent: true }), sent, io)).toEqual({
    kind: 'sent',
    messageId: '1',
  })
  expect(end.asked[1]).toMatchObject({ method: 'PATCH', path: expect.stringMatching(/\/messages\/1$/) })
  expect(end.asked[1] === undefined ? null : jsonOf(end.asked[1])).toMatchObject({ flags: 4 })
  const unknown = { address: end.address, messageId: '99' }
  expect(await CHANNELS.discord.edit?.(makeMessage(), unknown, io)).toMatchObject({
    kind: 'refused',
    permanent: false,
  })
  expect(await CHANNELS.discord.sendPicture?.({ ...PICTURE, replyTo: '1' }, end.address, io)).toMatchObject({
    kind: 'sent',
  })
  const file = end.arrived.at(-1)
  const form = await new Response(file?.body ?? null, {
    headers: { 'content-type': file?.headers['content-type'] ?? '' },
  }).formData()
  const payload = form.get('payload_json')
  expect(typeof payload === 'string' ? JSON.parse(payload) : null).toMatchObject({
    allowed_mentions: { parse: [] },
  })
  const picture = form.get('files[0]')
  if (!(picture instanceof File)) throw new Error('no picture')
  expect(picture).toMatchObject({ name: 'page.webp', type: 'image/webp' })
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PICTURE.content)
})

test('whatever a page says, Discord takes the message with its links whole', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 400, size: 'max' })
  const links = makeMessage().text.links
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 20 }), (title, lines) => {
      const content = toMarkdown({ title, lines, links })
      expect(content.length).toBeLessThanOrEqual(2000)
      expect(content.endsWith('[État en direct](<https://vigie.exemple.fr/>)')).toBe(true)
      expect(content.isWellFormed()).toBe(true)
    }),
  )
})

test('ntfy gets urgency, a tag, and links to press', async () => {
  const end = await begin(startNtfy)
  const io = makeIo({ fetch: oneHop, options: { token: end.token } })
  expect(await CHANNELS.ntfy.send(makeMessage(), end.address, io)).toEqual({
    kind: 'sent',
    messageId: 'hwQ2YpKdmg',
  })
  const [first, second] = makeMessage().text.links
  expect(end.arrived[0] === undefined ? null : jsonOf(end.arrived[0])).toEqual({
    topic: end.topic,
    title: '2 places PMR : PSG – OM',
    message: '• Borelli, 15,00 €, 2 places\nVu à 14:07:12 par le relais (alerte 2f1c3a4b).',
    priority: 5,
    tags: ['wheelchair'],
    click: first?.url,
    actions: [
      { action: 'view', ...first },
      { action: 'view', ...second },
    ],
  })
  await CHANNELS.ntfy.send(makeMessage({ silent: true }), end.address, io)
  expect(end.arrived[1] === undefined ? null : jsonOf(end.arrived[1])).toMatchObject({ priority: 2 })
  await CHANNELS.ntfy.sendPicture?.({ ...PICTURE, replyTo: null }, end.address, io)
  const file = end.arrived[2]
  expect(file?.body).toEqual(PICTURE.content)
  expect(new URL(file?.path ?? '', end.url).searchParams.get('message')).toBe(PICTURE.caption)
})

test('a webhook is signed with the time, and a repeat bears the same key', async () => {
  const end = await begin(startReceiver)
  const at = Date.UTC(2026, 10, 20, 13, 8, 0)
  const io = makeIo({ fetch: oneHop, now: () => at, options: { secret: SECRET } })
  await CHANNELS.webhook.send(makeMessage(), end.address, io)
  await CHANNELS.webhook.send(makeMessage({ repeat: true }), end.address, { ...io, now: () => at + 60_000 })
  const [first, second] = end.arrived
  if (first === undefined || second === undefined) throw new Error('nothing arrived')
  expect(first.headers).toMatchObject({
    'idempotency-key': '2f1c3a4b-0000-4000-8000-123456789abc',
    'webhook-timestamp': String(at / 1000),
  })
  expect(second.headers['idempotency-key']).toBe(first.headers['idempotency-key'])
  expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature'])
  expect(isSigned({ ...first, body: second.body })).toBe(false)
  expect(isSigned(first, 'another secret')).toBe(false)
  expect(jsonOf(second)).toMatchObject({ repeat: true })
  expect(jsonOf(first)).toMatchObject({
    version: 1,
    kind: 'opened',
    status: 'firing',
    at: '2026-11-20T13:07:12.000Z',
    title: '2 places PMR : PSG – OM',
    facts: { watchId: 'om', releaseId: 'r1', offers: [{ category: 'Borelli', quantity: 2 }] },
  })
})

test('as Alertmanager writes it, the end of a seat resolves what its opening fired', async () => {
  const end = await begin(startReceiver)
  const io = makeIo({ fetch: oneHop, options: { secret: SECRET, shape: 'alertmanager' } })
  const [openedAt, closedAt] = [Date.UTC(2026, 10, 20, 13, 7, 12), Date.UTC(2026, 10, 20, 13, 10, 0)]
  const [watchId, releaseId, name, url] = ['om', 'r1', 'PSG – OM', 'https://billetterie.psg.fr/om']
  const content = { kind: 'gone' as const, watchId, releaseId, name, url, openedAt, closedAt }
  await CHANNELS.webhook.send(makeMessage(), end.address, io)
  await CHANNELS.webhook.send(
    makeMessage({ level: 'info', alert: { id: 'a2', createdAt: closedAt, content } }),
    end.address,
    io,
  )
  const [fired, resolved] = end.arrived.map((asked) => ({
    body: jsonOf(asked),
    key: asked.headers['idempotency-key'],
  }))
  expect(fired?.body).toMatchObject({
    version: '4',
    status: 'firing',
    receiver: 'vigie',
    groupKey: '{}:{alertname="VigieOpening"}',
    groupLabels: { alertname: 'VigieOpening' },
    truncatedAlerts: 0,
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'VigieOpening', severity: 'critical', watch: 'om', release: 'r1' },
        annotations: { summary: '2 places PMR : PSG – OM' },
        startsAt: '2026-11-20T13:07:12.000Z',
        endsAt: '0001-01-01T00:00:00Z',
        fingerprint: expect.stringMatching(/^[\da-f]{16}$/),
      },
    ],
  })
  const fingerprint = fingerprintOf(fired?.body)
  expect(fired?.key).toBe(`${fingerprint}:2026-11-20T13:07:12.000Z:firing`)
  expect(resolved?.key).toBe(`${fingerprint}:2026-11-20T13:07:12.000Z:resolved`)
  expect(resolved?.body).toMatchObject({ alerts: [{ endsAt: '2026-11-20T13:10:00.000Z', fingerprint }] })
})

function fingerprintOf(body: Record<string, unknown> | undefined): string {
  const [first]: { fingerprint?: unknown }[] = Array.isArray(body?.alerts) ? body.alerts : []
  return typeof first?.fingerprint === 'string' ? first.fingerprint : 'none'
}

test('a webhook whose secret cannot be used gets nothing', async () => {
  const end = await begin(startReceiver)
  const io = makeIo({ fetch: oneHop, options: { secret: 'short' } })
  expect(await CHANNELS.webhook.send(makeMessage(), end.address, io)).toMatchObject({ kind: 'refused' })
  expect(CHANNELS.webhook.problem?.(end.address, { secret: 'short' })).toMatch(/^options: secret/)
  expect(CHANNELS.webhook.problem?.(end.address, { shape: 'xml' })).toMatch(/^options: shape/)
  expect(end.asked).toEqual([])
})

const TO = 'camille@exemple.fr'
const ANSWER = 'https://vigie.exemple.fr/abonnement#abcdefghijklmnopqrstuv&alert=a1'
const UNSUBSCRIBE = 'https://vigie.exemple.fr/api/unsubscribe/abc'

type Written = { io: ChannelIo; mail: Awaited<ReturnType<typeof startMail>> }

async function writeTo(host = 'localhost', name = 'Vigie, le guetteur'): Promise<Written> {
  const mail = await begin(startMail)
  const server = { host, port: mail.port, tls: false, login: null }
  const way = { kind: 'smtp', server, connect: mail.connect() } as const
  return { mail, io: makeIo({ mail: { from: { name, email: 'alertes@exemple.fr' }, way } }) }
}

const partOf = (letter: ReadMail | undefined, type: string) =>
  letter?.parts.find((part) => part.type.startsWith(type))?.content.toString() ?? ''

test('a letter is read as HTML and as text, and bears the way out', async () => {
  const { mail, io } = await writeTo()
  const message = makeMessage({ unsubscribeUrl: UNSUBSCRIBE, answerUrl: ANSWER })
  const delivery = await CHANNELS.email.send(message, TO, io)
  const id = '<2f1c3a4b-0000-4000-8000-123456789abc@exemple.fr>'
  expect(delivery).toEqual({ kind: 'sent', messageId: id })
  const [letter] = mail.letters
  expect(letter?.headers).toMatchObject({
    from: 'Vigie, le guetteur <alertes@exemple.fr>',
    to: `<${TO}>`,
    subject: '2 places PMR : PSG – OM',
    'message-id': id,
    'auto-submitted': 'auto-generated',
    'list-unsubscribe': `<${UNSUBSCRIBE}>`,
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    importance: 'high',
  })
  // A bare comma would make two senders of one.
  expect(letter?.raw).toMatch(/^From: =\?UTF-8\?B\?[\w+/=]+\?= <alertes@exemple\.fr>\r?$/m)
  expect(letter?.parts.map(({ type }) => type)).toEqual([
    'text/plain; charset=utf-8',
    'text/html; charset=utf-8',
  ])
  expect(partOf(letter, 'text/plain').split('\r\n')).toEqual([
    '2 places PMR : PSG – OM',
    '',
    '• Borelli, 15,00 €, 2 places',
    'Vu à 14:07:12 par le relais (alerte 2f1c3a4b).',
    '',
    'Ouvrir la billetterie : https://billetterie.psg.fr/fr/match?id=1&seat=a(b)',
    'État en direct : https://vigie.exemple.fr/',
    '',
    `Répondre : vu, j’ai une place, trop tard, fausse alerte : ${ANSWER}`,
    '',
    '-- ',
    'Vous recevez ce message parce que cette adresse est abonnée aux alertes de Vigie.',
    `Ne plus recevoir ces messages : ${UNSUBSCRIBE}`,
    '',
  ])
  const html = partOf(letter, 'text/html')
  expect(html).toContain('<html lang="fr">')
  expect(html).toContain('href="https://billetterie.psg.fr/fr/match?id=1&amp;seat=a(b)"')
  expect(html).toContain(`href="${UNSUBSCRIBE}"`)
  expect(html).toContain(`href="${ANSWER.replace('&', '&amp;')}"`)
})

test('nothing that a page says becomes HTML, a header or the end of a letter', async () => {
  const { mail, io } = await writeTo()
  const text: ChannelMessage['text'] = {
    title: '<script>alert(1)</script>\r\nBcc: tous@exemple.fr\r\n\r\n.\r\nQUIT',
    lines: ['.', '"><img src=x onerror=y>', '\r\n.\r\nMAIL FROM:<x@y.fr>'],
    links: [{ label: '<b>', url: 'javascript:alert(1)' }],
  }
  expect(await CHANNELS.email.send(makeMessage({ text }), TO, io)).toMatchObject({ kind: 'sent' })
  const [letter] = mail.letters
  expect(mail.letters).toHaveLength(1)
  expect(letter?.headers).not.toHaveProperty('bcc')
  expect(letter?.headers.subject).toBe('<script>alert(1)</script> Bcc: tous@exemple.fr . QUIT')
  const html = partOf(letter, 'text/html')
  expect(html).not.toMatch(/<script|<img|<b>|javascript:/)
  expect(html).toContain('&quot;&gt;&lt;img')
})

test('a header is one line, whatever its value', () => {
  const letter = toMime({
    from: { name: 'x"\r\nBcc: a@b.fr', email: 'alertes@exemple.fr' },
    to: TO,
    subject: 'a\nCc: b@c.fr',
    at: 0,
    messageId: '<1@exemple.fr>',
    headers: { 'X-Note': 'one\r\nBcc: tous@exemple.fr\nCc: tous@exemple.fr' },
    text: 'x',
    html: 'x',
    attachment: null,
    boundary: 'b',
  })
  const { headers } = readMail(letter)
  expect(headers).not.toHaveProperty('bcc')
  expect(headers).not.toHaveProperty('cc')
})

test('a line that begins with a dot does not end a letter', async () => {
  const { mail, io } = await writeTo()
  if (io.mail?.way.kind !== 'smtp') throw new Error('no server')
  const data = 'Content-Transfer-Encoding: base64\r\n\r\n.\r\n..QUFB\r\n'
  const home = { server: io.mail.way.server, connect: io.mail.way.connect, leaving: () => undefined }
  const letter = { from: 'alertes@exemple.fr', to: TO, data }
  expect(await sendBySmtp(letter, home)).toEqual({ kind: 'sent', messageId: null })
  expect(mail.letters.map(({ raw }) => `${raw}\r\n`)).toEqual([data])
  await eventually(() => mail.lines.at(-1)?.text === 'QUIT', 'the farewell')
})

test('a picture is attached to a letter that answers the first', async () => {
  const { mail, io } = await writeTo()
  const replyTo = '<a1@exemple.fr>'
  expect(await CHANNELS.email.sendPicture?.({ ...PICTURE, replyTo }, TO, io)).toMatchObject({ kind: 'sent' })
  const [letter] = mail.letters
  expect(letter?.headers).toMatchObject({ 'in-reply-to': replyTo, subject: PICTURE.caption })
  const picture = letter?.parts.at(-1)
  expect(picture).toMatchObject({ type: 'image/webp', disposition: 'attachment; filename="page.webp"' })
  expect(new Uint8Array(picture?.content ?? [])).toEqual(PICTURE.content)
})

const sealed = (lines: { text: string; sealed: boolean }[], start: string) =>
  lines.filter(({ text }) => text.startsWith(start)).map((line) => line.sealed)

test('a password goes to a mail server elsewhere only once the line is sealed', async () => {
  const { mail, io } = await writeTo('smtp.exemple.fr')
  mail.seals = true
  mail.methods = 'PLAIN'
  if (io.mail?.way.kind === 'smtp') io.mail.way.server.login = mail.login
  expect(await CHANNELS.email.send(makeMessage(), TO, io)).toMatchObject({ kind: 'sent' })
  expect(sealed(mail.lines, 'AUTH')).toEqual([true])
  expect(sealed(mail.lines, 'EHLO')).toEqual([false, true])
  mail.seals = false
  mail.lines.length = 0
  expect(await CHANNELS.email.send(makeMessage(), TO, io)).toMatchObject({
    kind: 'refused',
    permanent: true,
    scope: 'channel',
  })
  expect(sealed(mail.lines, 'AUTH')).toEqual([])
})

test('a server that knows only the older way to log in is logged in to', async () => {
  const { mail, io } = await writeTo()
  mail.methods = 'LOGIN'
  if (io.mail?.way.kind === 'smtp') io.mail.way.server.login = mail.login
  expect(await CHANNELS.email.send(makeMessage(), TO, io)).toMatchObject({ kind: 'sent' })
  mail.methods = 'XOAUTH2'
  expect(await CHANNELS.email.send(makeMessage(), TO, io)).toMatchObject({
    kind: 'refused',
    scope: 'channel',
  })
})

type Binding = Extract<Mail['way'], { kind: 'platform' }>['binding']
type Builder = Parameters<Binding['send']>[0]

/** The platform's own service, whose answers are told by its documentation only. */
function platform(answer: () => unknown) {
  const built: Builder[] = []
  const send = async (builder: Builder) => {
    built.push(builder)
    return { messageId: String(answer()) }
  }
  const mail = {
    from: { name: 'Vigie', email: 'alertes@exemple.fr' },
    way: { kind: 'platform', binding: { send } },
  } as const
  return { built, io: makeIo({ mail }) }
}

const fail = (code: string) => () => {
  throw Object.assign(new Error(`no way to ${TO}`), { code })
}

test('on Cloudflare a letter goes by its Email Service', async () => {
  const { built, io } = platform(() => 'm1')
  const message = makeMessage({ unsubscribeUrl: UNSUBSCRIBE })
  expect(await CHANNELS.email.send(message, TO, io)).toEqual({ kind: 'sent', messageId: 'm1' })
  expect(built).toEqual([
    {
      from: { name: 'Vigie', email: 'alertes@exemple.fr' },
      to: TO,
      subject: '2 places PMR : PSG – OM',
      text: expect.stringContaining('Ne plus recevoir'),
      html: expect.stringContaining('<html lang="fr">'),
      headers: {
        'List-Unsubscribe': `<${UNSUBSCRIBE}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'X-Priority': '1',
      },
    },
  ])
})

test.each([
  ['E_RATE_LIMIT_EXCEEDED', { kind: 'rate-limited', retryAfterMs: 60_000, scope: 'channel' }],
  ['E_DAILY_LIMIT_EXCEEDED', { kind: 'rate-limited', retryAfterMs: 3_600_000, scope: 'channel' }],
  ['E_RECIPIENT_SUPPRESSED', { kind: 'refused', permanent: true }],
  ['E_SENDER_NOT_VERIFIED', { kind: 'refused', permanent: true, scope: 'channel' }],
  ['E_VALIDATION_ERROR', { kind: 'refused', permanent: false }],
  ['E_INTERNAL_SERVER_ERROR', { kind: 'retry', ambiguous: false }],
  ['', { kind: 'retry', ambiguous: true }],
])('the Email Service says %s', async (code, expected) => {
  const delivery = await CHANNELS.email.send(makeMessage(), TO, platform(fail(code)).io)
  expect(delivery).toMatchObject(expected)
  expect(JSON.stringify(delivery)).not.toContain(TO)
})

test('mail that is not set up is nobody’s fault but ours', async () => {
  expect(await CHANNELS.email.send(makeMessage(), TO, makeIo())).toMatchObject({
    kind: 'refused',
    scope: 'channel',
  })
})
