import type { AuditChange } from '#core/audit.ts'
import type {
  EnvironmentLine,
  SettingLine,
  SettingName,
  SettingValues,
  SettingsDocument,
  StoredSettings,
} from '#core/settings.ts'
import type { Context } from '../context.ts'
import type { EnvName } from '../env.ts'

import { SETTING_NAMES, USUAL_SETTINGS, isSettingValue, sameSetting } from '#core/settings.ts'

import { SETTING_VARIABLES, readConfig } from '../config.ts'
import { learnSettings } from '../live-config.ts'
import { listStoredSettings, writeStoredSettings } from '../store/stored-settings.ts'
import { planLanes } from './plan-lane.ts'
import { tell } from './tell.ts'
import { SETTING_LINES } from './words-for-settings.ts'

export type SettingsChange = {
  set: { [N in SettingName]?: SettingValues[N] | undefined }
  /** These go back to what holds when nobody says anything. */
  reset: readonly SettingName[]
  /** The change before of each, as who asks saw it. One that is left out is changed whatever it was. */
  seen: { [N in SettingName]?: number | undefined }
}

export type SettingsChanged =
  | { kind: 'changed'; document: SettingsDocument }
  /** The environment says these. */
  | { kind: 'pinned'; pinned: { name: SettingName; variable: EnvName }[] }
  | { kind: 'refused'; names: SettingName[] }
  /** Somebody else changed these since; `document` has theirs. */
  | { kind: 'conflict'; names: SettingName[]; document: SettingsDocument }

/** What only the environment says, and whether its value may be shown. */
const ENVIRONMENT = {
  PUBLIC_URL: true,
  TELEGRAM_TOKEN: false,
  TELEGRAM_CHAT_ID: false,
  SMTP_URL: false,
  MAIL_FROM: false,
  ALLOW_PRIVATE_HOSTS: true,
  ADMIN_SECOND_FACTOR: true,
} as const satisfies { [name in EnvName]?: boolean }

/** Every setting as it holds now, and where it comes from. */
export async function readSettings(context: Context): Promise<SettingsDocument> {
  const stored = await listStoredSettings(context.env.DB)
  learnSettings(stored, context.now())
  return toDocument(context, stored)
}

/** Changes some settings, all or none. They hold at once here, and within seconds wherever else the relay runs. */
export async function changeSettings(context: Context, change: SettingsChange): Promise<SettingsChanged> {
  const { set, reset, seen } = change
  const names = SETTING_NAMES.filter((name) => set[name] !== undefined || reset.includes(name))
  const variables = pins(context)
  const pinned = names.flatMap((name) => {
    const variable = variables.get(name)
    return variable === undefined ? [] : [{ name, variable }]
  })
  if (pinned.length > 0) return { kind: 'pinned', pinned }
  const refused = names.filter((name) => !reset.includes(name) && !isSettingValue(name, set[name]))
  if (refused.length > 0) return { kind: 'refused', names: refused }
  const before = await listStoredSettings(context.env.DB)
  const changed = names.filter((name) => (seen[name] ?? at(before, name)) !== at(before, name))
  if (changed.length > 0) return { kind: 'conflict', names: changed, document: toDocument(context, before) }
  const writes = names.map((name) => ({
    name,
    ...(reset.includes(name) ? {} : { value: set[name] }),
    seenAt: at(before, name),
    updatedAt: Math.max(context.now(), at(before, name) + 1),
  }))
  // Somebody was faster between the reading and this: look again.
  if (writes.length > 0 && !(await writeStoredSettings(context.env.DB, writes)))
    return await changeSettings(context, change)
  const after = await listStoredSettings(context.env.DB)
  learnSettings(after, context.now())
  await applySettings(context, { before, after, names })
  return { kind: 'changed', document: toDocument(context, after) }
}

const at = ({ updatedAt }: StoredSettings, name: SettingName) => updatedAt[name] ?? 0

function valueIn({ values }: StoredSettings, name: SettingName): unknown {
  return values[name] === undefined ? USUAL_SETTINGS[name] : values[name]
}

