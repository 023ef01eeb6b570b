import type { Delivery } from '#core/delivery.ts'
import type { SmtpServer } from '../config-mail.ts'
import type { ConnectTo, TcpSocket } from './channel.ts'
import type { SmtpReply } from './smtp-talk.ts'

import { oneLine } from '#core/one-line.ts'
import { redactPersonal } from '#core/redact.ts'

import { toBase64 } from '../base64.ts'
import { SmtpTalk } from './smtp-talk.ts'

/** Of a whole conversation; servers may greet late on purpose. */
const TIMEOUT_MS = 40_000
const LIMITED_MS = 60_000
const DETAIL_MOST = 160

export type Letter = {
  /** Addresses of the envelope, already checked. */
  from: string
  to: string
  /** Headers and body, ASCII, lines ended by CR LF. */
  data: string
}

type Home = { server: SmtpServer; connect: ConnectTo; leaving: () => void }

/** The words of a server that refuses for now because of how much we send, whatever its code. */
const LIMITED = /too many|rate limit|limit exceeded|throttl|4\.7\.28/i
const MAILBOX_FULL = new Set([452, 552])
/** No such mailbox, and its kin: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3, RFC 3463 for the longer codes. */
const NO_MAILBOX = /\b5\.1\.\d+\b|\b5\.2\.1\b/

/**
 * One letter by a mail server: https://www.rfc-editor.org/rfc/rfc5321. Never throws. Only what happens after the body
 * has begun to leave is ambiguous.
 */
export async function sendBySmtp(letter: Letter, home: Home): Promise<Delivery> {
  let socket: TcpSocket | null = null
  let hasBegun = false
  try {
    socket = home.connect(home.server)
    const talk = new SmtpTalk(socket, AbortSignal.timeout(TIMEOUT_MS))
    const stopped = (await greet(talk, letter, home)) ?? (await address(talk, letter))
    if (stopped !== null) return stopped
    home.leaving()
    hasBegun = true
    const answer = await talk.say(`${stuff(letter.data)}.`)
    const ended = readEnd(answer, home.server) ?? { kind: 'sent' as const, messageId: null }
    await talk.bye()
    return ended
  } catch (error) {
    const words = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
    return { kind: 'retry', detail: clean(words, home.server), ambiguous: hasBegun }
  } finally {
    await socket?.close().catch(() => undefined)
  }
}

type Stop = Delivery | null

/** Up to the login. What is refused here is about us, never about the one who is written to. */
async function greet(talk: SmtpTalk, letter: Letter, { server }: Home): Promise<Stop> {
  const hello = `EHLO ${letter.from.slice(letter.from.indexOf('@') + 1)}`
  const welcome = await talk.read()
  if (welcome.code !== 220) return forNow(welcome, server)
  let offers = await talk.say(hello)
  if (offers.code !== 250) return forNow(offers, server)
  const isHome = isLoopback(server.host)
  if (!server.tls && !isHome && /^STARTTLS$/im.test(offers.text)) {
    const ready = await talk.say('STARTTLS')
    if (ready.code !== 220) return forNow(ready, server)
    await talk.startTls()
    offers = await talk.say(hello)
    if (offers.code !== 250) return forNow(offers, server)
  } else if (!server.tls && !isHome && server.login !== null) {
    const detail = 'the mail server offers no TLS: the password was not sent'
    return { kind: 'refused', detail, permanent: true, scope: 'channel' }
  }
  return server.login === null ? null : await logIn(talk, offers, server)
}

async function logIn(talk: SmtpTalk, offers: SmtpReply, server: SmtpServer): Promise<Stop> {
  const { user = '', password = '' } = server.login ?? {}
  const methods = /^AUTH[ =](.*)$/im.exec(offers.text)?.[1]?.toUpperCase().split(/\s+/) ?? []
  const lines = methods.includes('PLAIN')
    ? [`AUTH PLAIN ${encode(`\0${user}\0${password}`)}`]
    : methods.includes('LOGIN')
      ? ['AUTH LOGIN', encode(user), encode(password)]
      : []
  let answer: SmtpReply | null = null
  for (const line of lines) {
    answer = await talk.say(line)
    if (answer.code >= 400) break
  }
  if (answer?.code === 235) return null
  if (answer !== null && answer.code < 500) return forNow(answer, server)
  const detail = clean(answer === null ? 'no way to log in that we know' : wordsOf(answer), server)
  return { kind: 'refused', detail, permanent: true, scope: 'channel' }
}

const encode = (text: string) => toBase64(new TextEncoder().encode(text))

/** Sender and recipient. */
async function address(talk: SmtpTalk, { from, to }: Letter): Promise<Stop> {
  const sender = await talk.say(`MAIL FROM:<${from}>`)
  if (sender.code >= 500)
    return { kind: 'refused', detail: clean(wordsOf(sender)), permanent: true, scope: 'channel' }
  if (sender.code !== 250) return forNow(sender)
  const recipient = await talk.say(`RCPT TO:<${to}>`)
  if (recipient.code !== 250 && recipient.code !== 251) return readRecipient(recipient)
  const ready = await talk.say('DATA')
  return ready.code === 354 ? null : forNow(ready)
}

function readRecipient(answer: SmtpReply): Delivery {
  const isForNow = answer.code < 500 || MAILBOX_FULL.has(answer.code)
  if (isForNow) return forNow(answer)
  const isGone = [550, 551, 553].includes(answer.code) && !/\b5\.7\.\d+\b/.test(answer.text)
  const permanent = isGone || NO_MAILBOX.test(answer.text)
  return { kind: 'refused', detail: clean(wordsOf(answer)), permanent }
}

/** What came of the body; `null` when it was taken. */
function readEnd(answer: SmtpReply, server: SmtpServer): Stop {
  if (answer.code >= 200 && answer.code < 300) return null
  if (answer.code < 500) return forNow(answer, server)
  return { kind: 'refused', detail: clean(wordsOf(answer), server), permanent: false }
}

function forNow(answer: SmtpReply, server?: SmtpServer): Delivery {
  if (answer.code >= 400 && answer.code < 500 && LIMITED.test(answer.text))
    return { kind: 'rate-limited', retryAfterMs: LIMITED_MS, scope: 'channel' }
  return { kind: 'retry', detail: clean(wordsOf(answer), server), ambiguous: false }
}

/** A line that begins with a dot would end the letter: RFC 5321, section 4.5.2. */
const stuff = (data: string) => data.replace(/^\./gm, '..')

const wordsOf = ({ code, text }: SmtpReply) => `${code} ${text}`

/** Addresses and the login never show. */
function clean(words: string, server?: SmtpServer): string {
  const { user = '', password = '' } = server?.login ?? {}
  return redactPersonal(oneLine(words, 4 * DETAIL_MOST), [password, user]).slice(0, DETAIL_MOST)
}

/** What goes there never leaves this machine, whose mail server has a certificate for no name that we could ask for. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
