import type { Clock } from '../../models/clock.ts'
import type { AdminWatch, Door } from '../door.ts'
import type { Form } from './form.ts'

import { NEW_DRAFT, draftOf } from './draft.ts'
import { FormModel } from './form.ts'

export type Forms = {
  ofNew: () => Form
  ofWatch: (watch: AdminWatch) => Form
  /** Forgets what was being written, once it is saved or given up. */
  drop: (id: string | null) => void
}

/** What is being written, by watch: it outlives the screens and the session. */
export function makeForms(door: Door, clock: Clock): Forms {
  const forms = new Map<string | null, Form>()
  const keep = (id: string | null, make: () => Form) => {
    const form = forms.get(id) ?? make()
    forms.set(id, form)
    return form
  }
  return {
    ofNew: () =>
      keep(null, () => new FormModel({ start: NEW_DRAFT, door, clock, save: (watch) => door.add(watch) })),
    ofWatch: (watch) =>
      keep(
        watch.id,
        () =>
          new FormModel({
            start: draftOf(watch),
            door,
            clock,
            edited: watch,
            save: (change, version) =>
              door.change(watch.id, version === null ? change : { ...change, updatedAt: version }),
          }),
      ),
    drop(id) {
      forms.get(id)?.trial.cancel()
      forms.delete(id)
    },
  }
}
