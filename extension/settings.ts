import type { Pause } from './db/types.ts'
import type { Language } from './locales/words.ts'
import type { QuietHours } from '#core/subscriber.ts'

import { count, isRecord } from '#core/parse.ts'
import { parseTimeOfDay } from '#core/quiet.ts'

import { readAddress } from './models/address.ts'

export { isPaused } from './paused.ts'

const LANGUAGE_CODES = ['fr', 'en'] as const satisfies readonly Language[]

export const TEXT_SIZES = [100, 125, 150, 200] as const
type TextSize = (typeof TEXT_SIZES)[number]

export type Settings = {
  /** Origin of the relay, without a slash at its end; `null` when the extension works alone. */
  relay: string | null
  language: Language
  /** Percent. */
  textSize: TextSize
  /** `volume` in percent. */
  sound: { on: boolean; volume: number }
  /** On this device's clock. */
  quiet: QuietHours | null
  /** Ids of follows that ring in quiet hours too. */
  always: readonly string[]
  pausedAll: Pause | null
  /** The welcome was gone through. */
  welcomed: boolean
  /** What is seen is reported to the paired relay. */
  reports: boolean
  push: boolean
}

/** Of today's shape of what is kept. */
const VERSION = 2

export type KeptSettings = Settings & { version: typeof VERSION }

export function keptSettings(settings: Settings): KeptSettings {
  return { ...settings, version: VERSION }
}

/** Pure: reads what storage held, which an older or newer version may have written; defaults where it makes no sense. */
export function parseSettings(value: unknown, preferred: readonly string[]): Settings {
  const kept = isRecord(value) ? value : {}
  const languages = [kept.language, ...preferred.map((one) => one.slice(0, 2).toLowerCase())]
  const sound = isRecord(kept.sound) ? kept.sound : {}
  return {
    // The first version kept it as `address`.
    relay: parseRelay(kept.relay ?? kept.address),
    language: LANGUAGE_CODES.find((code) => code === languages.find(isLanguageCode)) ?? 'fr',
    textSize: TEXT_SIZES.find((size) => size === kept.textSize) ?? 100,
    sound: { on: sound.on === true, volume: Math.min(100, count(sound.volume) ?? 50) },
    quiet: parseQuiet(kept.quiet),
    always: parseAlways(kept.always),
    pausedAll: parsePause(kept.pausedAll),
    welcomed: kept.welcomed === true,
    reports: kept.reports !== false,
    push: kept.push === true,
  }
}

function isLanguageCode(value: unknown): boolean {
  return LANGUAGE_CODES.some((code) => code === value)
}

function parseRelay(value: unknown): string | null {
  const given = typeof value === 'string' ? readAddress(value) : null
  return given?.ok ? given.address : null
}

function parseQuiet(value: unknown): QuietHours | null {
  if (!isRecord(value) || typeof value.from !== 'string' || typeof value.to !== 'string') return null
  const { from, to } = value
  return parseTimeOfDay(from) === null || parseTimeOfDay(to) === null ? null : { from, to }
}

const ALWAYS_MOST = 200

function parseAlways(value: unknown): string[] {
  const given: unknown[] = Array.isArray(value) ? value : []
  return given.filter((one) => typeof one === 'string').slice(0, ALWAYS_MOST)
}

/** `null` where nothing is paused. */
function parsePause(value: unknown): Pause | null {
  if (!isRecord(value)) return null
  if (value.until === null) return { until: null }
  const until = count(value.until)
  return until === null ? null : { until }
}
