import type { AdminWatch } from '../door.ts'
import type { Signal } from '@preact/signals'

import { useAdmin, useAdminWords } from '../context.ts'
import { useAct } from '../desk/ui/act.tsx'
import { TroubleBox } from './trouble-box.tsx'

type Props = { watches: readonly AdminWatch[]; ordering: Signal<boolean> }

/** What is done to the list as a whole. */
export function ListTools({ watches: all, ordering }: Props) {
  const words = useAdminWords().tend
  return (
    <div class="buttons" role="group" aria-label={words.tools}>
      {all.length > 1 && (
        <button
          type="button"
          class={ordering.value ? 'button button-main' : 'button'}
          aria-pressed={ordering.value}
          onClick={() => {
            ordering.value = !ordering.value
          }}
        >
          {ordering.value ? words.orderDone : words.order}
        </button>
      )}
      <a class="button" href="#/transfer">
        {words.transfer}
      </a>
      <PauseAll watches={all} />
    </div>
  )
}

/** One button for both: pauses all as long as one is looked at, else resumes all. */
function PauseAll({ watches: all }: { watches: readonly AdminWatch[] }) {
  const { door, watches, say } = useAdmin()
  const words = useAdminWords().tend
  const act = useAct()
  const isPaused = all.every(({ pausedAt }) => pausedAt !== undefined)
  const turn = async () => {
    const done = await act.run(() => (isPaused ? door.resumeAll() : door.pauseAll()))
    if (done === null) return
    say(isPaused ? words.resumedAll(done.changed) : words.pausedAll(done.changed))
    await watches.sync()
  }
  return (
    <>
      <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void turn()}>
        {isPaused ? words.resumeAll : words.pauseAll}
      </button>
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
    </>
  )
}
