import type { SettingsWords } from '../locales/fr.ts'
import type { AnyValue, Edit } from '../models/edits.ts'
import type { SettingLine, SettingName } from '#core/settings.ts'

import { isNumberName } from '#core/settings.ts'

import { useApp } from '../../../context.ts'
import { dateFormat } from '../../../models/formats.ts'
import { issueOf } from '../../trouble.ts'
import { useSettingsWords } from '../locales/words.ts'
import { wishedValue } from '../models/edits.ts'
import { Conflict } from './conflict.tsx'
import { useSettings } from './context.ts'
import { LoudControl, NumberControl, QuietControl, ZoneControl } from './control.tsx'
import { sayValue } from './say-value.ts'
import { Source } from './source.tsx'

type Line = SettingLine<AnyValue>

/** One setting: what it says, where that comes from, and the way back. */
export function Setting({ name }: { name: SettingName }) {
  const settings = useSettings()
  const line: Line | undefined = settings.lines.value?.[name]
  const edit = settings.edits.value[name]
  if (line === undefined) return null
  const isPinned = line.source === 'environment'
  return (
    <div class={edit === undefined ? 'setting' : 'setting setting-changed'}>
      <div class="setting-main">
        {isPinned ? <Pinned name={name} line={line} /> : <Open name={name} line={line} edit={edit} />}
      </div>
      <div class="setting-side">
        <Source source={line.source} />
        {!isPinned && <WayBack name={name} line={line} edit={edit} />}
      </div>
      {settings.conflicts.value.includes(name) && edit !== undefined && (
        <Conflict name={name} line={line} edit={edit} />
      )}
    </div>
  )
}

type Props = { name: SettingName; line: Line }

function Pinned({ name, line }: Props) {
  const words = useSettingsWords()
  return (
    <>
      <h3>{words.names[name]}</h3>
      <p class="setting-value">{sayValue(words, name, line.value)}</p>
      <p class="hint">{words.pinned(line.variable ?? '')}</p>
      {line.stored !== null && <p class="hint">{words.kept(sayValue(words, name, line.stored.value))}</p>}
      <p class="hint">{words.why[name]}</p>
    </>
  )
}

function Open({ name, line, edit }: Props & { edit: Edit | undefined }) {
  const settings = useSettings()
  const words = useSettingsWords()
  const issue = issueOf(settings.trouble.value, `set.${name}`)
  const isTold = settings.tried.value || name === 'quiet'
  const wished = edit === undefined ? line.value : wishedValue(name, edit.wish)
  const control = {
    shown: shownOf(line, edit),
    wrong: (wished === undefined && isTold) || (issue !== undefined && edit !== undefined),
    detail: issue?.message,
    onWish: (wish: Edit['wish']) => settings.wish(name, wish),
  }
  return (
    <>
      <Control name={name} {...control} />
      {wished !== undefined && <Meaning name={name} value={wished} />}
      {edit !== undefined && <p class="setting-was">{words.was(sayValue(words, name, line.value))}</p>}
    </>
  )
}

function shownOf({ value, usual }: Line, edit: Edit | undefined) {
  if (edit === undefined) return value
  if (edit.wish.to === 'usual') return usual
  return edit.wish.to === 'value' ? edit.wish.value : { text: edit.wish.text }
}

function Control({ name, ...control }: { name: SettingName } & Parameters<typeof QuietControl>[0]) {
  if (isNumberName(name)) return <NumberControl name={name} {...control} />
  if (name === 'quiet') return <QuietControl {...control} />
  return name === 'timeZone' ? <ZoneControl {...control} /> : <LoudControl {...control} />
}

/** What a number comes to. */
function Meaning({ name, value }: { name: SettingName; value: AnyValue }) {
  const words = useSettingsWords()
  const { clock, choice } = useApp()
  const { meaning } = words
  if (typeof value !== 'number' || !hasMeaning(words, name)) return null
  const day = dateFormat(choice.language.value, { dateStyle: 'long' })
  // Some of these numbers reach back beyond what dates are known for; a day is enough.
  const since = day.format(Math.max(0, clock.now.value - value * 86_400_000))
  return <p class="setting-meaning">{meaning[name](value, since)}</p>
}

function hasMeaning({ meaning }: SettingsWords, name: string): name is keyof SettingsWords['meaning'] {
  return Object.hasOwn(meaning, name)
}

function WayBack({ name, line, edit }: Props & { edit: Edit | undefined }) {
  const settings = useSettings()
  const words = useSettingsWords()
  const isGoing = edit?.wish.to === 'usual'
  if (line.source === 'built-in' && edit === undefined) return null
  return (
    <>
      {isGoing && <p class="hint">{words.usualNext}</p>}
      <button
        type="button"
        class="button setting-back"
        onClick={() => (isGoing ? settings.settle(name, 'theirs') : settings.wish(name, { to: 'usual' }))}
      >
        {isGoing ? words.keepMine : words.usual(sayValue(words, name, line.usual))}
        <span class="unseen"> {words.names[name]}</span>
      </button>
    </>
  )
}
