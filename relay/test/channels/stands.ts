import type { Delivery } from '#core/delivery.ts'
import type { Channel, ChannelIo, VapidKeys } from '../../src/channels/channel.ts'
import type { End, Mode, Reply } from './end.ts'
import type { MailMode } from './mail.ts'

import { generateKeyPairSync } from 'node:crypto'

import { CHANNELS } from '../../src/channels/registry.ts'
import { startTelegram } from '../telegram.ts'
import { discordBan, discordLimit, startDiscord } from './discord.ts'
import { oneHop } from './end.ts'
import { startMail } from './mail.ts'
import { ntfyRefusal, startNtfy } from './ntfy.ts'
import { startPush } from './push.ts'
import { SECRET, startReceiver } from './receiver.ts'

/** What every channel must be tried with. */
const TRIALS = [
  'success',
  'slow',
  'busy',
  'limited',
  'lost answer',
  'broken off',
  'silent',
  'down',
  'garbage',
  'gone for good',
  'this message refused',
] as const

type Trial = {
  /** What is to go wrong with the next message. */
  prepare: () => unknown
  expected: Delivery | Partial<Delivery>
  /** How many messages have arrived after it. */
  arrived: 0 | 1
}

/** A channel before a far end of its own. */
export type Stand = {
  channel: Channel
  address: string
  io: Partial<ChannelIo>
  /** How many messages have arrived. */
  arrived: () => number
  close: () => Promise<void>
  /** Must show in nothing that is told. */
  secrets: string[]
  trials: Record<(typeof TRIALS)[number], Trial> & Record<string, Trial>
}

/** So long a trial waits for a far end that is silent. */
const PATIENCE_MS = 400
const SLOW_MS = 100

const sent: Partial<Delivery> = { kind: 'sent' }
const lost = { kind: 'retry', ambiguous: true } as const
const again = { kind: 'retry', ambiguous: false } as const
const refused = (permanent: boolean): Partial<Delivery> => ({ kind: 'refused', permanent })
const limited = (retryAfterMs: number, scope?: 'address' | 'channel'): Partial<Delivery> => ({
  kind: 'rate-limited',
  retryAfterMs,
  ...(scope === undefined ? {} : { scope }),
})

/** As `oneHop`, giving up sooner. */
const hop: ChannelIo['fetch'] = (url, init) =>
  oneHop(url, {
    ...init,
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(init.signal ? [init.signal] : [])]),
  })

const HTML: Reply = { status: 200, body: '<html><h1>Welcome to this hotel</h1></html>' }

/** What goes wrong with any message by HTTP. */
function httpTrials(end: End) {
  const next = (mode: Mode) => () => end.next(mode)
  const reply = (reply: Reply) => next({ kind: 'reply', reply })
  return {
    reply,
    common: {
      success: { prepare: next({ kind: 'ok' }), expected: sent, arrived: 1 },
      slow: { prepare: next({ kind: 'slow', ms: SLOW_MS }), expected: sent, arrived: 1 },
      busy: {
        prepare: reply({ status: 503, body: '<html>Bad gateway</html>' }),
        expected: again,
        arrived: 0,
      },
      'lost answer': { prepare: next({ kind: 'accept-then-reset' }), expected: lost, arrived: 1 },
      'broken off': { prepare: next({ kind: 'reset' }), expected: { kind: 'retry' }, arrived: 0 },
      silent: { prepare: next({ kind: 'hang' }), expected: lost, arrived: 0 },
      down: { prepare: () => end.close(), expected: again, arrived: 0 },
      'a door of a hotel': {
        prepare: reply({ status: 302, headers: { location: 'http://portal.example/login' } }),
        expected: again,
        arrived: 0,
      },
    },
  } as const
}

const standOf = (end: End) => ({ arrived: () => end.arrived.length, close: end.close })

