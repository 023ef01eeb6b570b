import type { Delivery } from '#core/delivery.ts'
import type { Channel, ChannelIo } from './channel.ts'
import type { Answer } from './telegram-answer.ts'
import type { SendMessage } from './telegram-text.ts'

import { readAnswer } from './telegram-answer.ts'
import { toHtml, toPlain } from './telegram-text.ts'
import { trackedBody } from './tracked-body.ts'

const TIMEOUT_MS = 10_000
const ANSWER_MOST = 64 * 1024

type Bot = NonNullable<ChannelIo['telegram']>

export const telegram: Channel = {
  // Telegram's own rule for one chat: about a message a second, short bursts apart.
  pace: { burst: 3, everyMs: 1000 },
  async send(message, address, io) {
    const bot = io.telegram
    if (bot === null) return { kind: 'refused', detail: 'not configured', permanent: true }
    // There is one repeat only: it is not spent on a line that is still dead.
    const dead = message.repeat ? await probe(bot, io) : null
    if (dead !== null) return dead
    io.leaving()
    const answer = await call(bot, io, toHtml(message.text, address))
    if (answer.kind !== 'malformed') return answer
    const plain = await call(bot, io, toPlain(message.text, address))
    return plain.kind === 'malformed' ? { kind: 'refused', detail: plain.detail, permanent: false } : plain
  },
}

async function call(bot: Bot, io: ChannelIo, message: SendMessage): Promise<Answer> {
  const body = trackedBody(JSON.stringify(message))
  let status: number | null = null
  try {
    const response = await io.fetch(method(bot, 'sendMessage'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body.stream,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    status = response.status
    return readAnswer(response, await readBounded(response))
  } catch (error) {
    const refused = status !== null && status >= 400
    return { kind: 'retry', detail: describe(error, bot), ambiguous: body.isTaken() && !refused }
  }
}

/** `null` when the Bot API answers at all; asks for nothing and changes nothing. */
async function probe(bot: Bot, io: ChannelIo): Promise<Delivery | null> {
  try {
    const response = await io.fetch(method(bot, 'getMe'), { signal: AbortSignal.timeout(TIMEOUT_MS) })
    const answer = readAnswer(response, await readBounded(response))
    if (answer.kind === 'rate-limited') return answer
    return answer.kind === 'retry' ? { ...answer, ambiguous: false } : null
  } catch (error) {
    return { kind: 'retry', detail: describe(error, bot), ambiguous: false }
  }
}

function method(bot: Bot, name: string): string {
  return `${bot.apiRoot}/bot${bot.token}/${name}`
}

/** An error's words without the address, which holds the token. */
function describe(error: unknown, bot: Bot): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
  return words.replaceAll(bot.token, '[masqué]').slice(0, 200)
}

async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    parts.push(part)
    size += part.byteLength
    if (size > ANSWER_MOST) break
  }
  return new TextDecoder().decode(await new Blob(parts).arrayBuffer())
}
