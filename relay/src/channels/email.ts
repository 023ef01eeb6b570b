import type { AlertText } from '#core/wording.ts'
import type { Delivery } from '#core/delivery.ts'
import type { Locale } from '#core/words.ts'
import type { Channel, ChannelIo, Mail } from './channel.ts'
import type { Attachment } from './mime.ts'

import { oneLine } from '#core/one-line.ts'
import { redactPersonal } from '#core/redact.ts'

import { toBase64, toBase64Url } from '../base64.ts'
import { isEmail } from '../config-mail.ts'
import { toHtmlLetter, toPlainLetter } from './email-text.ts'
import { toMime } from './mime.ts'
import { sendBySmtp } from './smtp.ts'

const SECOND = 1000
const SUBJECT_MOST = 200
const TIMEOUT_MS = 20 * SECOND
const DETAIL_MOST = 160

type Post = {
  to: string
  text: AlertText
  locale: Locale
  /** To be shown before other mail. */
  urgent: boolean
  unsubscribe: string | null
  answer: string | null
  /** Names the letter, the same when it is sent again. */
  id: string
  replyTo: string | null
  attachment: Attachment | null
}

/** Mail in HTML and plain text, by the platform's own service or a mail server of the operator's. */
export const email: Channel = {
  pace: { burst: 5, everyMs: 10 * SECOND },
  overall: { burst: 10, everyMs: 200 },
  problem: (address) => (isEmail(address) ? null : 'address: must be an e-mail address, written in ASCII'),
  async send({ text, level, silent, locale = 'fr', alert, ...urls }, address, io) {
    const id = alert?.id ?? crypto.randomUUID()
    const { unsubscribeUrl: unsubscribe = null, answerUrl: answer = null } = urls
    const urgent = level === 'success' && silent !== true
    const post = { to: address, text, locale, urgent, unsubscribe, answer, id }
    return await send({ ...post, replyTo: null, attachment: null }, io)
  },
  async sendPicture({ caption, content, type, replyTo, locale = 'fr' }, address, io) {
    const text = { title: caption, lines: [], links: [] }
    const attachment = { name: `page.${type.slice('image/'.length)}`, type, content }
    const post = { to: address, text, locale, urgent: false, unsubscribe: null, answer: null }
    return await send({ ...post, id: crypto.randomUUID(), replyTo, attachment }, io)
  },
}

async function send(post: Post, io: ChannelIo): Promise<Delivery> {
  const { mail } = io
  if (mail === null) return { kind: 'refused', detail: 'not configured', permanent: true, scope: 'channel' }
  if (!isEmail(post.to)) return { kind: 'refused', detail: 'not an address', permanent: true }
  const { way } = mail
  if (way.kind === 'platform') return await sendByPlatform(post, mail, { binding: way.binding, io })
  const messageId = messageIdOf(post, mail)
  const data = toMime({
    from: mail.from,
    to: post.to,
    subject: oneLine(post.text.title, SUBJECT_MOST),
    at: io.now(),
    messageId,
    headers: { ...listHeaders(post), ...ownHeaders(post) },
    ...bodiesOf(post),
    attachment: post.attachment,
    boundary: toBase64Url(crypto.getRandomValues(new Uint8Array(24))),
  })
  const { server, connect } = way
  const letter = { from: mail.from.email, to: post.to, data }
  const delivery = await sendBySmtp(letter, { server, connect, leaving: io.leaving })
  return delivery.kind === 'sent' ? { kind: 'sent', messageId } : delivery
}

const bodiesOf = (post: Post) => ({ text: toPlainLetter(post), html: toHtmlLetter(post) })

/** One click ends the subscription: https://www.rfc-editor.org/rfc/rfc8058, which asks for https. */
function listHeaders({ unsubscribe }: Post): Record<string, string> {
  const url = URL.parse(unsubscribe ?? '')
  if (url === null) return {}
  const list = { 'List-Unsubscribe': `<${url.href}>` }
  return url.protocol === 'https:' ? { ...list, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : list
}

/** What the platform sets by itself, or does not take. */
function ownHeaders({ urgent, replyTo }: Post): Record<string, string> {
  const isId = replyTo !== null && /^<[\w.@+-]+>$/.test(replyTo)
  return {
    // So that no machine answers: https://www.rfc-editor.org/rfc/rfc3834
    'Auto-Submitted': 'auto-generated',
    ...(urgent ? { Importance: 'high', 'X-Priority': '1' } : {}),
    ...(isId ? { 'In-Reply-To': replyTo, References: replyTo } : {}),
  }
}

const messageIdOf = ({ id }: Post, { from }: Mail) =>
  `<${id.replace(/[^\w.-]/g, '')}@${from.email.slice(from.email.indexOf('@') + 1)}>`

type Platform = { binding: SendEmail; io: ChannelIo }

/** https://developers.cloudflare.com/email-service/api/send-emails/workers-api/ */
async function sendByPlatform(post: Post, { from }: Mail, { binding, io }: Platform): Promise<Delivery> {
  const { to, text, attachment, urgent } = post
  io.leaving()
  try {
    const { messageId } = await within(
      TIMEOUT_MS,
      binding.send({
        from: from.name === '' ? from.email : from,
        to,
        subject: oneLine(text.title, SUBJECT_MOST),
        ...bodiesOf(post),
        headers: { ...listHeaders(post), ...(urgent ? { 'X-Priority': '1' } : {}) },
        ...(attachment === null
          ? {}
          : {
              attachments: [
                {
                  disposition: 'attachment' as const,
                  filename: attachment.name,
                  type: attachment.type,
                  content: toBase64(attachment.content),
                },
              ],
            }),
      }),
    )
    return { kind: 'sent', messageId }
  } catch (error) {
    return readFailure(error, to)
  }
}

const LIMITS: Record<string, number> = {
  E_RATE_LIMIT_EXCEEDED: 60 * SECOND,
  E_DAILY_LIMIT_EXCEEDED: 3600 * SECOND,
}
/** It has bounced before, or its owner has complained. */
const NEVER = new Set(['E_RECIPIENT_SUPPRESSED', 'E_RECIPIENT_NOT_ALLOWED'])
const FOR_NOW = new Set(['E_INTERNAL_SERVER_ERROR', 'E_DELIVERY_FAILED'])
const OURS = new Set(['E_SENDER_NOT_VERIFIED', 'E_SENDER_DOMAIN_NOT_AVAILABLE'])

/** The service throws errors with a code; without one the call itself was lost. */
function readFailure(error: unknown, to: string): Delivery {
  const { code, message }: { code?: unknown; message?: unknown } = Object(error)
  const words = `${typeof code === 'string' ? `${code}: ` : ''}${String(message)}`
  const detail = redactPersonal(oneLine(words, 4 * DETAIL_MOST), [to]).slice(0, DETAIL_MOST)
  if (typeof code !== 'string' || !code.startsWith('E_')) return { kind: 'retry', detail, ambiguous: true }
  const wait = LIMITS[code]
  if (wait !== undefined) return { kind: 'rate-limited', retryAfterMs: wait, scope: 'channel' }
  if (FOR_NOW.has(code)) return { kind: 'retry', detail, ambiguous: false }
  if (OURS.has(code)) return { kind: 'refused', detail, permanent: true, scope: 'channel' }
  return { kind: 'refused', detail, permanent: NEVER.has(code) }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms)
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
