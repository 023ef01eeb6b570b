import type { Delivery } from '#core/delivery.ts'
import type { Channel, ChannelIo, ChannelMessage } from '../channels/channel.ts'
import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'
import type { Told } from '../store/gathering.ts'

import { digestOf, toldOf, withEnds } from '../store/gathering.ts'
import { wordFor } from './templates.ts'

type Gone = {
  alert: WaitingAlert
  channel: Channel
  message: ChannelMessage
  address: string
  io: ChannelIo
  /** As in `deliverAlert`: many messages of one person must not outrun what the channel takes of all. */
  turn: () => Promise<() => void>
}

const NOTHING_TO_END: Delivery = {
  kind: 'refused',
  detail: 'the opening had not arrived',
  permanent: false,
}

/**
 * That seats are gone, in the place of everything that said they were there, where the channel can change what has
 * arrived; else, and where that is refused, in one message of its own. Changing twice is the same as once. Nobody hears of
 * the end of what they had not heard of.
 */
export async function tellGone(context: Context, gone: Gone): Promise<Delivery> {
  const { alert, channel, message, address, io, turn } = gone
  const { edit } = channel
  const state = alert.text?.state
  if (state !== 'sent' && state !== 'acknowledged') return NOTHING_TO_END
  if (edit === undefined) return await channel.send(message, address, io)
  const told = await toldOf(context.env.DB, alert)
  let outcome: Delivery | null = null
  // Whether a change has arrived is no matter: it is made again, also after a crash.
  const again = { ...io, leaving: () => undefined }
  for (const [index, one] of told.entries()) {
    const words = await changedTo(context, gone, one)
    const call = () => edit(words, { address, messageId: one.messageId }, again)
    const changed = index === 0 ? await call() : await inTurn(turn, call)
    if (changed.kind === 'sent') outcome = changed
    else if (changed.kind === 'retry') return { ...changed, ambiguous: false }
    else if (changed.kind !== 'refused' || changed.permanent) return changed
  }
  if (outcome !== null) return outcome
  const send = () => channel.send(message, address, io)
  return told.length === 0 ? await send() : await inTurn(turn, send)
}

async function inTurn(turn: Gone['turn'], call: () => Promise<Delivery>): Promise<Delivery> {
  const landed = await turn()
  try {
    return await call()
  } finally {
    landed()
  }
}

/** A digest goes on listing what is open. */
async function changedTo(context: Context, { alert, message }: Gone, told: Told): Promise<ChannelMessage> {
  const digest = await digestOf(context.env.DB, told.alertId)
  if (digest === null) return message
  const content = await withEnds(context.env.DB, digest)
  const { publicUrl } = context.config
  const locale = message.locale ?? 'fr'
  const zone = alert.subscriber === null ? {} : { timeZone: alert.subscriber.timeZone }
  const options = { now: context.now(), publicUrl, alertId: digest.id, locale, ...zone }
  const text = await wordFor(context, alert.channel, { content, options })
  const { createdAt } = alert
  return { ...message, text, alert: { id: digest.id, content, createdAt, answered: digest.answered } }
}
