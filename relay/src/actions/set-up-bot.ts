import type { Answer } from '../channels/telegram-answer.ts'
import type { Context } from '../context.ts'
import type { BotWay } from './bot-way.ts'

import { COMMANDS } from '#core/bot.ts'
import { BOT_WORDS } from '#core/bot-words.ts'
import { z } from 'zod'

import { ask } from '../channels/telegram-ask.ts'
import { getSetting, putSetting, settleSetting } from '../store/settings.ts'
import { sha256, toHex } from './hash-password.ts'
import { isSame } from './is-same.ts'
import { UPDATE_KINDS } from './read-update.ts'
import { transport } from './receive-updates.ts'

const NAME = 'telegram-bot'
const SECRET = 'telegram-webhook-secret'
const CONNECTIONS = 4

type Ready = { ok: true; name: string } | { ok: false; answer: Exclude<Answer, { kind: 'sent' }> }

/** Tells Telegram how it reaches us and what we understand; answers our own name there. Idempotent. */
export async function setUpBot(context: Context, way: BotWay): Promise<Ready> {
  const bot = context.config.telegram
  if (bot === null) return { ok: true, name: '' }
  const io = transport(context)
  const me = await ask(bot, io, { method: 'getMe', params: {} })
  if (!me.ok) return me
  const { data } = z.object({ username: z.string().regex(/^\w{1,64}$/) }).safeParse(me.result)
  const name = data?.username ?? ''
  const heard =
    way.way === 'webhook'
      ? await ask(bot, io, {
          method: 'setWebhook',
          params: {
            url: way.url,
            secret_token: await webhookSecret(context),
            allowed_updates: UPDATE_KINDS,
            max_connections: CONNECTIONS,
          },
        })
      : await ask(bot, io, { method: 'deleteWebhook', params: {} })
  if (!heard.ok) return heard
  await nameCommands(context)
  if (name !== (await readBotName(context))) await putSetting(context.env.DB, NAME, name).run()
  return { ok: true, name }
}

/** The menu of commands, for apps in French and for all others. That it fails keeps nobody from writing. */
async function nameCommands(context: Context): Promise<void> {
  const bot = context.config.telegram
  if (bot === null) return
  for (const [locale, params] of [
    ['en', {}],
    ['fr', { language_code: 'fr' as const }],
  ] as const) {
    const words = BOT_WORDS[locale]
    const commands = COMMANDS.map((command) => ({ command, description: words.commands[command] }))
    await ask(bot, transport(context), { method: 'setMyCommands', params: { commands, ...params } })
    await ask(bot, transport(context), {
      method: 'setMyShortDescription',
      params: { short_description: words.about, ...params },
    })
  }
}

/** The bot's name for links such as `https://t.me/<name>?start=w_<watch id>`; `null` until Telegram has said it. */
export async function readBotName({ config, env }: Context): Promise<string | null> {
  const name = config.telegram === null ? null : await getSetting(env.DB, NAME)
  return name === '' ? null : name
}

/** Whether a call of the webhook comes from Telegram: only the two of us know this word. */
export async function isFromTelegram(context: Context, given: string): Promise<boolean> {
  if (context.config.telegram === null) return false
  const [said, known] = await Promise.all([sha256(given), webhookSecret(context).then(sha256)])
  return isSame(said, known)
}

/** Made once. */
function webhookSecret(context: Context): Promise<string> {
  const made = toHex(crypto.getRandomValues(new Uint8Array(32)))
  return settleSetting(context.env.DB, SECRET, made)
}

/** What a set-up depends on, without the token itself: another one asks for another set-up. */
export async function setUpPrint({ config }: Context, way: BotWay): Promise<string> {
  const words = JSON.stringify([BOT_WORDS.en.commands, BOT_WORDS.fr.commands, UPDATE_KINDS])
  return await sha256(JSON.stringify([way, config.telegram, words]))
}
