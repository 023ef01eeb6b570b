import type { Language } from './locales/words.ts'
import type { PublicStatus } from '#core/public-status.ts'

/** Why there is no fresh status. */
export type Problem =
  | { kind: 'offline' }
  | { kind: 'unreachable' }
  | { kind: 'refused'; status: number }
  | { kind: 'unreadable' }

export type StatusAnswer = { ok: true; status: PublicStatus } | { ok: false; problem: Problem }

export const TEXT_SIZES = [100, 125, 150, 200] as const
export type TextSize = (typeof TEXT_SIZES)[number]

export type Settings = {
  /** Origin of the relay, without a slash at its end. */
  address: string
  language: Language
  /** Percent. */
  textSize: TextSize
}

/** The last status that was read and what went wrong since. Times are epoch ms of this device. */
export type Reading = {
  /** Which relay it is about. */
  address: string
  last: { status: PublicStatus; readAt: number } | null
  problem: Problem | null
}

/** All that the extension keeps; `reading` is `null` before the first answer of this relay. */
export type Kept = { settings: Settings; reading: Reading | null }

export type Badge = { text: string; title: string; tone: 'open' | 'trouble' }

/** The only door from the extension to the outside. */
export type Environment = {
  /** Epoch ms. */
  now: () => number
  /** Asks a relay once and never throws. */
  readStatus: (address: string) => Promise<StatusAnswer>
  /** What is kept, checked; defaults where nothing is or where it makes no sense. */
  load: () => Promise<Kept>
  saveSettings: (settings: Settings) => Promise<void>
  saveReading: (reading: Reading) => Promise<void>
  /** Calls back whenever something kept has changed, here or in another page; the returned function stops that. */
  onChange: (run: () => void) => () => void
  showBadge: (badge: Badge) => Promise<void>
  openOptions: () => Promise<void>
  /** Runs once after `ms`; the returned function cancels. */
  after: (ms: number, run: () => void) => () => void
}
