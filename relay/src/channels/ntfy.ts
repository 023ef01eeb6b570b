import type { Delivery } from '#core/delivery.ts'
import type { Channel, ChannelIo, ChannelMessage } from './channel.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'

import { byteLength, fitLine, fitLines } from './fit-text.ts'
import { callHttp, detailOf, parseObject, readRedirect, retryAfter } from './http-call.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
const UPLOAD_MS = 20_000
/** A longer message becomes a file: https://docs.ntfy.sh/publish/#limitations; JSON as a whole may be twice that. */
const MESSAGE_MOST = 3500
const TITLE_MOST = 250
const JSON_MOST = 8000
const CAPTION_MOST = 200
/** The quota of a day, and those of files: https://docs.ntfy.sh/publish/#limitations */
const LONG_LIMITS = new Set([42_905, 42_908])

/** What people see beside the title: https://docs.ntfy.sh/emojis/ */
const TAGS = {
  success: 'wheelchair',
  warning: 'warning',
  info: 'information_source',
  error: 'rotating_light',
}
const [QUIET, NORMAL, HIGH, URGENT] = [2, 3, 4, 5]
const PRIORITIES = { success: URGENT, warning: NORMAL, info: NORMAL, error: HIGH }

/**
 * A topic of ntfy.sh or of one's own server, `https://server/topic`; for a closed topic an access token stands in the
 * options (`token`). The topic is as good as a password, and is never told.
 */
export const ntfy: Channel = {
  // A visitor may send 60 at once, then one in 5 s; all that Vigie sends counts as one visitor.
  pace: { burst: 20, everyMs: 5 * SECOND },
  problem(address, options) {
    if (readTopic(address) === null) return 'address: must be https://server/topic'
    return options.token === undefined || tokenOf(options) !== null
      ? null
      : 'options: token must be an access token of letters, digits and underscores'
  },
  async send(message, address, io) {
    const topic = readTopic(address)
    if (topic === null) return NO_TOPIC
    const probe = message.repeat ? `${topic.server}/v1/health` : null
    const body = JSON.stringify(toMessage(message, topic.name))
    const headers = { 'content-type': 'application/json', ...authOf(io) }
    return await call(io, { url: `${topic.server}/`, headers, body, probe }, topic.name)
  },
  async sendPicture(picture, address, io) {
    const topic = readTopic(address)
    if (topic === null) return NO_TOPIC
    // In the query, since headers hold no accents.
    const query = new URLSearchParams({
      message: fitLine(picture.caption, CAPTION_MOST),
      filename: `page.${picture.type.slice('image/'.length)}`,
      priority: String(QUIET),
    })
    const url = `${topic.server}/${topic.name}?${query.toString()}`
    const headers = { 'content-type': picture.type, ...authOf(io) }
    const asked: HttpCall = { url, method: 'PUT', headers, body: picture.content, timeoutMs: UPLOAD_MS }
    return await call(io, asked, topic.name)
  },
}

const NO_TOPIC: Delivery = { kind: 'refused', detail: 'not the address of a topic', permanent: true }

/** `JSON` as ntfy takes it: https://docs.ntfy.sh/publish/#publish-as-json */
function toMessage({ text, level, silent }: ChannelMessage, topic: string): object {
  const { title, lines, links } = text
  const [first] = links
  const message = {
    topic,
    title: fitLine(title, TITLE_MOST, { size: byteLength }),
    // An empty one would read "triggered".
    message: fitLines(lines.length === 0 ? [title] : lines, MESSAGE_MOST, { size: byteLength }),
    priority: silent === true ? QUIET : PRIORITIES[level],
    tags: [TAGS[level]],
  }
  const clicked = first === undefined ? message : { ...message, click: first.url }
  const actions = links.slice(0, 3).map(({ label, url }) => ({ action: 'view', label, url }))
  const whole = actions.length === 0 ? clicked : { ...clicked, actions }
  const fitting = [whole, clicked].find((one) => byteLength(JSON.stringify(one)) <= JSON_MOST)
  return fitting ?? message
}

/** The last part of the path is the topic; a server may stand below a folder. */
function readTopic(address: string): { server: string; name: string } | null {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '') return null
  const [, folder = '', name] = /^(.*)\/([\w-]{1,64})\/?$/.exec(url.pathname) ?? []
  return name === undefined ? null : { server: url.origin + folder, name }
}

const tokenOf = ({ token }: ChannelIo['options']) =>
  typeof token === 'string' && /^\w{4,128}$/.test(token) ? token : null

function authOf({ options }: ChannelIo): Record<string, string> {
  const token = tokenOf(options)
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

async function call(io: ChannelIo, given: HttpCall, topic: string): Promise<Delivery> {
  const token = tokenOf(io.options)
  const asked = { ...given, secrets: [topic, ...(token === null ? [] : [token])] }
  const answer = await callHttp(io, asked)
  if (answer.kind !== 'answered') return answer
  const delivery = readAnswer(answer, asked, io.now())
  // It is the server that has moved.
  return delivery.kind === 'moved' ? { kind: 'moved', to: new URL(topic, delivery.to).href } : delivery
}

function readAnswer(answer: HttpAnswer, asked: HttpCall, now: number): Delivery {
  const { status } = answer
  const body = parseObject(answer.body)
  const code = typeof body?.code === 'number' ? body.code : null
  if (status === 429) {
    const otherwise = code !== null && LONG_LIMITS.has(code) ? HOUR : 5 * SECOND
    return { kind: 'rate-limited', retryAfterMs: retryAfter(answer, { otherwise, now }), scope: 'address' }
  }
  if (status >= 200 && status <= 299)
    return typeof body?.id === 'string'
      ? { kind: 'sent', messageId: body.id }
      : { kind: 'retry', detail: detailOf(answer, 'without an answer of ntfy’s', asked), ambiguous: true }
  const redirect = readRedirect(answer, asked)
  if (redirect !== null) return redirect
  if (status >= 500 || code === null)
    return { kind: 'retry', detail: detailOf(answer, 'without an answer of ntfy’s', asked), ambiguous: false }
  const words = typeof body?.error === 'string' ? body.error : ''
  const detail = detailOf(answer, `${code} ${words}`, asked)
  return { kind: 'refused', detail, permanent: status === 401 || status === 403 || status === 404 }
}
