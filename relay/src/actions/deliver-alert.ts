import type { AlertContent, ChannelName } from '#core/alert.ts'
import type { Attempt, Delivery, PaceRule } from '#core/delivery.ts'
import type { LogLevel } from '#core/status.ts'
import type { Channel, ChannelPicture } from '../channels/channel.ts'
import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'

import { isSoft, watchIdOf } from '#core/alert.ts'
import { wordAlert } from '#core/wording.ts'

import { paceFor } from '../channels/channel.ts'
import { CHANNELS } from '../channels/registry.ts'
import { makeChannelIo } from './channel-io.ts'
import { readPicture } from './read-evidence.ts'

const LEVELS: Record<AlertContent['kind'], LogLevel> = {
  opened: 'success',
  more: 'success',
  look: 'warning',
  blind: 'warning',
  sighted: 'info',
  'still-watching': 'info',
  picture: 'info',
  undeliverable: 'error',
}

/**
 * Sends one alert that was leased for this attempt, and says what came of it. Never throws, stores nothing;
 * `leaving` is called just before the message itself goes out.
 */
export async function deliverAlert(
  context: Context,
  alert: WaitingAlert,
  leaving: () => void,
): Promise<Attempt> {
  const { id: alertId, channel, attempts: attempt } = alert
  const began = context.now()
  const delivery = await send(context, alert, leaving).catch((error: unknown): Delivery => {
    // Channels never throw: the alert itself cannot be worded.
    return { kind: 'refused', detail: String(error), permanent: false }
  })
  const at = context.now()
  return { alertId, attempt, channel, at, durationMs: at - began, delivery }
}

/** How fast a channel takes messages for one address. */
export function paceOf(channel: ChannelName, address = ''): PaceRule {
  return paceFor(CHANNELS[channel], address)
}

async function send(context: Context, alert: WaitingAlert, leaving: () => void): Promise<Delivery> {
  const { publicUrl } = context.config
  const { id: alertId, content, repeat, release } = alert
  const closedAt = release?.closedAt ?? null
  const text = wordAlert(content, { now: context.now(), publicUrl, alertId, repeat, closedAt })
  const watchId = watchIdOf(content)
  const channel: Channel = CHANNELS[alert.channel]
  const io = makeChannelIo(context, { leaving, options: {} })
  if (content.kind === 'picture') {
    const picture = await pictureOf(context, { evidenceId: content.evidenceId, caption: text.title, alert })
    if (picture === null || channel.sendPicture === undefined) return NO_PICTURE
    return await channel.sendPicture(picture, addressOf(alert), io)
  }
  const message = { text, level: LEVELS[content.kind], repeat, silent: isSoft(content) }
  return await channel.send(watchId === undefined ? message : { ...message, watchId }, addressOf(alert), io)
}

const NO_PICTURE: Delivery = { kind: 'refused', detail: 'no text to follow, or no picture', permanent: false }

type Pictured = { alert: WaitingAlert; evidenceId: string; caption: string }

/** `null` when its text did not arrive, or the picture is kept no more. */
async function pictureOf(
  context: Context,
  { alert, evidenceId, caption }: Pictured,
): Promise<ChannelPicture | null> {
  const { text } = alert
  if (text === null || (text.state !== 'sent' && text.state !== 'acknowledged')) return null
  const stored = await readPicture(context, evidenceId)
  if (stored === null) return null
  const content = new Uint8Array(await new Response(stored.content).arrayBuffer())
  return { caption, content, type: stored.type, replyTo: text.messageId }
}

/** A subscriber's id is the channel's name, a colon and the address there; `log` has no address. */
function addressOf({ subscriberId, movedTo }: WaitingAlert): string {
  return movedTo ?? subscriberId.slice(subscriberId.indexOf(':') + 1)
}