async function standDiscord(): Promise<Stand> {
  const end = await startDiscord()
  const { reply, common } = httpTrials(end)
  const error = (status: number, code: number, message: string) => reply({ status, body: { code, message } })
  return {
    ...standOf(end),
    channel: CHANNELS.discord,
    address: end.address,
    io: { fetch: hop },
    secrets: [end.token],
    trials: {
      ...common,
      limited: { prepare: reply(discordLimit(64.57)), expected: limited(65_000, 'address'), arrived: 0 },
      'limited over all': {
        prepare: reply(discordLimit(2.5, true)),
        expected: limited(3000, 'channel'),
        arrived: 0,
      },
      'shut out for a while': {
        prepare: reply(discordBan(3600)),
        expected: limited(3_600_000, 'channel'),
        arrived: 0,
      },
      'shut out': { prepare: reply(discordBan()), expected: limited(600_000, 'channel'), arrived: 0 },
      garbage: { prepare: reply(HTML), expected: lost, arrived: 1 },
      'answer cut': { prepare: () => end.next({ kind: 'cut' }), expected: lost, arrived: 1 },
      'no content': {
        prepare: reply({ status: 204 }),
        expected: { kind: 'sent', messageId: null },
        arrived: 1,
      },
      'gone for good': {
        prepare: error(404, 10_015, 'Unknown Webhook'),
        expected: refused(true),
        arrived: 0,
      },
      'token changed': {
        prepare: error(401, 50_027, 'Invalid Webhook Token'),
        expected: refused(true),
        arrived: 0,
      },
      'not allowed': {
        prepare: error(403, 50_013, 'Missing Permissions'),
        expected: refused(true),
        arrived: 0,
      },
      'this message refused': {
        prepare: error(400, 50_035, 'Invalid Form Body'),
        expected: refused(false),
        arrived: 0,
      },
      'a 404 of a proxy': { prepare: reply({ status: 404, body: '<html>' }), expected: again, arrived: 0 },
    },
  }
}

async function standNtfy(): Promise<Stand> {
  const end = await startNtfy()
  const { reply, common } = httpTrials(end)
  const error = (code: number, words: string) => reply(ntfyRefusal(code, words))
  return {
    ...standOf(end),
    channel: CHANNELS.ntfy,
    address: end.address,
    io: { fetch: hop, options: { token: end.token } },
    secrets: [end.topic, end.token],
    trials: {
      ...common,
      limited: {
        prepare: error(42_901, 'limit reached: too many requests'),
        expected: limited(5000, 'address'),
        arrived: 0,
      },
      'quota of the day': {
        prepare: error(42_908, 'limit reached: daily message quota'),
        expected: limited(3_600_000),
        arrived: 0,
      },
      'limited by a proxy': {
        prepare: reply({ status: 429, body: '<html>', headers: { 'retry-after': '7' } }),
        expected: limited(7000),
        arrived: 0,
      },
      garbage: { prepare: reply(HTML), expected: lost, arrived: 1 },
      'answer cut': { prepare: () => end.next({ kind: 'cut' }), expected: lost, arrived: 1 },
      'gone for good': { prepare: error(40_301, 'forbidden'), expected: refused(true), arrived: 0 },
      'token revoked': { prepare: error(40_101, 'unauthorized'), expected: refused(true), arrived: 0 },
      'this message refused': {
        prepare: error(40_024, 'invalid request'),
        expected: refused(false),
        arrived: 0,
      },
      'server moved': {
        prepare: reply({ status: 308, headers: { location: `${end.url}/ntfy/` } }),
        expected: { kind: 'moved', to: `${end.url}/ntfy/${end.topic}` },
        arrived: 0,
      },
    },
  }
}

async function standReceiver(): Promise<Stand> {
  const end = await startReceiver()
  const { reply, common } = httpTrials(end)
  return {
    ...standOf(end),
    channel: CHANNELS.webhook,
    address: end.address,
    io: { fetch: hop, options: { secret: SECRET } },
    secrets: [SECRET, 'fakeReceiverPath0123', 'fakeQueryKey'],
    trials: {
      ...common,
      limited: {
        prepare: reply({ status: 429, headers: { 'retry-after': '12' } }),
        expected: limited(12_000, 'address'),
        arrived: 0,
      },
      'limited until': {
        prepare: reply({ status: 429, headers: { 'retry-after': new Date(NOW + 90_000).toUTCString() } }),
        expected: limited(90_000),
        arrived: 0,
      },
      'limited without end': {
        prepare: reply({ status: 429, headers: { 'retry-after': '999999999' } }),
        expected: limited(86_400_000),
        arrived: 0,
      },
      'limited without words': { prepare: reply({ status: 429 }), expected: limited(30_000), arrived: 0 },
      // Whatever it says, it has taken the message.
      garbage: { prepare: reply(HTML), expected: sent, arrived: 1 },
      'answer cut': { prepare: () => end.next({ kind: 'cut' }), expected: sent, arrived: 1 },
      'gone for good': { prepare: reply({ status: 410 }), expected: refused(true), arrived: 0 },
      'not let in': { prepare: reply({ status: 401 }), expected: refused(true), arrived: 0 },
      'not there yet': { prepare: reply({ status: 404 }), expected: again, arrived: 0 },
      'this message refused': { prepare: reply({ status: 422 }), expected: refused(false), arrived: 0 },
      moved: {
        prepare: reply({ status: 301, headers: { location: '/hooks/elsewhere' } }),
        expected: { kind: 'moved', to: `${end.url}/hooks/elsewhere` },
        arrived: 0,
      },
      'sent to a stranger': {
        prepare: reply({ status: 301, headers: { location: 'https://stranger.example/' } }),
        expected: refused(true),
        arrived: 0,
      },
    },
  }
}

