import type { Clock } from '../../models/clock.ts'
import type { Door } from '../door.ts'
import type { Draft, TargetField } from './draft.ts'
import type { SavingParts } from './saving.ts'
import type { Observation } from '#core/observation.ts'

import { computed, createModel, signal } from '@preact/signals'

import { isAddress, watchOf } from './draft.ts'
import { SavingModel } from './saving.ts'
import { TrialModel } from './trial.ts'

type Parts = SavingParts & { door: Door; clock: Clock }

/** One watch being written, kept apart from its view: a lost session does not lose what was typed. */
export const FormModel = createModel(({ clock, ...parts }: Parts) => {
  const { start, door } = parts
  const draft = signal(start)
  const keeper = new SavingModel(parts)
  /** What is missing is asked for only once somebody wanted to look or to save. */
  const asked = signal<'nothing' | 'address' | 'all'>('nothing')
  let proposed = ''
  const trial = new TrialModel({
    door,
    clock,
    onDone({ observation }) {
      // A name that somebody typed stays.
      const typed = draft.value.name.trim()
      if (typed !== '' && typed !== proposed) return
      proposed = nameOf(observation)
      change({ name: proposed })
    },
  })

  function change(part: Partial<Draft>) {
    draft.value = { ...draft.value, ...part }
  }

  return {
    draft,
    saving: keeper.saving,
    trouble: keeper.trouble,
    base: keeper.base,
    conflict: keeper.conflict,
    compare: keeper.compare,
    trial,
    missing: computed(() =>
      missingIn(draft.value).filter(
        (field) => asked.value === 'all' || (asked.value === 'address' && field === 'url'),
      ),
    ),
    changed: computed(() => draft.value !== start),
    change,
    changeTarget(field: TargetField, text: string) {
      change({ target: { ...draft.value.target, [field]: text } })
    },
    /** Looks at the page of the draft; `false` when there is no address to look at. */
    look(): boolean {
      asked.value = asked.value === 'all' ? 'all' : 'address'
      const isWhole = isAddress(draft.value.url)
      if (isWhole) void trial.run(draft.value)
      return isWhole
    },
    /** The id of what was saved, or `null` when it was not. */
    async submit(): Promise<string | null> {
      asked.value = 'all'
      if (keeper.saving.value || missingIn(draft.value).length > 0) return null
      return await keeper.submit(draft.value)
    },
    /** What was chosen of both versions. */
    settle(chosen: Draft) {
      draft.value = chosen
      keeper.settle()
    },
  }
})

export type Form = InstanceType<typeof FormModel>

function missingIn(draft: Draft): ('url' | 'name')[] {
  const { url, name } = watchOf(draft)
  return [...(isAddress(url) ? [] : ['url' as const]), ...(name === '' ? ['name' as const] : [])]
}

/** What the page calls itself: its first heading, else its title up to the site's own name. Errors have no name. */
function nameOf({ page, status }: Observation): string {
  if (status === null || status >= 400) return ''
  const heading = page?.headings.find((text) => text.trim() !== '') ?? page?.title.split(/ [|·–—-] /)[0] ?? ''
  return heading.trim().slice(0, 120)
}
