import type { AdminWatch } from '../door.ts'
import type { Signal } from '@preact/signals'

import { useSignal } from '@preact/signals'

import { useAdmin, useAdminWords } from '../context.ts'
import { useAct } from '../desk/ui/act.tsx'
import { Confirm } from './confirm.tsx'
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

/**
 * One button for both: pauses all as long as one is looked at, else resumes all. Pausing asks once: what is open ends,
 * and which were paused before is not known any more.
 */
function PauseAll({ watches: all }: { watches: readonly AdminWatch[] }) {
  const { door, watches, say } = useAdmin()
  const words = useAdminWords().tend
  const act = useAct()
  const asking = useSignal(false)
  const looked = all.filter(({ pausedAt }) => pausedAt === undefined).length
  const resume = async () => {
    const done = await act.run(() => door.resumeAll())
    if (done === null) return
    say(words.resumedAll(done.changed))
    await watches.sync()
  }
  const pause = async () => {
    const answer = await door.pauseAll()
    if (!answer.ok) return answer.trouble
    say(words.pausedAll(answer.value.changed))
    await watches.sync()
    return null
  }
  return (
    <>
      <button
        type="button"
        class="button"
        aria-disabled={act.busy.value}
        onClick={() => {
          if (looked === 0) void resume()
          else asking.value = true
        }}
      >
        {looked === 0 ? words.resumeAll : words.pauseAll}
      </button>
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      {asking.value && (
        <Confirm
          title={words.pauseAllTitle(looked)}
          text={words.pauseAllText}
          yes={words.pauseAll}
          run={pause}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </>
  )
}
