import type { SettingSource } from '#core/settings.ts'

import { useSettingsWords } from '../locales/words.ts'

/** A lock, a hand on the dial, and the ship's own anchor. */
const MARKS: Record<SettingSource, string> = {
  environment: 'M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z',
  database: 'M4 20l4-1L19 8l-3-3L5 16zM14 7l3 3',
  'built-in': 'M12 8v13M12 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M8 11h8M4 14c0 4 4 7 8 7s8-3 8-7',
}

/** Where a value comes from: a drawing and a word. */
export function Source({ source }: { source: SettingSource }) {
  const words = useSettingsWords()
  return (
    <p class={`source source-${source}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={MARKS[source]} />
      </svg>
      {words.sources[source]}
    </p>
  )
}
