import type { AdminWatch, Door } from '../door.ts'
import type { Answer, Trouble } from '../trouble.ts'
import type { Conflict } from './conflict.ts'
import type { Draft, NewWatch } from './draft.ts'

import { createModel, signal } from '@preact/signals'

import { differences } from './conflict.ts'
import { draftOf, watchOf } from './draft.ts'

export type SavingParts = {
  start: Draft
  door: Pick<Door, 'watch'>
  /** `version`: of the watch that is edited, as the person had it before them; `null` for a new one. */
  save: (watch: NewWatch, version: number | null) => Promise<Answer<{ id: string }>>
  /** The watch that is edited; left out for a new one. */
  edited?: AdminWatch
}

/** So often is an edit sent again, when only what it does not touch was changed meanwhile. */
const TRIES = 3

/** Saves what was written, and finds out what somebody else saved meanwhile. */
export const SavingModel = createModel(({ start, door, save, edited }: SavingParts) => {
  const saving = signal(false)
  const trouble = signal<Trouble | null>(null)
  /** What the edit stands on, and its version at the relay. */
  const base = signal({ draft: start, version: edited?.updatedAt ?? null })
  /** What somebody else saved meanwhile, until it is settled. */
  const conflict = signal<Conflict | null>(null)

  /** Reads how the watch stands now; `true` when nothing of the form was changed by somebody else. */
  async function meet(id: string): Promise<boolean> {
    const answer = await door.watch(id)
    if (!answer.ok) {
      trouble.value = answer.trouble
      return false
    }
    const [before, theirs] = [base.value.draft, draftOf(answer.value)]
    base.value = { draft: theirs, version: answer.value.updatedAt }
    if (differences(theirs, { base: before, theirs: before }).length === 0) return true
    conflict.value = { base: before, theirs }
    return false
  }

  async function send(draft: Draft, tries: number): Promise<string | null> {
    const answer = await save(watchOf(draft), base.value.version)
    if (answer.ok) return answer.value.id
    if (edited !== undefined && isConflict(answer.trouble) && tries > 1)
      return (await meet(edited.id)) ? await send(draft, tries - 1) : null
    trouble.value = answer.trouble
    return null
  }

  return {
    saving,
    trouble,
    base,
    conflict,
    /** The id of what was saved, or `null` when it was not. */
    async submit(draft: Draft): Promise<string | null> {
      saving.value = true
      trouble.value = null
      const id = await send(draft, TRIES)
      saving.value = false
      return id
    },
    /** Shows what somebody else saved meanwhile beside what is written here. */
    async compare(): Promise<void> {
      if (edited !== undefined) await meet(edited.id)
    },
    settle() {
      conflict.value = null
      trouble.value = null
    },
  }
})

const isConflict = (trouble: Trouble) => trouble.kind === 'refused' && trouble.code === 'conflict'
