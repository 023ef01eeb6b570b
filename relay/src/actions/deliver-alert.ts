import type { AlertContent } from '#core/alert.ts'
import type { Attempt, Delivery, PaceRule, WindowRule } from '#core/delivery.ts'
import type { LogLevel } from '#core/status.ts'
import type { Channel, ChannelMessage, ChannelPicture } from '../channels/channel.ts'
import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'

import { isAnswerable, isSoft, watchIdOf } from '#core/alert.ts'
import { isQuiet } from '#core/quiet.ts'

import { paceFor } from '../channels/channel.ts'
import { CHANNELS } from '../channels/registry.ts'
import { makeChannelIo } from './channel-io.ts'
import { withEnds } from '../store/gathering.ts'
import { readPicture } from './read-evidence.ts'
import { answerUrl, unsubscribeUrl } from './subscriber-link.ts'
import { tellGone } from './tell-gone.ts'
import { wordFor } from './templates.ts'

const LEVELS: Record<AlertContent['kind'], LogLevel> = {
  opened: 'success',
  more: 'success',
  look: 'warning',
  blind: 'warning',
  sighted: 'info',
  'still-watching': 'info',
  picture: 'info',
  undeliverable: 'error',
  ring: 'success',
  escalated: 'success',
  gone: 'info',
  digest: 'success',
  acknowledged: 'info',
  rule: 'warning',
}

export type Flight = {
  /** Called just before the message itself goes out. */
  leaving: () => void
  /** To be waited for before each call after the first; what it answers is to be called when that call was answered. */
  turn: () => Promise<() => void>
}

/**
 * Sends one alert that was leased for this attempt, and says what came of it. Never throws, stores nothing.
 */
export async function deliverAlert(context: Context, alert: WaitingAlert, flight: Flight): Promise<Attempt> {
  const { id: alertId, channel, attempts: attempt } = alert
  const began = context.now()
  let hasLeft = false
  const leaving = () => {
    flight.leaving()
    hasLeft = true
  }
  // Channels never throw: what the words need could not be read. An outage of D1 must not end an alert.
  const delivery = await send(context, alert, { ...flight, leaving }).catch((error: unknown): Delivery => ({
    kind: 'retry',
    detail: String(error),
    ambiguous: hasLeft,
  }))
  const at = context.now()
  return { alertId, attempt, channel, at, durationMs: at - began, delivery }
}

/** How fast a channel takes messages: for the address of this alert, and for all addresses together. */
export function pacesOf({ channel: name, subscriber }: Pick<WaitingAlert, 'channel' | 'subscriber'>): {
  own: PaceRule
  overall: PaceRule | WindowRule
} {
  const channel: Channel = CHANNELS[name]
  return { own: paceFor(channel, subscriber?.address ?? ''), overall: channel.overall ?? null }
}

const refusal = (detail: string): Delivery => ({ kind: 'refused', detail, permanent: false })

async function send(context: Context, waiting: WaitingAlert, { leaving, turn }: Flight): Promise<Delivery> {
  const alert = await upToDate(context, waiting)
  const { content, subscriber } = alert
  if (subscriber === null) return refusal('no subscriber')
  const { address, options } = subscriber
  const channel: Channel = CHANNELS[alert.channel]
  const io = makeChannelIo(context, { leaving, options })
  const message = { ...(await messageOf(context, alert, subscriber)), ...(await footOf(context, alert)) }
  if (content.kind === 'picture') {
    const picture = await pictureOf(context, { evidenceId: content.evidenceId, message, alert })
    if (picture === null || channel.sendPicture === undefined) return NO_PICTURE
    return await channel.sendPicture(picture, address, io)
  }
  if (content.kind === 'gone') return await tellGone(context, { alert, channel, message, address, io, turn })
  return await channel.send(message, address, io)
}

/** By mail, every message bears the way out, and an alert the way to answer it. */
async function footOf(
  context: Context,
  { id: alertId, channel, subscriberId, content }: WaitingAlert,
): Promise<Pick<ChannelMessage, 'unsubscribeUrl' | 'answerUrl'>> {
  if (channel !== 'email') return {}
  const out = { unsubscribeUrl: await unsubscribeUrl(context, { id: subscriberId }) }
  return isAnswerable(content)
    ? { ...out, answerUrl: await answerUrl(context, { subscriberId, alertId }) }
    : out
}

/** A digest says which of its openings have gone meanwhile. */
async function upToDate(context: Context, alert: WaitingAlert): Promise<WaitingAlert> {
  const { id, follows, content } = alert
  if (content.kind !== 'digest') return alert
  return { ...alert, content: await withEnds(context.env.DB, { id, follows, content }) }
}

async function messageOf(
  context: Context,
  alert: WaitingAlert,
  subscriber: NonNullable<WaitingAlert['subscriber']>,
): Promise<ChannelMessage> {
  const { locale, loudness, timeZone } = subscriber
  const { publicUrl } = context.config
  const { id, content, repeat, release, createdAt, follows } = alert
  const closedAt = release?.closedAt ?? null
  const options = { now: context.now(), publicUrl, alertId: id, repeat, closedAt, locale, timeZone }
  const text = await wordFor(context, alert.channel, { content, options })
  const watchId = watchIdOf(content)
  const watchIds = content.kind === 'digest' ? content.openings.map((one) => one.watchId) : [watchId]
  const isStill = watchIds.every((id) => isQuiet(subscriber, context.now(), id))
  // Nobody can do anything about it any more: it is told, and wakes nobody.
  const isLate = content.kind === 'digest' ? isOver(content.openings) : closedAt !== null
  const silent = loudness === 'silent' || isStill || isLate || isSoft(content)
  const level = isLate ? 'info' : LEVELS[content.kind]
  const message = { text, level, repeat, silent, locale }
  const alertItself = { id, content, createdAt, follows }
  return { ...message, alert: alertItself, ...(watchId === undefined ? {} : { watchId }) }
}

const isOver = (openings: readonly { closedAt: number | null }[]) =>
  openings.every((one) => one.closedAt !== null)

const NO_PICTURE = refusal('no text to follow, or no picture')

const hasArrived = (text: WaitingAlert['text']) => text?.state === 'sent' || text?.state === 'acknowledged'

type Pictured = { alert: WaitingAlert; evidenceId: string; message: ChannelMessage }

/** `null` when its text did not arrive, or the picture is kept no more. */
async function pictureOf(
  context: Context,
  { alert, evidenceId, message }: Pictured,
): Promise<ChannelPicture | null> {
  if (!hasArrived(alert.text)) return null
  const stored = await readPicture(context, evidenceId)
  if (stored === null) return null
  const content = new Uint8Array(await new Response(stored.content).arrayBuffer())
  const replyTo = alert.text?.messageId ?? null
  const { text, locale = 'fr' } = message
  return { caption: text.title, locale, content, type: stored.type, replyTo }
}
