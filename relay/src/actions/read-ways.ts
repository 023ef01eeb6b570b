import type { Ways } from '#core/subscription.ts'
import type { Context } from '../context.ts'

import { makeChannelIo } from './channel-io.ts'
import { readBotName } from './set-up-bot.ts'

/** How people can be told by this relay, as it is set up. */
export async function readWays(context: Context): Promise<Ways> {
  const bot = await readBotName(context)
  const { mail } = makeChannelIo(context, { leaving: () => undefined, options: {} })
  return { telegram: bot === null ? null : { bot }, webPush: true, email: mail !== null }
}
