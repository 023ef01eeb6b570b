import type { ApiMethods } from '@grammyjs/types'
import type { Delivery, PaceRule, WindowRule } from '#core/delivery.ts'
import type { Channel, ChannelMessage } from './channel.ts'
import type { Answer } from './telegram-answer.ts'
import type { SendMessage } from './telegram-text.ts'

import { isAnswerable } from '#core/alert.ts'

import { call, probe } from './telegram-call.ts'
import { photoCall } from './telegram-picture.ts'
import { answerRows, toCall } from './telegram-screen.ts'
import { toHtml, toPlain } from './telegram-text.ts'

/** A relay that was started without its token has not lost those who are told by it. */
const UNCONFIGURED: Delivery = {
  kind: 'refused',
  detail: 'not configured',
  permanent: true,
  scope: 'channel',
}

// About a message a second in one chat and twenty a minute in a group, about thirty a second over all:
// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
const ONE_PERSON: PaceRule = { burst: 3, everyMs: 1000 }
const GROUP: PaceRule = { burst: 3, everyMs: 3500 }
const EVERYONE: WindowRule = { most: 30, withinMs: 1000 }

type EditMessageText = Parameters<ApiMethods<never>['editMessageText']>[0]

export const telegram: Channel = {
  // Groups and channels have negative numbers, or a name.
  pace: (address) => (/^[-@]/.test(address) ? GROUP : ONE_PERSON),
  overall: EVERYONE,
  async send(message, address, io) {
    const bot = io.telegram
    if (bot === null) return UNCONFIGURED
    // There is one repeat only: it is not spent on a line that is still dead.
    const dead = message.repeat ? await probe(bot, io) : null
    if (dead !== null) return dead
    io.leaving()
    const send = async (drawn: SendMessage) => {
      const sound = message.silent === true ? { disable_notification: true } : {}
      const params: SendMessage = { ...withAnswers(drawn, message), ...sound }
      return await call(bot, io, toCall({ method: 'sendMessage', params }))
    }
    const answer = await send(toHtml(message.text, address))
    if (answer.kind !== 'malformed') return answer
    return settled(await send(toPlain(message.text, address)))
  },
  async edit(message, { address, messageId }, io) {
    const bot = io.telegram
    if (bot === null) return UNCONFIGURED
    io.leaving()
    const edit = async (drawn: SendMessage) => {
      const params: EditMessageText = { ...withAnswers(drawn, message), message_id: Number(messageId) }
      return await call(bot, io, toCall({ method: 'editMessageText', params }))
    }
    const answer = edited(await edit(toHtml(message.text, address)), messageId)
    if (answer.kind !== 'malformed') return answer
    return settled(edited(await edit(toPlain(message.text, address)), messageId))
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

/** What stands there already as it should is as good as changed. */
function edited(answer: Answer, messageId: string): Answer {
  const same = 'detail' in answer && /message is not modified/i.test(answer.detail)
  return same ? { kind: 'sent', messageId } : answer
}

/** The buttons to answer with, under the links. */
function withAnswers(drawn: SendMessage, { alert, locale = 'fr' }: ChannelMessage): SendMessage {
  if (alert === undefined || !isAnswerable(alert.content)) return drawn
  const links = drawn.reply_markup?.inline_keyboard ?? []
  const answers = answerRows({ alertId: alert.id, locale, chosen: alert.answered ?? null })
  return { ...drawn, reply_markup: { inline_keyboard: [...links, ...answers] } }
}
