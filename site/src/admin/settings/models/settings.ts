import type { Environment } from '../../../environment.ts'
import type { SettingsChange } from '../door.ts'
import type { Edits, Whose, Wish } from './edits.ts'
import type { KeptParts } from './kept.ts'
import type { SettingName } from '#core/settings.ts'
import type { Signal } from '@preact/signals'

import { computed, createModel, signal } from '@preact/signals'

import { isRefusedAs } from '../../trouble.ts'
import {
  conflictsIn,
  editsOf,
  namesOf,
  toChange,
  undoOf,
  withChoice,
  withWish,
  withoutSent,
  wrongIn,
} from './edits.ts'
import { KeptModel } from './kept.ts'

/** `edits`: what is typed outlives the screen. */
type Parts = KeptParts & { edits: Signal<Edits> }

/** The settings as they are, what somebody would have them be, and the way from one to the other. */
export const SettingsModel = createModel((env: Environment, { edits, ...parts }: Parts) => {
  const { state, lines, busy, trouble, sync, write } = new KeptModel(env, parts)
  /** Somebody has tried to keep what is wrong or undecided. */
  const tried = signal(false)
  /** What would bring back how it stood before the last change. */
  const undo = signal<SettingsChange | null>(null)
  const conflicts = computed(() => (lines.value === null ? [] : conflictsIn(edits.value, lines.value)))
  const wrong = computed(() => wrongIn(edits.value))

  function wish(name: SettingName, wish: Wish) {
    undo.value = null
    trouble.value = null
    if (lines.value !== null) edits.value = withWish(edits.value, lines.value, { name, wish })
  }
  /** Goes on from what somebody else has written: with one's own value, or without it. */
  function settle(name: SettingName, whose: Whose) {
    if (lines.value !== null) edits.value = withChoice(edits.value, lines.value, { name, whose })
    trouble.value = null
  }
  function drop() {
    edits.value = {}
    trouble.value = null
    tried.value = false
  }
  /** Whether there is nothing to decide or repair before what is typed is sent. */
  function ready(): boolean {
    tried.value = true
    return wrong.value.length === 0 && conflicts.value.length === 0 && !busy.value
  }
  /** Keeps all edits, unless somebody else wrote while a question stood open. Answers whether it came about. */
  async function save(): Promise<boolean> {
    const [sent, before] = [edits.value, lines.value]
    if (before === null || !ready()) return false
    const after = await write(toChange(sent, before))
    if (after === null) return false
    edits.value = withoutSent(edits.value, sent)
    undo.value = undoOf(namesOf(sent), { before, after })
    tried.value = false
    return true
  }
  async function takeBack(back = undo.value): Promise<boolean> {
    if (back === null || busy.value) return false
    if ((await write(back)) === null && !isRefusedAs(trouble.value, 'settings-conflict')) return false
    if (trouble.value !== null) edits.value = editsOf(back)
    undo.value = null
    return trouble.value === null
  }
  return {
    state,
    lines,
    busy,
    trouble,
    tried,
    undo,
    edits,
    conflicts,
    wrong,
    sync,
    wish,
    settle,
    drop,
    ready,
    save,
    takeBack: () => takeBack(),
  }
})

export type Settings = InstanceType<typeof SettingsModel>
