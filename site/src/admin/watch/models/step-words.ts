import type { Words } from '../../../locales/fr.ts'
import type { StoryWords } from '../locales/fr.ts'
import type { LookStep } from '#core/look-step.ts'

import { clockTime } from '../../../models/times.ts'

type Dictionaries = { steps: StoryWords['steps']; words: Words }

/** One step of a look in words, one sentence or two. */
export function wordStep(step: LookStep, { steps, words }: Dictionaries): string {
  switch (step.step) {
    case 'queued':
      return step.why === 'rest' && step.until !== null
        ? steps.restUntil(clockTime(step.until, words.locale))
        : steps.queued[step.why]
    case 'robots':
      return step.allowed ? steps.robots : steps.noRobots
    case 'asked':
      return steps.asked[step.way]
    case 'answered':
      return wordAnswer(step.status, steps)
    case 'read':
      return `${steps.read(step.way, step.rows, step.others)}${step.proven ? '' : ` ${steps.unproven}`}`
    case 'wall':
      return steps.wall(words.reason[step.reason])
    case 'judged':
      return `${steps.judged(words.verdict[step.state])}${step.reason === null ? '' : ` ${words.reason[step.reason]}`}`
    case 'recorded':
      return `${steps.news[step.news]}${step.owed === 0 ? '' : ` ${steps.owed(step.owed)}`}`
    case 'ended':
      return steps[step.why]
    default:
      return steps[step.step]
  }
}

function wordAnswer(status: number | null, steps: StoryWords['steps']): string {
  if (status === null) return steps.silent
  if (status >= 400) return steps.refused(status)
  return status >= 300 && status !== 304 ? steps.moved(status) : steps.answered(status)
}

/** How a step reads at a glance: what went well, what stands in the way, and what was hoped for. */
export type StepMark = 'done' | 'shut' | 'open' | 'dark'

export function markOf(step: LookStep): StepMark {
  switch (step.step) {
    case 'wall':
    case 'ended':
      return 'shut'
    case 'robots':
      return step.allowed ? 'done' : 'shut'
    case 'answered':
      return step.status === null || step.status >= 400 ? 'shut' : 'done'
    case 'judged':
      return step.state === 'available' ? 'open' : step.state === 'unknown' ? 'dark' : 'done'
    case 'recorded':
      return step.news === 'opened' || step.news === 'more' ? 'open' : step.news === 'blind' ? 'dark' : 'done'
    default:
      return 'done'
  }
}
