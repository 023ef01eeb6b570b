import type { OwnChoices, Subscription } from '#core/subscription.ts'
import type { Named } from '../ui/pick-watches.tsx'

import { createModel, signal } from '@preact/signals'

import { PickModel, chosenOf } from './pick.ts'

const USUAL_QUIET = { from: '22:00', to: '07:00' }

/** One's choices as they stand in the form. */
export const OwnDraftModel = createModel((begin: Subscription) => {
  const pick = new PickModel(begin.watches)
  const always = new PickModel(begin.always)
  const quiet = signal(begin.quiet !== null)
  const from = signal((begin.quiet ?? USUAL_QUIET).from)
  const to = signal((begin.quiet ?? USUAL_QUIET).to)
  const loudness = signal(begin.loudness)
  const locale = signal(begin.locale)
  const timeZone = signal(begin.timeZone)
  return {
    pick,
    always,
    quiet,
    from,
    to,
    loudness,
    locale,
    timeZone,
    /** What is to be kept; `null` when no match is chosen. */
    toChange(watches: readonly Named[]): Partial<OwnChoices> | null {
      const chosen = chosenOf(pick, watches)
      if (chosen !== 'all' && chosen.length === 0) return null
      const ring = chosenOf(always, watches)
      return {
        watches: chosen,
        always: ring === 'all' ? [] : ring,
        quiet: quiet.value ? { from: from.value, to: to.value } : null,
        loudness: loudness.value,
        locale: locale.value,
        timeZone: timeZone.value,
      }
    },
  }
})

export type OwnDraft = InstanceType<typeof OwnDraftModel>
