import type { Delivery } from '#core/delivery.ts'
import type { Channel } from './channel.ts'
import type { Answer } from './telegram-answer.ts'
import type { Call } from './telegram-call.ts'
import type { SendMessage } from './telegram-text.ts'

import { call, probe } from './telegram-call.ts'
import { photoCall } from './telegram-picture.ts'
import { toHtml, toPlain } from './telegram-text.ts'

const TIMEOUT_MS = 10_000
const UNCONFIGURED: Delivery = { kind: 'refused', detail: 'not configured', permanent: true }

export const telegram: Channel = {
  // Telegram's own rule for one chat: about a message a second, short bursts apart.
  pace: { burst: 3, everyMs: 1000 },
  async send(message, address, io) {
    const bot = io.telegram
    if (bot === null) return UNCONFIGURED
    // There is one repeat only: it is not spent on a line that is still dead.
    const dead = message.repeat ? await probe(bot, io) : null
    if (dead !== null) return dead
    io.leaving()
    const sound = message.silent === true ? { disable_notification: true } : {}
    const answer = await call(bot, io, messageCall({ ...toHtml(message.text, address), ...sound }))
    if (answer.kind !== 'malformed') return answer
    const plain = await call(bot, io, messageCall({ ...toPlain(message.text, address), ...sound }))
    return settled(plain)
  },
  async sendPicture(picture, address, io) {
    const bot = io.telegram
    if (bot === null) return UNCONFIGURED
    const photo = await photoCall(picture, address)
    io.leaving()
    return settled(await call(bot, io, photo))
  },
}

const settled = (answer: Answer): Delivery =>
  answer.kind === 'malformed' ? { kind: 'refused', detail: answer.detail, permanent: false } : answer

const messageCall = (message: SendMessage): Call => ({
  method: 'sendMessage',
  contentType: 'application/json',
  body: JSON.stringify(message),
  timeoutMs: TIMEOUT_MS,
})
