import type { AcknowledgedAs, AlertContent } from '#core/alert.ts'
import type { AlertText } from '#core/wording.ts'
import type { SendMessage } from './telegram-text.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { makeIo } from '../../test/channels/io.ts'
import { readTelegramHtml } from '../../test/telegram-rules.ts'
import { paceFor } from './channel.ts'
import { telegram } from './telegram.ts'
import { toHtml, toPlain } from './telegram-text.ts'

const text: AlertText = {
  title: '2 places PMR : PSG – OM',
  lines: ['• Borelli, 15,00 €'],
  links: [
    { label: 'Ouvrir la billetterie', url: 'https://billetterie.psg.fr/om' },
    { label: 'État en direct', url: 'http://localhost:8787/' },
  ],
}
const bot = { token: '42:secret', apiRoot: 'https://api.example' }

/** Sends one message to a Bot API that answers as told, one answer a call. */
async function send(answers: (Response | Error)[], repeat = false) {
  const asked: { url: string; body: unknown }[] = []
  let left = 0
  const io = makeIo({
    telegram: bot,
    leaving: () => (left += 1),
    fetch: async (url, init) => {
      const body = init.body === undefined ? null : JSON.parse(await new Response(init.body).text())
      asked.push({ url, body })
      const answer = answers.shift() ?? new Error('unexpected call')
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  const delivery = await telegram.send({ text, level: 'success', repeat }, '-100', io)
  return { delivery, asked, left }
}

const json = (body: object, status = 200, headers = {}) => Response.json(body, { status, headers })
const refusal = (code: number, description: string, parameters?: object) =>
  json({ ok: false, error_code: code, description, parameters }, code)

test('a message goes out as HTML, public links as buttons and private ones in the text', async () => {
  const { delivery, asked } = await send([json({ ok: true, result: { message_id: 15 } })])
  expect(delivery).toEqual({ kind: 'sent', messageId: '15' })
  expect(asked).toEqual([
    {
      url: 'https://api.example/bot42:secret/sendMessage',
      body: {
        chat_id: '-100',
        parse_mode: 'HTML',
        text: '<b>2 places PMR : PSG – OM</b>\n• Borelli, 15,00 €\nÉtat en direct : http://localhost:8787/',
        link_preview_options: { is_disabled: true },
        reply_markup: {
          inline_keyboard: [[{ text: 'Ouvrir la billetterie', url: 'https://billetterie.psg.fr/om' }]],
        },
      },
    },
  ])
})

test.each([
  ['429 of Telegram', refusal(429, 'Too Many Requests: retry after 35', { retry_after: 35 }), 35_000],
  ['429 of a proxy', new Response('<html>', { status: 429, headers: { 'retry-after': '7' } }), 7000],
  [
    'the longer of two',
    json({ ok: false, error_code: 429, parameters: { retry_after: 3 } }, 429, { 'retry-after': '9' }),
    9000,
  ],
])('%s says how long to wait', async (_, answer, retryAfterMs) => {
  expect((await send([answer])).delivery).toEqual({ kind: 'rate-limited', retryAfterMs })
})

test.each([
  ['blocked', refusal(403, 'Forbidden: bot was blocked by the user'), true],
  ['token', refusal(401, 'Unauthorized'), true],
  ['no chat', refusal(400, 'Bad Request: chat not found'), true],
  ['other 400', refusal(400, 'Bad Request: message text is empty'), false],
  ['disguised', json({ ok: false, error_code: 403, description: 'Forbidden' }), true],
])('%s: refused', async (_, answer, permanent) => {
  expect((await send([answer])).delivery).toMatchObject({ kind: 'refused', permanent })
})

test('a relay without a token blames no chat', async () => {
  const io = makeIo({})
  const message = { text, level: 'success', repeat: false } as const
  const blamed = { kind: 'refused', scope: 'channel' }
  expect(await telegram.send(message, '-100', io)).toMatchObject(blamed)
  expect(await telegram.edit?.(message, { address: '-100', messageId: '1' }, io)).toMatchObject(blamed)
})

test('a moved chat is answered with its new id', async () => {
  const { delivery } = await send([refusal(400, 'group upgraded', { migrate_to_chat_id: -1009 })])
  expect(delivery).toEqual({ kind: 'moved', to: '-1009' })
})

test('what Telegram cannot parse is sent again at once as plain text', async () => {
  const { delivery, asked } = await send([
    refusal(400, "Bad Request: can't parse entities: x"),
    json({ ok: true, result: { message_id: 2 } }),
  ])
  expect(delivery.kind).toBe('sent')
  expect(asked[1]?.body).toEqual(toPlain(text, '-100'))
})

test.each([
  ['5xx', refusal(500, 'Internal Server Error'), false],
  ['a proxy in between', new Response('<h1>Bad Gateway</h1>', { status: 502 }), false],
  ['an answer nobody can read', new Response('<html>', { status: 200 }), true],
  ['a line lost after the message was taken', new Error('lost'), true],
])('%s: tried again', async (_, answer, ambiguous) => {
  expect((await send([answer])).delivery).toMatchObject({ kind: 'retry', ambiguous })
})

test('a message that never left is not ambiguous', async () => {
  const io = makeIo({ telegram: bot, fetch: () => Promise.reject(new Error('refused')) })
  const delivery = await telegram.send({ text, level: 'success', repeat: false }, '-100', io)
  expect(delivery).toEqual({ kind: 'retry', detail: 'Error: refused', ambiguous: false })
})

test('the one repeat is not spent on a dead line', async () => {
  const dead = await send([new Error('still down')], true)
  expect(dead.delivery).toMatchObject({ kind: 'retry', ambiguous: false })
  expect(dead.left).toBe(0)
  expect(dead.asked.map(({ url }) => url)).toEqual(['https://api.example/bot42:secret/getMe'])
  const alive = await send(
    [json({ ok: true, result: {} }), json({ ok: true, result: { message_id: 3 } })],
    true,
  )
  expect(alive.delivery.kind).toBe('sent')
  expect(alive.left).toBe(1)
})

test('errors never hold the token', async () => {
  const { delivery } = await send([new Error('fetch https://api.example/bot42:secret/sendMessage failed')])
  expect(JSON.stringify(delivery)).not.toContain('secret')
})

test('whatever a page writes, Telegram can read the message and shows just that', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 300 }).map((word) => word.replace(/\n/g, ' '))
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 30 }), (title, lines) => {
      const read = readTelegramHtml(toHtml({ title, lines, links: [] }, '1').text)
      expect(read).not.toHaveProperty('problem')
      if ('text' in read)
        expect([title, ...lines].join('\n').startsWith(read.text.replace(/…$/, ''))).toBe(true)
    }),
  )
})

