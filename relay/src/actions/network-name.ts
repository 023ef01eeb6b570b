import type { Context } from '../context.ts'

import { networkPrefix } from '#core/reporter.ts'

import { settleDaily } from '../store/settings.ts'
import { hmac, toHex } from './hash-password.ts'

/**
 * A name for the network that an address belongs to (/24, /48), good for telling two apart on one UTC day: each day has
 * a salt of its own, which replaces the one before. `null` when the address is unknown.
 */
export async function nameNetwork(context: Context, address: string): Promise<string | null> {
  const prefix = networkPrefix(address)
  if (prefix === null) return null
  const day = dayOf(context.now())
  const fresh = toHex(crypto.getRandomValues(new Uint8Array(32)))
  const salt = await settleDaily(context.env.DB, 'network.salt', { day, value: fresh })
  return `${day}:${(await hmac(salt, prefix)).slice(0, 32)}`
}

/** The name, as far as it still tells anything: those of another day cannot be compared with today's. */
export function ofToday(network: string | null, now: number): string | null {
  return network?.startsWith(`${dayOf(now)}:`) === true ? network : null
}

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10)
