import type { AnyValue, Edit } from '../models/edits.ts'
import type { SettingLine, SettingName } from '#core/settings.ts'

import { useSettingsWords } from '../locales/words.ts'
import { wishedValue } from '../models/edits.ts'
import { useSettings } from './context.ts'
import { sayValue } from './say-value.ts'

type Props = { name: SettingName; line: SettingLine<AnyValue>; edit: Edit }

/** Both versions side by side: one of them is chosen, nothing is overwritten unseen. */
export function Conflict({ name, line, edit }: Props) {
  const settings = useSettings()
  const words = useSettingsWords()
  const mine = wishedValue(name, edit.wish)
  const typed = edit.wish.to === 'text' ? edit.wish.text : ''
  const settle = (whose: 'mine' | 'theirs') => {
    settings.settle(name, whose)
    // What had the focus is gone: it goes on in the setting itself.
    requestAnimationFrame(() => document.getElementById(FIRST[name] ?? `field-${name}`)?.focus())
  }
  return (
    <div class="conflict" role="alert">
      <p>
        <strong>{words.conflict.title(words.names[name])}</strong>
      </p>
      <dl>
        <div>
          <dt>{words.conflict.theirs}</dt>
          <dd>{sayValue(words, name, line.value)}</dd>
        </div>
        <div>
          <dt>{words.conflict.mine}</dt>
          <dd>{mine === undefined ? typed : sayValue(words, name, mine)}</dd>
        </div>
      </dl>
      <div class="buttons">
        <button type="button" class="button" onClick={() => settle('theirs')}>
          {words.conflict.takeTheirs}
        </button>
        <button type="button" class="button" onClick={() => settle('mine')}>
          {words.conflict.takeMine}
        </button>
      </div>
    </div>
  )
}

const FIRST: { [N in SettingName]?: string } = { quiet: 'quiet-on' }
