import type { SettingsChange } from '../door.ts'
import type { SettingLines, SettingName, SettingValues } from '#core/settings.ts'

import { SETTING_NAMES, USUAL_SETTINGS, isNumberName, isSettingValue, sameSetting } from '#core/settings.ts'

export type AnyValue = SettingValues[SettingName]

/** What somebody would have a setting say: back to the usual, what was typed, or something that was picked. */
export type Wish = { to: 'usual' } | { to: 'text'; text: string } | { to: 'value'; value: AnyValue }

/** `seen`: the last change of the setting when this was begun. */
export type Edit = { wish: Wish; seen: number }
export type Edits = { readonly [N in SettingName]?: Edit }

/** The value that is wished for, `undefined` when it is none of this setting. */
export function wishedValue(name: SettingName, wish: Wish): AnyValue | undefined {
  if (wish.to === 'usual') return USUAL_SETTINGS[name]
  const value = wish.to === 'value' ? wish.value : readNumber(wish.text)
  return isSettingValue(name, value) ? value : undefined
}

/** `12 000`, as people write it; nothing at all is `null`. */
function readNumber(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00A0\u202F]/g, '')
  if (plain === '') return null
  return /^\d{1,12}$/.test(plain) ? Number(plain) : Number.NaN
}

/** Takes up a wish, or drops it when the setting says so already. */
export function withWish(edits: Edits, settings: SettingLines, { name, wish }: Named): Edits {
  const { [name]: before, ...rest } = edits
  const line = settings[name]
  const isAsItWas =
    wish.to === 'usual'
      ? line.source === 'built-in'
      : isTyped(name, wish) && sameSetting(wishedValue(name, wish), line.value)
  return isAsItWas ? rest : { ...rest, [name]: { wish, seen: before?.seen ?? line.updatedAt } }
}

type Named = { name: SettingName; wish: Wish }

const isTyped = (name: SettingName, wish: Wish) => !isNumberName(name) || wish.to === 'text'

export type Whose = 'mine' | 'theirs'

/** One's own wish about what somebody else has written meanwhile: kept on top of it, or given up. */
export function withChoice(edits: Edits, settings: SettingLines, { name, whose }: Choice): Edits {
  const { [name]: edit, ...rest } = edits
  if (edit === undefined || whose === 'theirs') return rest
  return { ...rest, [name]: { ...edit, seen: settings[name].updatedAt } }
}

type Choice = { name: SettingName; whose: Whose }

export const namesOf = (edits: Edits) => SETTING_NAMES.filter((name) => edits[name] !== undefined)

/** What was changed by somebody else since its edit was begun. When they wish the same, nothing is left to decide. */
export function conflictsIn(edits: Edits, settings: SettingLines): SettingName[] {
  return namesOf(edits).filter((name) => {
    const edit = edits[name]
    if (edit === undefined || edit.seen === settings[name].updatedAt) return false
    return !sameSetting(wishedValue(name, edit.wish), settings[name].value)
  })
}

export function wrongIn(edits: Edits): SettingName[] {
  return namesOf(edits).filter((name) => {
    const edit = edits[name]
    return edit !== undefined && wishedValue(name, edit.wish) === undefined
  })
}

/** All edits as one change; those that are wrong are left out. */
export function toChange(edits: Edits, settings: SettingLines): SettingsChange {
  const change: SettingsChange = { set: {}, reset: [], seen: {} }
  for (const name of namesOf(edits)) {
    const edit = edits[name]
    if (edit === undefined) continue
    const value = wishedValue(name, edit.wish)
    if (value === undefined) continue
    if (edit.wish.to === 'usual') change.reset.push(name)
    else Object.assign(change.set, { [name]: value })
    change.seen[name] = settings[name].updatedAt
  }
  return change
}

/** The change that brings back how these stood before. */
export function undoOf(
  names: readonly SettingName[],
  { before, after }: { before: SettingLines; after: SettingLines },
): SettingsChange {
  const undo: SettingsChange = { set: {}, reset: [], seen: {} }
  for (const name of names) {
    const { stored } = before[name]
    if (stored === null) undo.reset.push(name)
    else Object.assign(undo.set, { [name]: stored.value })
    undo.seen[name] = after[name].updatedAt
  }
  return undo
}

/** A change that was refused since somebody else has written, as edits: both versions are there to choose from. */
export function editsOf({ set, reset, seen }: SettingsChange): Edits {
  const wishes = SETTING_NAMES.flatMap((name): [SettingName, Wish][] => {
    const { [name]: value } = set
    if (reset.includes(name)) return [[name, { to: 'usual' }]]
    return value === undefined ? [] : [[name, { to: 'value', value }]]
  })
  return Object.fromEntries(wishes.map(([name, wish]) => [name, { wish, seen: seen[name] ?? 0 }]))
}

/** The edits without those that were sent as they are. */
export function withoutSent(now: Edits, sent: Edits): Edits {
  return Object.fromEntries(
    namesOf(now).flatMap((name) => (now[name] === sent[name] ? [] : [[name, now[name]] as const])),
  )
}