type Applied = { before: StoredSettings; after: StoredSettings; names: readonly SettingName[] }

/** Records what differs, tells who else has the admin open, and wakes what waits by the old value. */
async function applySettings(context: Context, { before, after, names }: Applied): Promise<void> {
  const changes = names.flatMap((name): AuditChange[] => {
    const [old, now] = [valueIn(before, name), valueIn(after, name)]
    return sameSetting(old, now) ? [] : [{ field: name, before: wordValue(old), after: wordValue(now) }]
  })
  context.audit?.push(...changes)
  if (names.length > 0) await tell(context, SETTING_LINES.changed(names))
  if (names.includes('stillWatchingHours')) await context.env.OUTBOX.getByName('outbox').wake()
  if (names.includes('hostDailyCalls') || names.includes('hostGapMs')) await planLanes(context)
}

function wordValue(value: unknown): string {
  const { from, to }: { from?: unknown; to?: unknown } = Object(value)
  if (typeof from === 'string' && typeof to === 'string') return `${from}–${to}`
  if (typeof value === 'string') return value
  return value === null ? '—' : JSON.stringify(value)
}

/** By setting, the variable that says it. One that says nothing usable pins nothing. */
function pins({ env }: Context): ReadonlyMap<SettingName, EnvName> {
  const useless = new Set(readConfig(env).problems.map(({ name }) => name))
  return new Map(
    SETTING_NAMES.flatMap((name) => {
      const variable = variableOf(name)
      const isSaid = variable !== null && isSet(env[variable]) && !useless.has(variable)
      return isSaid ? [[name, variable] as const] : []
    }),
  )
}

function variableOf(name: SettingName): EnvName | null {
  const variables: { [N in SettingName]?: EnvName } = SETTING_VARIABLES
  return variables[name] ?? null
}

const isSet = (text: string | null | undefined) => (text?.trim() ?? '') !== ''

function toDocument(context: Context, stored: StoredSettings): SettingsDocument {
  const pinned = pins(context)
  const line = <N extends SettingName>(
    name: N,
    said: SettingValues[N] | undefined,
  ): SettingLine<SettingValues[N]> => {
    const kept = stored.values[name]
    const usual = USUAL_SETTINGS[name]
    const rest = {
      usual,
      stored: kept === undefined ? null : { value: kept },
      variable: variableOf(name),
      updatedAt: at(stored, name),
    }
    if (said !== undefined) return { ...rest, value: said, source: 'environment' }
    if (kept !== undefined) return { ...rest, value: kept, source: 'database' }
    return { ...rest, value: usual, source: 'built-in' }
  }
  const said = (name: SettingName) => {
    const variable = pinned.get(name)
    return variable === undefined ? undefined : Number(context.env[variable])
  }
  const settings: SettingsDocument['settings'] = {
    checkSeconds: line('checkSeconds', said('checkSeconds')),
    patienceSeconds: line('patienceSeconds', said('patienceSeconds')),
    hostGapMs: line('hostGapMs', said('hostGapMs')),
    hostDailyCalls: line('hostDailyCalls', said('hostDailyCalls')),
    browserCapHours: line('browserCapHours', said('browserCapHours')),
    blindMinutes: line('blindMinutes', said('blindMinutes')),
    stillWatchingHours: line('stillWatchingHours', said('stillWatchingHours')),
    retentionDays: line('retentionDays', said('retentionDays')),
    timeZone: line('timeZone', undefined),
    quiet: line('quiet', undefined),
    loudness: line('loudness', undefined),
  }
  return { settings, environment: environmentLines(context) }
}

function environmentLines({ env }: Context): EnvironmentLine[] {
  const names = Object.keys(ENVIRONMENT).filter(
    (name): name is keyof typeof ENVIRONMENT => name in ENVIRONMENT,
  )
  return names.map((variable) => ({
    variable,
    isSet: isSet(env[variable]),
    value: ENVIRONMENT[variable] && isSet(env[variable]) ? (env[variable]?.trim() ?? null) : null,
  }))
}
