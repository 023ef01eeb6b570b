import type { ChannelName } from '#core/alert.ts'
import type { Channel } from './channel.ts'

import { discord } from './discord.ts'
import { email } from './email.ts'
import { log } from './log.ts'
import { ntfy } from './ntfy.ts'
import { telegram } from './telegram.ts'
import { webPush } from './web-push.ts'
import { webhook } from './webhook.ts'

/** Every way to deliver. A new channel: one file here, one name in core/alert.ts, one line below. */
export const CHANNELS = {
  telegram,
  'web-push': webPush,
  email,
  discord,
  ntfy,
  webhook,
  log,
} satisfies Record<ChannelName, Channel>
