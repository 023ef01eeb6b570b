import type { AdminWatch } from '../door.ts'

import { useWords } from '../../context.ts'
import { useAdmin, useAdminWords } from '../context.ts'
import { useAct } from '../desk/ui/act.tsx'
import { TroubleBox } from './trouble-box.tsx'

/** Pauses a watch, or resumes it: one button, so that the focus stays. */
export function PauseWatch({ watch }: { watch: AdminWatch }) {
  const { door, watches, say } = useAdmin()
  const words = useAdminWords().tend
  const { colon } = useWords()
  const act = useAct()
  const isPaused = watch.pausedAt !== undefined
  const turn = async () => {
    const done = await act.run(() => (isPaused ? door.resume(watch.id) : door.pause(watch.id)))
    if (done === null) return
    say(isPaused ? words.resumedSaid(watch.name) : words.pausedSaid(watch.name))
    await watches.sync()
  }
  return (
    <>
      <button
        type="button"
        class={isPaused ? 'button button-main' : 'button'}
        aria-disabled={act.busy.value}
        onClick={() => void turn()}
      >
        {isPaused ? words.resume : words.pause}
        <span class="unseen">
          {colon}
          {watch.name}
        </span>
      </button>
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
    </>
  )
}
