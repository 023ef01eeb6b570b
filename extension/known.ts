import type { Follow, HostRest, LocalAlert, Sight } from './db/types.ts'
import type { Settings } from './settings.ts'
import type { PublicWatch } from '#core/status.ts'

/** Why there is no fresh status of the relay. */
export type RelayProblem =
  | { kind: 'offline' }
  | { kind: 'unreachable' }
  | { kind: 'refused'; status: number }
  | { kind: 'unreadable' }

/** Where this browser stands with its relay. Times are epoch ms of this device. */
export type Pairing =
  | { state: 'none' }
  /** `fingerprint`: of this browser's key, as the relay's owner sees it too. */
  | { state: 'pending'; userCode: string; approveUrl: string; fingerprint: string; expiresAt: number }
  | { state: 'approved'; device: string; label: string; scopes: readonly string[]; since: number }
  | { state: 'denied' | 'expired' | 'revoked'; at: number }

/** Why nothing signed gets through, while the pairing itself stands. */
export type LinkTrouble =
  /** This device's clock is ahead of the relay's by so much; below zero: behind. */
  | { kind: 'clock'; aheadMs: number; at: number }
  /** The relay refuses what is sent; `code` is its own word. */
  | { kind: 'refused'; code: string; at: number }

/** Whether the relay can wake this browser. */
export type Push =
  | { state: 'off' }
  | { state: 'on'; since: number }
  /** This browser has no such thing. */
  | { state: 'unavailable' }
  /** Asked for, and not had: this browser or its push service said no, or the relay did. */
  | { state: 'refused'; by: 'browser' | 'relay'; at: number }

export type RelayLink = {
  /** Origin; `null` when the extension works alone. */
  origin: string | null
  pairing: Pairing
  /** As the relay said last; empty before. */
  watches: readonly PublicWatch[]
  /** When that was read; `null` before. */
  readAt: number | null
  /** The relay's clock less this device's, ms. */
  skewMs: number
  /** What went wrong since. */
  problem: RelayProblem | null
  /** Reports that wait to be sent. */
  waiting: number
  /** Reports that grew too old to be sent, since the link was made. */
  dropped: number
  trouble: LinkTrouble | null
  push: Push
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
  /** The browser shows our notifications; without them icon, title and list say everything. */
  notices: boolean
  /** When the worker was last at work, epoch ms: long ago when this computer slept. */
  wokeAt: number
}
