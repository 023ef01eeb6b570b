import type { ChannelName } from '#core/alert.ts'
import type { Channel } from './channel.ts'

import { log } from './log.ts'
import { telegram } from './telegram.ts'

/** Every way to deliver. A new channel: one file here, one name in core/alert.ts, one line below. */
export const CHANNELS = { telegram, log } satisfies Record<ChannelName, Channel>
