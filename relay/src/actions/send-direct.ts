import type { AlertText } from '#core/wording.ts'
import type { Delivery } from '#core/delivery.ts'
import type { Subscriber } from '#core/subscriber.ts'
import type { Channel } from '../channels/channel.ts'
import type { Context } from '../context.ts'

import { CHANNELS } from '../channels/registry.ts'
import { makeChannelIo } from './channel-io.ts'

type To = Pick<Subscriber, 'channel' | 'address' | 'options' | 'locale'>

/** One message that is no alert: sent now, once, and not kept. Never throws. */
export async function sendDirect(context: Context, to: To, text: AlertText): Promise<Delivery> {
  const channel: Channel = CHANNELS[to.channel]
  const io = makeChannelIo(context, { leaving: () => undefined, options: to.options })
  try {
    return await channel.send({ text, level: 'info', repeat: false, locale: to.locale }, to.address, io)
  } catch {
    return { kind: 'retry', detail: 'not sent', ambiguous: false }
  }
}
