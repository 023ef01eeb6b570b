import type { Context } from '../context.ts'

import { networkPrefix } from '#core/reporter.ts'
import { PAIR_MS, REPORT_MS } from '#core/trust.ts'

import { forgetReportNetworks } from '../store/reports.ts'
import { dropOtherDays, settleDaily } from '../store/settings.ts'
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

/**
 * Takes out what can tell nothing any more: names of networks that no report can be borne out by, and the salt of a day
 * that is over. Called by the watchdog each minute.
 */
export async function forgetNetworks({ env, now }: Context): Promise<void> {
  const at = now()
  await env.DB.batch([
    forgetReportNetworks(env.DB, at - NETWORK_MS),
    dropOtherDays(env.DB, 'network.salt', dayOf(at)),
  ])
}

/** A report may wait so long for another that bears it out, ms. */
const NETWORK_MS = PAIR_MS + REPORT_MS

/** The name, as far as it still tells anything: those of another day cannot be compared with today's. */
export function ofToday(network: string | null, now: number): string | null {
  return network?.startsWith(`${dayOf(now)}:`) === true ? network : null
}

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10)
