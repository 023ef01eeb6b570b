import type { PresetCode, PresetSight } from '#core/preset.ts'
import type { SeatsTarget } from '#core/watch.ts'

import { PRESET_WORDS } from '#core/preset-words.ts'
import { presetFor } from '#readers/presets.ts'

export type PresetAnswer = {
  code: PresetCode
  sight: PresetSight
  name: string | null
  note: { fr: string; en: string } | null
  /** What the preset looks for; it need not be written into a watch. */
  target: SeatsTarget
}

/** What is known of the site of an address. */
export function readPreset(url: string): PresetAnswer {
  const { code, sight, rows, target = {} } = presetFor({ url })
  const selector = rows === undefined ? {} : { selector: rows.selector }
  return { code, sight, ...PRESET_WORDS[code], target: { ...selector, ...target } }
}
