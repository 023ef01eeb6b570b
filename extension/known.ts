import type { Follow, HostRest, LocalAlert, Sight } from './db/types.ts'
import type { Settings } from './settings.ts'
import type { PublicStatus } from '#core/public-status.ts'

/** Why there is no fresh status of the relay. */
export type RelayProblem =
  | { kind: 'offline' }
  | { kind: 'unreachable' }
  | { kind: 'refused'; status: number }
  | { kind: 'unreadable' }

/** Where this browser stands with its relay. Times are epoch ms of this device. */
export type Pairing =
  | { state: 'none' }
  | { state: 'pending'; userCode: string; approveUrl: string; expiresAt: number }
  | { state: 'approved'; device: string; since: number }
  | { state: 'denied' | 'expired' | 'revoked'; at: number }

export type RelayLink = {
  /** Origin; `null` when the extension works alone. */
  origin: string | null
  pairing: Pairing
  /** The last status that was read, and what went wrong since. */
  last: { status: PublicStatus; readAt: number } | null
  problem: RelayProblem | null
  /** Reports that wait to be sent. */
  waiting: number
}

/** All that the extension knows; card, badge, title and notification are made from it alone. */
export type Known = {
  settings: Settings
  follows: readonly Follow[]
  sights: readonly Sight[]
  alerts: readonly LocalAlert[]
  hosts: readonly HostRest[]
  relay: RelayLink
  /** By follow: whether its site may be read. */
  access: Record<string, boolean>
  online: boolean
  /** When this computer last woke from sleep, epoch ms. */
  wokeAt: number | null
}
