import type { AlertContent, ChannelName } from '#core/alert.ts'
import type { Attempt, Delivery, PaceRule } from '#core/delivery.ts'
import type { LogLevel } from '#core/status.ts'
import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'

import { isSoft, watchIdOf } from '#core/alert.ts'
import { wordAlert } from '#core/wording.ts'

import { CHANNELS } from '../channels/registry.ts'
import { egress } from './egress.ts'
import { writeLine } from './tell.ts'

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
export function paceOf(channel: ChannelName): PaceRule {
  return CHANNELS[channel].pace
}

async function send(context: Context, alert: WaitingAlert, leaving: () => void): Promise<Delivery> {
  const { config } = context
  const { id: alertId, content, repeat, release } = alert
  const { publicUrl, telegram } = config
  const closedAt = release?.closedAt ?? null
  const text = wordAlert(content, { now: context.now(), publicUrl, alertId, repeat, closedAt })
  const watchId = watchIdOf(content)
  return await CHANNELS[alert.channel].send(
    {
      text,
      level: LEVELS[content.kind],
      repeat,
      silent: isSoft(content),
      ...(watchId === undefined ? {} : { watchId }),
    },
    addressOf(alert),
    {
      fetch: (url, init) => egress(context, url, init),
      write: (line) => writeLine(context, line),
      leaving,
      telegram,
    },
  )
}

/** A subscriber's id is the channel's name, a colon and the address there; `log` has no address. */
function addressOf({ subscriberId, movedTo }: WaitingAlert): string {
  return movedTo ?? subscriberId.slice(subscriberId.indexOf(':') + 1)
}