/** Our own keys, as the relay makes them. */
export function makeVapid(): VapidKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const { d = '' } = privateKey.export({ format: 'jwk' })
  return { subject: 'mailto:alertes@exemple.fr', publicKey: point.toString('base64url'), privateKey: d }
}

async function standPush(): Promise<Stand> {
  const end = await startPush()
  const { reply, common } = httpTrials(end)
  const vapid = makeVapid()
  return {
    ...standOf(end),
    channel: CHANNELS['web-push'],
    address: end.address,
    io: {
      fetch: (url, init) => hop(end.toLoopback(url), init),
      vapid: async () => vapid,
      options: { keys: end.keys },
    },
    secrets: [end.address, 'fakeSubscriptionForTests', end.keys.auth, end.keys.p256dh, vapid.privateKey],
    trials: {
      ...common,
      limited: {
        prepare: reply({ status: 429, headers: { 'retry-after': '120' } }),
        expected: limited(120_000, 'address'),
        arrived: 0,
      },
      garbage: { prepare: reply(HTML), expected: sent, arrived: 1 },
      'answer cut': { prepare: () => end.next({ kind: 'cut' }), expected: sent, arrived: 1 },
      'gone for good': {
        prepare: reply({ status: 410, body: { errno: 106 } }),
        expected: refused(true),
        arrived: 0,
      },
      'never known': { prepare: reply({ status: 404 }), expected: refused(true), arrived: 0 },
      'made for other keys': { prepare: reply({ status: 403 }), expected: refused(true), arrived: 0 },
      'our signature refused': {
        prepare: reply({ status: 403, body: { reason: 'BadJwtToken' } }),
        expected: again,
        arrived: 0,
      },
      'our token refused': {
        prepare: reply({ status: 401, body: 'vapid t=eyJhbGciOiJFUzI1NiJ9' }),
        expected: { ...refused(true), scope: 'channel' },
        arrived: 0,
      },
      'this message refused': { prepare: reply({ status: 413 }), expected: refused(false), arrived: 0 },
    },
  }
}

const RECIPIENT = 'camille.martin@exemple.fr'