test('a message is never too long for Telegram', () => {
  const lines = Array.from({ length: 50 }, () => '<'.repeat(400))
  const read = readTelegramHtml(toHtml({ ...text, title: 'x'.repeat(5000), lines }, '1').text)
  expect('text' in read && read.text.length).toBeLessThanOrEqual(4096)
  expect(toPlain({ ...text, lines }, '1').text.length).toBeLessThanOrEqual(4096)
})

test.each([
  'http://localhost:8787/',
  'http://vigie/',
  'http://127.0.0.1:8787/',
  'http://10.0.0.4/',
  'http://[::1]/',
  'http://nas.local/',
])('%s is no button', (url) => {
  expect(toHtml({ ...text, links: [{ label: 'x', url }] }, '1')).not.toHaveProperty('reply_markup')
})

const opened = {
  kind: 'opened',
  watchId: 'w',
  releaseId: 'r',
  name: 'PSG – OM',
  url: 'https://billetterie.psg.fr/om',
  offers: [],
  seenAt: 0,
  seenBy: 'relay-fetch',
} as const
const alert = { id: '2f1c8a4e-0000-4000-8000-000000000001', content: opened, createdAt: 0 }

/** Changes one message at a Bot API that answers as told. */
async function edit(
  answers: Response[],
  content: AlertContent = opened,
  answered: AcknowledgedAs | null = null,
) {
  const asked: unknown[] = []
  const io = makeIo({
    telegram: bot,
    fetch: async (_url, init) => {
      asked.push(JSON.parse(await new Response(init.body).text()))
      return answers.shift() ?? refusal(500, 'unexpected call')
    },
  })
  const message = { text, level: 'info' as const, repeat: false, alert: { ...alert, content, answered } }
  const delivery = await telegram.edit?.(message, { address: '-100', messageId: '15' }, io)
  return { delivery, asked }
}

test('an alert can be answered by its buttons, under its links', async () => {
  const asked: SendMessage[] = []
  const io = makeIo({
    telegram: bot,
    fetch: async (_url, init) => {
      asked.push(JSON.parse(await new Response(init.body).text()))
      return json({ ok: true, result: { message_id: 1 } })
    },
  })
  await telegram.send({ text, level: 'success', repeat: false, locale: 'en', alert }, '42', io)
  const [links, ...answers] = asked[0]?.reply_markup?.inline_keyboard ?? []
  expect(links?.map((key) => key.text)).toEqual(['Ouvrir la billetterie'])
  expect(answers.map((row) => row.map((key) => key.text))).toEqual([
    ['I got a seat', 'Seen'],
    ['Too late', 'False alarm'],
  ])
})

test('an edit takes the place of the message, without buttons once it is gone', async () => {
  const gone: AlertContent = {
    kind: 'gone',
    watchId: 'w',
    releaseId: 'r',
    name: 'PSG – OM',
    url: 'https://billetterie.psg.fr/om',
    openedAt: 0,
    closedAt: 1,
  }
  const { delivery, asked } = await edit([json({ ok: true, result: { message_id: 15 } })], gone)
  expect(delivery).toEqual({ kind: 'sent', messageId: '15' })
  expect(asked).toMatchObject([{ chat_id: '-100', message_id: 15, parse_mode: 'HTML' }])
  expect(JSON.stringify(asked)).not.toContain('callback_data')
})

test('a list that is edited because a match of it has gone still shows what was answered', async () => {
  const seen = { ...opened, closedAt: null }
  const list: AlertContent = { kind: 'digest', id: 'd', step: 0, from: 0, to: 0, openings: [seen, seen] }
  const { asked } = await edit([json({ ok: true, result: { message_id: 15 } })], list, 'seen')
  expect(JSON.stringify(asked)).toContain('✅ Vu')
  expect(
    JSON.stringify((await edit([json({ ok: true, result: { message_id: 15 } })], list)).asked),
  ).toContain('"Vu"')
})

test.each([
  [
    'the same already',
    refusal(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
    ),
    { kind: 'sent', messageId: '15' },
  ],
  [
    'deleted meanwhile',
    refusal(400, 'Bad Request: message to edit not found'),
    { kind: 'refused', permanent: false },
  ],
  ['too old', refusal(400, "Bad Request: message can't be edited"), { kind: 'refused', permanent: false }],
  [
    'a flood',
    refusal(429, 'Too Many Requests', { retry_after: 3 }),
    { kind: 'rate-limited', retryAfterMs: 3000 },
  ],
])('an edit, %s', async (_, answer, expected) => {
  expect((await edit([answer])).delivery).toMatchObject(expected)
})

test('groups are written to at their own pace', () => {
  const pace = ['42', '-100123', '@vigie'].map((address) => paceFor(telegram, address)?.everyMs)
  expect(pace).toEqual([1000, 3500, 3500])
})
