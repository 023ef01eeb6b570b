import type { Context } from '../context.ts'

import { readPushed } from './receive-updates.ts'
import { isFromTelegram } from './set-up-bot.ts'

/** Takes an update that was brought to us; `false` when it is not Telegram who brings it. Kept when this returns. */
export async function takeUpdate(
  context: Context,
  { secret, update }: { secret: string; update: unknown },
): Promise<boolean> {
  if (!(await isFromTelegram(context, secret))) return false
  const pushed = readPushed(update)
  if (pushed !== null) await context.env.BOT.getByName('bot').take(pushed.id, pushed.body)
  return true
}