async function standMail(): Promise<Stand> {
  const end = await startMail()
  end.methods = 'PLAIN LOGIN'
  const next = (mode: MailMode) => () => end.next(mode)
  const server = { host: 'localhost', port: end.port, tls: false, login: end.login }
  const way = { kind: 'smtp', server, connect: end.connect(PATIENCE_MS) } as const
  return {
    channel: CHANNELS.email,
    address: RECIPIENT,
    io: { mail: { from: { name: 'Vigie', email: 'alertes@exemple.fr' }, way } },
    arrived: () => end.letters.length,
    close: end.close,
    secrets: [RECIPIENT, end.login.password, Buffer.from(end.login.password).toString('base64')],
    trials: {
      success: { prepare: () => undefined, expected: sent, arrived: 1 },
      slow: { prepare: next({ at: 'body', answer: { slow: SLOW_MS } }), expected: sent, arrived: 1 },
      busy: {
        prepare: next({ at: 'greeting', answer: '554 5.3.2 no service here' }),
        expected: again,
        arrived: 0,
      },
      'closing down': {
        prepare: next({ at: 'EHLO', answer: '421 4.3.2 closing down' }),
        expected: again,
        arrived: 0,
      },
      limited: {
        prepare: next({ at: 'MAIL', answer: '421 4.7.28 rate limit exceeded' }),
        expected: limited(60_000, 'channel'),
        arrived: 0,
      },
      'lost answer': {
        prepare: next({ at: 'body', answer: 'accept-then-reset' }),
        expected: lost,
        arrived: 1,
      },
      'broken off': { prepare: next({ at: 'DATA', answer: 'reset' }), expected: again, arrived: 0 },
      'hung up': { prepare: next({ at: 'RCPT', answer: 'hang up' }), expected: again, arrived: 0 },
      'hung up after the letter': {
        prepare: next({ at: 'body', answer: 'hang up' }),
        expected: lost,
        arrived: 0,
      },
      'broken off at once': {
        prepare: next({ at: 'greeting', answer: 'reset' }),
        expected: again,
        arrived: 0,
      },
      silent: { prepare: next({ at: 'greeting', answer: 'hang' }), expected: again, arrived: 0 },
      'silent after the letter': {
        prepare: next({ at: 'body', answer: 'hang' }),
        expected: lost,
        arrived: 0,
      },
      down: { prepare: () => end.close(), expected: again, arrived: 0 },
      garbage: {
        prepare: next({ at: 'greeting', answer: 'HTTP/1.1 400 Bad Request' }),
        expected: again,
        arrived: 0,
      },
      'garbage at the end': { prepare: next({ at: 'body', answer: '<html>' }), expected: lost, arrived: 0 },
      'gone for good': {
        prepare: next({ at: 'RCPT', answer: `550 5.1.1 <${RECIPIENT}>: Recipient address rejected` }),
        expected: refused(true),
        arrived: 0,
      },
      'mailbox full': {
        prepare: next({ at: 'RCPT', answer: '552 5.2.2 Mailbox full' }),
        expected: again,
        arrived: 0,
      },
      greylisted: {
        prepare: next({ at: 'RCPT', answer: '450 4.2.0 Greylisted' }),
        expected: again,
        arrived: 0,
      },
      'not taken for policy': {
        prepare: next({ at: 'RCPT', answer: '550 5.7.1 Relaying denied' }),
        expected: refused(false),
        arrived: 0,
      },
      'this message refused': {
        prepare: next({ at: 'body', answer: '554 5.7.1 Spam' }),
        expected: refused(false),
        arrived: 0,
      },
      'login refused': {
        prepare: next({ at: 'AUTH', answer: `535 5.7.8 ${end.login.password} is wrong` }),
        expected: { ...refused(true), scope: 'channel' },
        arrived: 0,
      },
      'sender refused': {
        prepare: next({ at: 'MAIL', answer: '553 5.7.1 not your address' }),
        expected: { ...refused(true), scope: 'channel' },
        arrived: 0,
      },
    },
  }
}

async function standTelegram(): Promise<Stand> {
  const end = await startTelegram()
  const next =
    (...modes: Parameters<typeof end.answerNext>) =>
    () =>
      end.answerNext(...modes)
  const refuse = (status: 400 | 401 | 403, description: string, parameters?: object) =>
    next({ kind: 'refuse', status, description, ...(parameters === undefined ? {} : { parameters }) })
  return {
    channel: CHANNELS.telegram,
    address: end.chatId,
    io: { fetch: hop, telegram: { token: end.token, apiRoot: end.url } },
    arrived: () => end.messages.length,
    close: end.close,
    secrets: [end.token],
    trials: {
      success: { prepare: next({ kind: 'ok' }), expected: sent, arrived: 1 },
      slow: { prepare: next({ kind: 'slow', ms: SLOW_MS }), expected: sent, arrived: 1 },
      busy: { prepare: next({ kind: 'broken', status: 502 }), expected: again, arrived: 0 },
      limited: { prepare: next({ kind: 'flood', retryAfter: 35 }), expected: limited(35_000), arrived: 0 },
      'lost answer': { prepare: next({ kind: 'accept-then-reset' }), expected: lost, arrived: 1 },
      'broken off': { prepare: next({ kind: 'reset' }), expected: { kind: 'retry' }, arrived: 0 },
      silent: { prepare: next({ kind: 'hang' }), expected: lost, arrived: 0 },
      down: { prepare: end.close, expected: again, arrived: 0 },
      garbage: { prepare: next({ kind: 'html', status: 200 }), expected: lost, arrived: 0 },
      'gone for good': {
        prepare: refuse(403, 'Forbidden: bot was blocked by the user'),
        expected: refused(true),
        arrived: 0,
      },
      'this message refused': {
        prepare: refuse(400, 'Bad Request: message text is empty'),
        expected: refused(false),
        arrived: 0,
      },
      moved: {
        prepare: refuse(400, 'Bad Request: group upgraded', { migrate_to_chat_id: -1009 }),
        expected: { kind: 'moved', to: '-1009' },
        arrived: 0,
      },
    },
  }
}

/** The time that every channel reads in a trial. */
export const NOW = Date.UTC(2026, 10, 20, 13, 7, 0)

export const STANDS = {
  telegram: standTelegram,
  'web-push': standPush,
  email: standMail,
  discord: standDiscord,
  ntfy: standNtfy,
  webhook: standReceiver,
} satisfies Record<Exclude<keyof typeof CHANNELS, 'log'>, () => Promise<Stand>>
