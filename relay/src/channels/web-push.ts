import type { PushSubscription } from '@block65/webcrypto-web-push'
import type { Delivery } from '#core/delivery.ts'
import type { Channel, ChannelIo, ChannelMessage } from './channel.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'

import { buildPushPayload } from '@block65/webcrypto-web-push'

import { isAnswerable } from '#core/alert.ts'
import { WORDS } from '#core/words.ts'

import { fromBase64 } from '../base64.ts'
import { byteLength, fitLine, fitLines } from './fit-text.ts'
import { callHttp, detailOf, retryAfter } from './http-call.ts'

const SECOND = 1000
/** What is left of the 4,096 bytes that a push service must take: RFC 8291, section 4. */
const PAYLOAD_MOST = 3993
const TITLE_MOST = 300
const BODY_MOST = 1500
/** For how long a service keeps a message for a device that is away: a seat's news is old after an hour. */
const TTL_S = { seat: 3600, other: 12 * 3600 }

/** What our service worker gets: https://developer.mozilla.org/docs/Web/API/ServiceWorkerRegistration/showNotification */
export type PushNote = {
  title: string
  body: string
  /** The most useful first; what a click opens. */
  links: { label: string; url: string }[]
  /** A second message with the same one takes the place of the first. */
  tag: string
  silent: boolean
  /** To stay until somebody looks. */
  urgent: boolean
  lang: string
  /** What can be answered without opening anything: of which alert, on which button, and what to say when that fails. */
  answer: { alertId: string; label: string; failed: string } | null
}

/**
 * A browser's own push service, by VAPID (RFC 8292) and aes128gcm (RFC 8291). The address is the subscription's
 * endpoint, the options its `keys`.
 */
export const webPush: Channel = {
  pace: { burst: 10, everyMs: SECOND },
  problem(address, options) {
    if (URL.parse(address)?.protocol !== 'https:')
      return 'address: must be the https endpoint of a subscription'
    return readKeys(options) === null
      ? 'options: must hold keys.p256dh and keys.auth, as the browser gave them'
      : null
  },
  async send(message, address, io) {
    const keys = readKeys(io.options)
    if (keys === null) return { kind: 'refused', detail: 'no keys of the browser', permanent: true }
    const call = await seal(message, { endpoint: address, expirationTime: null, keys }, io)
    if ('kind' in call) return call
    const answer = await callHttp(io, call)
    return answer.kind === 'answered' ? readAnswer(answer, call, io.now()) : answer
  },
}

async function seal(
  message: ChannelMessage,
  to: PushSubscription,
  io: ChannelIo,
): Promise<HttpCall | Delivery> {
  const vapid = await io.vapid().catch(() => null)
  if (vapid === null) return { kind: 'retry', detail: 'our own keys could not be read', ambiguous: false }
  try {
    const note = toNote(message)
    const urgency = note.silent ? 'low' : note.urgent ? 'high' : 'normal'
    const topic = topicOf(message)
    const sealed = await buildPushPayload(
      {
        data: note,
        options: {
          ttl: message.level === 'success' ? TTL_S.seat : TTL_S.other,
          urgency,
          ...(topic === '' ? {} : { topic }),
        },
      },
      to,
      vapid,
    )
    const { 'content-length': _, ...headers } = sealed.headers
    const secrets = [to.keys.auth, to.keys.p256dh, vapid.privateKey]
    const probe = message.repeat ? new URL(to.endpoint).origin : null
    return { url: to.endpoint, headers, body: sealed.body, secrets, probe }
  } catch {
    // What the library says of bad keys may hold them.
    return { kind: 'refused', detail: 'nothing can be sealed for these keys', permanent: true }
  }
}

/** The message as the service worker shows it, small enough to be pushed. */
export function toNote(message: ChannelMessage): PushNote {
  const { text, silent = false, level, locale = 'fr', alert } = message
  const { pushSeen: label, pushUnsent: failed } = WORDS[locale]
  const note: PushNote = {
    title: fitLine(text.title, TITLE_MOST, { size: byteLength }),
    body: fitLines(text.lines, BODY_MOST, { size: byteLength }),
    links: [],
    tag: topicOf(message),
    silent,
    urgent: level === 'success',
    lang: locale,
    answer: alert !== undefined && isAnswerable(alert.content) ? { alertId: alert.id, label, failed } : null,
  }
  for (const link of text.links) {
    const grown = { ...note, links: [...note.links, link] }
    if (byteLength(JSON.stringify(grown)) <= PAYLOAD_MOST) note.links = grown.links
  }
  return note
}

/**
 * RFC 8030, section 5.4: at most 32 signs; a service drops a waiting message for a later one of the same topic. A repeat,
 * and the end, take the place of what they follow: no phone goes on showing a seat that has gone.
 */
const topicOf = ({ alert }: ChannelMessage) =>
  (alert?.follows ?? alert?.id ?? '').replace(/[^\w]/g, '').slice(0, 32)

function readAnswer(answer: HttpAnswer, asked: HttpCall, now: number): Delivery {
  const { status } = answer
  if (status >= 200 && status <= 299) return { kind: 'sent', messageId: null }
  // What services say is meant for developers, and may hold the token; the status has a fixed meaning.
  const detail = detailOf(answer, '', asked)
  // Our signature is refused (a clock that is off, a `sub` that Apple does not like), and no subscription is to blame.
  if (status === 403 && /jwt/i.test(answer.body)) return { kind: 'retry', detail, ambiguous: false }
  // RFC 8030, section 7.3: the subscription is over. 403: it was made for other keys than ours.
  if (status === 404 || status === 410 || status === 403) return { kind: 'refused', detail, permanent: true }
  if (status === 429)
    return {
      kind: 'rate-limited',
      retryAfterMs: retryAfter(answer, { otherwise: 60 * SECOND, now }),
      scope: 'address',
    }
  if (status === 401) return { kind: 'refused', detail, permanent: true, scope: 'channel' }
  if (status === 400 || status === 413) return { kind: 'refused', detail, permanent: false }
  return { kind: 'retry', detail, ambiguous: false }
}

/** An uncompressed P-256 point of 65 bytes and a secret of 16: RFC 8291, section 3. */
function readKeys({ keys }: ChannelIo['options']): PushSubscription['keys'] | null {
  const { p256dh, auth }: { p256dh?: unknown; auth?: unknown } = Object(keys)
  if (typeof p256dh !== 'string' || typeof auth !== 'string') return null
  const point = fromBase64(p256dh)
  const isGood = point?.length === 65 && point[0] === 4 && fromBase64(auth)?.length === 16
  return isGood ? { p256dh, auth } : null
}
