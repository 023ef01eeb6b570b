import type { StepMark } from '../models/step-words.ts'
import type { LookStep } from '#core/look-step.ts'

import { useWords } from '../../../context.ts'
import { useStoryWords } from '../locales/words.ts'
import { markOf, wordStep } from '../models/step-words.ts'

const MARKS: Record<StepMark | 'now', preact.JSX.Element> = {
  done: <path d="m6 12.500 4 4 8-9" />,
  open: (
    <>
      <circle cx="12" cy="12" r="9.500" class="step-fill" />
      <path class="step-cut" d="m7.500 12.500 3 3 6-6.500" />
    </>
  ),
  shut: <path d="M5 8h14M5 12h14M5 16h14M12 4v16" />,
  dark: <path d="M4 9q4-4 8 0t8 0M4 15q4-4 8 0t8 0" />,
  now: <circle cx="12" cy="12" r="5" class="step-fill" />,
}

type Props = { steps: readonly LookStep[]; isOver: boolean; label: string }

/** What a look has done so far, and what it is doing. */
export function StepList({ steps, isOver, label }: Props) {
  const { steps: own } = useStoryWords()
  const words = useWords()
  const seconds = new Intl.NumberFormat(words.locale, {
    style: 'unit',
    unit: 'second',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const since = steps[0]?.at ?? 0
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step, index) => {
        const isNow = !isOver && index === steps.length - 1
        const mark = isNow ? 'now' : markOf(step)
        return (
          <li class={`step step-${mark}`} aria-current={isNow ? 'step' : undefined} key={step.n}>
            <svg class="step-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              {MARKS[mark]}
            </svg>
            <span>{wordStep(step, { steps: own, words })}</span>
            <span class="step-time">{own.after(seconds.format(Math.max(0, step.at - since) / 1000))}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** The newest step, said to whoever does not look at the list. */
export function StepSaid({ steps }: { steps: readonly LookStep[] }) {
  const { steps: own } = useStoryWords()
  const words = useWords()
  const newest = steps.at(-1)
  return (
    <p class="unseen" role="status">
      {newest === undefined ? own.waiting : wordStep(newest, { steps: own, words })}
    </p>
  )
}
