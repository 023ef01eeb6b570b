import { useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'

type Props = { heard: boolean; onChanged: () => void }

/** Whether browsers are heard at all. Stopping asks once; hearing them again is one press. */
export function HearAll({ heard, onChanged }: Props) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().devices.switches
  const act = useAct()
  const asking = useSignal(false)
  const resume = async () => {
    if ((await act.run(() => door.hearAll(true))) !== null) say(words.resumed)
    onChanged()
  }
  const stop = async () => {
    const answer = await door.hearAll(false)
    if (!answer.ok) return answer.trouble
    say(words.stopped)
    onChanged()
    return null
  }
  return (
    <>
      <div class={heard ? undefined : 'panel panel-failed'}>
        {!heard && (
          <>
            <h2>{words.stopped}</h2>
            <p>{words.stoppedText}</p>
          </>
        )}
        {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
        {/* One button, so that the focus stays where it was. */}
        <button
          type="button"
          class={heard ? 'button button-risky' : 'button button-main'}
          aria-disabled={act.busy.value}
          onClick={() => {
            if (heard) asking.value = true
            else void resume()
          }}
        >
          {heard ? words.stop : words.resume}
        </button>
      </div>
      {asking.value && (
        <Confirm
          title={words.stopTitle}
          text={words.stopText}
          yes={words.stop}
          run={stop}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </>
  )
}
