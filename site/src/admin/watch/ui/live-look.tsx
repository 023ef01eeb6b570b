import type { AdminWatch } from '../../door.ts'

import { useAdmin } from '../../context.ts'
import { isLast, newestLook } from '../../models/looks.ts'
import { useStoryWords } from '../locales/words.ts'
import { StepList, StepSaid } from './step-list.tsx'

/** A check of this watch that somebody asked for, here or elsewhere, as it goes. */
export function LiveLook({ watch }: { watch: AdminWatch }) {
  const { looks } = useAdmin()
  const words = useStoryWords().steps
  const look = newestLook(looks.looks.value, watch.id)
  if (look === null) return null
  const isOver = look.steps.some(isLast)
  return (
    <section class="card live-look" aria-labelledby="live-title">
      <div class="history-head">
        <h2 id="live-title">{words.title}</h2>
        <p class="chip">{isOver ? words.over : words.running}</p>
      </div>
      <StepSaid steps={look.steps} />
      <StepList steps={look.steps} isOver={isOver} label={words.title} />
    </section>
  )
}
