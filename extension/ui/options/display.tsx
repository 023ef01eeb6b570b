import type { SectionProps } from './context.ts'

import { LANGUAGES, LANGUAGE_NAMES } from '../../locales/words.ts'
import { TEXT_SIZES } from '../../settings.ts'
import { Section } from './section.tsx'

export function Display({ desk, known, words: { display: words } }: SectionProps) {
  const { language, textSize } = known.settings
  return (
    <Section id="display" title={words.title}>
      <fieldset>
        <legend>{words.language}</legend>
        <div class="languages">
          {LANGUAGES.map((one) => (
            <button
              type="button"
              key={one}
              lang={one}
              aria-pressed={one === language}
              onClick={() => void desk.change({ language: one })}
            >
              {LANGUAGE_NAMES[one]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.textSize}</legend>
        <div class="sizes">
          {TEXT_SIZES.map((size) => (
            <label key={size} class="choice">
              <input
                type="radio"
                name="text-size"
                checked={size === textSize}
                onChange={() => void desk.change({ textSize: size })}
              />
              {words.percent(size)}
            </label>
          ))}
        </div>
      </fieldset>
    </Section>
  )
}
