import type { Context } from '../context.ts'

import { egress } from './egress.ts'

const ANSWER_MS = 4000
const KEPT_MS = 3_600_000
const AGAIN_MS = 60_000

type Kept = { token: string; name: string | null; until: number }

let kept: Kept | null = null

/**
 * The bot's name as `getMe` gives it (https://core.telegram.org/bots/api#getme), without the sign before it; asked once
 * an hour. `null` without a bot, or while Telegram does not answer: then nobody is sent there.
 */
export async function readBotName(context: Context): Promise<string | null> {
  const { telegram } = context.config
  if (telegram === null) return null
  const now = context.now()
  if (kept !== null && kept.token === telegram.token && now < kept.until) return kept.name
  const name = await askName(context, `${telegram.apiRoot}/bot${telegram.token}/getMe`)
  kept = { token: telegram.token, name, until: now + (name === null ? AGAIN_MS : KEPT_MS) }
  return name
}

async function askName(context: Context, url: string): Promise<string | null> {
  try {
    const answer = await egress(context, url, { signal: AbortSignal.timeout(ANSWER_MS) })
    const { result }: { result?: unknown } = Object(await answer.json())
    const { username }: { username?: unknown } = Object(result)
    return typeof username === 'string' && /^\w{4,64}$/.test(username) ? username : null
  } catch {
    // The error's words may hold the address, and that the token.
    return null
  }
}
