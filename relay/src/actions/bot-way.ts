import type { Config } from '../config.ts'

import { isPublicAddress } from '../channels/telegram-text.ts'

/** How the bot hears: Telegram calls us, or we ask it, or neither. */
export type BotWay = { way: 'webhook'; url: string } | { way: 'polling' } | { way: 'none' } | { way: 'off' }

/** Ports that Telegram calls: https://core.telegram.org/bots/api#setwebhook */
const PORTS = new Set(['', '80', '88', '443', '8443'])
const WEBHOOK_PATH = '/telegram/webhook'

/** `off` without a token. A self-hosted relay without a public address asks; on Cloudflare nobody would pay for that. */
export function botWay({ config, env }: { config: Config; env: { PRIVATE?: unknown } }): BotWay {
  if (config.telegram === null) return { way: 'off' }
  const url = URL.parse(config.publicUrl)
  const isHeard = url !== null && url.protocol === 'https:' && PORTS.has(url.port)
  if (isHeard && isPublicAddress(config.publicUrl))
    return { way: 'webhook', url: config.publicUrl + WEBHOOK_PATH }
  return env.PRIVATE === undefined ? { way: 'none' } : { way: 'polling' }
}
