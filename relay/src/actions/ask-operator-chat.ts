import type { Asked } from '../channels/telegram-ask.ts'
import type { Context } from '../context.ts'

import { BOT_WORDS } from '#core/bot-words.ts'
import { z } from 'zod'

import { ask } from '../channels/telegram-ask.ts'
import { refusedChat } from '../store/subscriber-upkeep.ts'
import { patchSubscriber } from '../store/subscribers.ts'
import { transport } from './receive-updates.ts'
import { tell } from './tell.ts'

export type ChatAnswer =
  /** Nothing stands in the way of the operator's chat, or nothing does any more. */
  | { kind: 'open' }
  | { kind: 'refuses'; detail: string }
  /** Telegram has not said. */
  | { kind: 'unclear' }

const Chat = z.object({ type: z.string() })

/**
 * Whether the chat of the environment, once it has refused us, takes messages again: asked without a message. Only then
 * it is written to again. `getChat` alone answers for people who have blocked the bot, too.
 */
export async function askOperatorChat(context: Context): Promise<ChatAnswer> {
  const { env, config } = context
  const chatId = config.telegram?.chatId ?? null
  if (config.telegram === null || chatId === null) return { kind: 'open' }
  const chat = await refusedChat(env.DB, chatId)
  if (chat === null) return { kind: 'open' }
  const [io, chat_id] = [transport(context), chat.address]
  const found = await ask(config.telegram, io, { method: 'getChat', params: { chat_id } })
  if (!found.ok) return readRefusal(found)
  // A channel knows no such sign: https://core.telegram.org/bots/api#sendchataction
  if (Chat.safeParse(found.result).data?.type !== 'channel') {
    const params = { chat_id, action: 'typing' } as const
    const typed = await ask(config.telegram, io, { method: 'sendChatAction', params })
    if (!typed.ok) return readRefusal(typed)
  }
  await patchSubscriber(env.DB, chat.id, { state: 'active', at: context.now() })
  await tell(context, { level: 'success', message: BOT_WORDS.fr.operatorBack })
  return { kind: 'open' }
}

function readRefusal({ answer }: Extract<Asked, { ok: false }>): ChatAnswer {
  const isFinal = answer.kind === 'refused' && answer.permanent && answer.scope !== 'channel'
  return isFinal ? { kind: 'refuses', detail: answer.detail } : { kind: 'unclear' }
}
