import type { Loudness, QuietHours } from './subscriber.ts'

import { isTimeZone, parseTimeOfDay } from './quiet.ts'
import { FIRST_CHOICES, LOUDNESSES } from './subscriber.ts'
import { CHECK_SECONDS_MAX, CHECK_SECONDS_MIN } from './watch.ts'

/** What the operator may set while the relay runs. The name of a number says its unit. */
export type SettingValues = {
  /** Of a new watch that says nothing else. */
  checkSeconds: number
  /** What a long look waits for after the last sign that the page still draws. */
  patienceSeconds: number
  /** Least time between two document requests to one host. */
  hostGapMs: number
  /** Most requests to one host in a day, UTC. */
  hostDailyCalls: number
  /** How long a month the browser may be used; `null`: for as long as it takes. */
  browserCapHours: number | null
  /** After how long without sight the operator is told. */
  blindMinutes: number
  /** How often the operator hears that Vigie still watches. */
  stillWatchingHours: number
  /** How long checks, ended releases, blindness and finished alerts are kept. */
  retentionDays: number
  /** Of new subscribers who choose nothing else, as the next two. IANA name. */
  timeZone: string
  quiet: QuietHours | null
  loudness: Loudness
}
export type SettingName = keyof SettingValues
export type NumberName = {
  [N in SettingName]: SettingValues[N] extends number | null ? N : never
}[SettingName]

/** Whole numbers, both ends included. What is usually none at all may be `null`, too. */
export const NUMBER_BOUNDS = {
  checkSeconds: { least: CHECK_SECONDS_MIN, most: CHECK_SECONDS_MAX },
  patienceSeconds: { least: 1, most: 20 },
  hostGapMs: { least: 100, most: 600_000 },
  hostDailyCalls: { least: 1, most: 10_000_000 },
  blindMinutes: { least: 1, most: 24 * 60 },
  stillWatchingHours: { least: 1, most: 7 * 24 },
  retentionDays: { least: 1, most: 3650 },
  browserCapHours: { least: 0, most: 100_000 },
} as const satisfies Record<NumberName, { least: number; most: number }>

/** What holds when nobody says anything else. */
export const USUAL_SETTINGS: SettingValues = {
  checkSeconds: 60,
  patienceSeconds: 15,
  hostGapMs: 500,
  hostDailyCalls: 200_000,
  browserCapHours: null,
  blindMinutes: 15,
  stillWatchingHours: 8,
  retentionDays: 90,
  timeZone: FIRST_CHOICES.timeZone,
  quiet: FIRST_CHOICES.quiet,
  loudness: FIRST_CHOICES.loudness,
}

/** In the order in which they are shown. */
export const SETTING_NAMES = [
  'checkSeconds',
  'patienceSeconds',
  'hostGapMs',
  'hostDailyCalls',
  'browserCapHours',
  'blindMinutes',
  'stillWatchingHours',
  'quiet',
  'timeZone',
  'loudness',
  'retentionDays',
] as const satisfies readonly SettingName[]

export const SETTING_SOURCES = ['environment', 'database', 'built-in'] as const
export type SettingSource = (typeof SETTING_SOURCES)[number]

/** One setting as it holds now. */
export type SettingLine<V> = {
  value: V
  source: SettingSource
  /** What holds when nobody says anything else. */
  usual: V
  /** What is kept in the database, also while the environment says otherwise. */
  stored: { value: V } | null
  /** The variable of the environment that may say it; what it says holds, and nothing here changes it. */
  variable: string | null
  /** Epoch ms of the last change; 0: never changed. Whoever changes it says which one they saw. */
  updatedAt: number
}
export type SettingLines = { [N in SettingName]: SettingLine<SettingValues[N]> }

/** What only the environment says. Secrets are told by whether they are set. */
export type EnvironmentLine = { variable: string; isSet: boolean; value: string | null }
export type SettingsDocument = { settings: SettingLines; environment: EnvironmentLine[] }

/** What is kept of each setting that was ever changed; one that went back to the usual has no value. */
export type StoredSettings = {
  values: Partial<SettingValues>
  updatedAt: { [N in SettingName]?: number }
}
export const NO_SETTINGS: StoredSettings = { values: {}, updatedAt: {} }

export function isNumberName(name: SettingName): name is NumberName {
  return Object.hasOwn(NUMBER_BOUNDS, name)
}

/** Whether this may be the value of that setting. */
export function isSettingValue<N extends SettingName>(name: N, value: unknown): value is SettingValues[N] {
  if (isNumberName(name)) {
    const { least, most } = NUMBER_BOUNDS[name]
    if (value === null) return USUAL_SETTINGS[name] === null
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
  }
  if (name === 'timeZone') return typeof value === 'string' && value.length <= 64 && isTimeZone(value)
  if (name === 'loudness') return LOUDNESSES.some((one) => one === value)
  return value === null || isQuietHours(value)
}

function isQuietHours(value: unknown): boolean {
  const { from, to }: { from?: unknown; to?: unknown } = Object(value)
  if (typeof from !== 'string' || typeof to !== 'string' || from === to) return false
  return parseTimeOfDay(from) !== null && parseTimeOfDay(to) !== null
}

/** Reads what was kept, by name. What is no value of its setting (any more) counts as not there. */
export function readStoredSettings(kept: Iterable<readonly [string, unknown]>): StoredSettings {
  const stored: Required<StoredSettings> = { values: {}, updatedAt: {} }
  for (const [given, content] of kept) {
    const name = SETTING_NAMES.find((one) => one === given)
    const { value, updatedAt }: { value?: unknown; updatedAt?: unknown } = Object(content)
    if (name === undefined || typeof updatedAt !== 'number' || !Number.isFinite(updatedAt)) continue
    stored.updatedAt[name] = updatedAt
    if (isSettingValue(name, value)) Object.assign(stored.values, { [name]: value })
  }
  return stored
}

/** Two values as people and the record compare them. */
export function sameSetting(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
