import type { LookNews, StepFact } from '#core/look-step.ts'
import type { StateEvent } from '#core/state.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Context } from '../context.ts'
import type { NewStep } from '../rooms.ts'

/** Tells one step of a look; never throws and is never waited for. */
export type TellStep = (fact: StepFact) => void

type Look = { lookId: string; watchId: string | null }

/** Steps of one look, told to every open admin page in the order in which they happen. */
export function tellSteps(context: Context, look: Look, later: (work: Promise<void>) => void): TellStep {
  let before = Promise.resolve()
  const tellAfter = async (others: Promise<void>, step: NewStep) => {
    await others
    try {
      await context.env.FEED.getByName('feed').step(step)
    } catch (error) {
      console.warn(`feed: a step was not told, ${String(error).slice(0, 200)}`)
    }
  }
  return (fact) => {
    before = tellAfter(before, { ...look, at: context.now(), ...fact })
    later(before)
  }
}

export function judgedStep(verdict: Verdict): StepFact {
  const reason = verdict.state === 'unknown' ? verdict.reason : null
  return { step: 'judged', state: verdict.state, reason }
}

const NEWS: readonly (readonly [StateEvent['type'], LookNews])[] = [
  ['opened', 'opened'],
  ['more', 'more'],
  ['ambiguous', 'ambiguous'],
  ['closed', 'closed'],
  ['blind-began', 'blind'],
  ['blind-ended', 'sighted'],
]

export function newsOf(events: readonly StateEvent[]): LookNews {
  return NEWS.find(([type]) => events.some((event) => event.type === type))?.[1] ?? 'same'
}
