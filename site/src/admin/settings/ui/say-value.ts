import type { SettingsWords } from '../locales/fr.ts'
import type { AnyValue } from '../models/edits.ts'
import type { SettingName } from '#core/settings.ts'

import { isNumberName } from '#core/settings.ts'

/** A value as people say it, with its unit. */
export function sayValue(words: SettingsWords, name: SettingName, value: AnyValue): string {
  if (typeof value === 'number') return isNumberName(name) ? words.shown[name](value) : String(value)
  if (value === null) return name === 'quiet' ? words.quiet.none : words.unlimited
  if (typeof value === 'object') return words.quiet.shown(value.from, value.to)
  if (value === 'ring' || value === 'once' || value === 'silent') return words.loud[value].toLowerCase()
  return value.replaceAll('_', ' ')
}
