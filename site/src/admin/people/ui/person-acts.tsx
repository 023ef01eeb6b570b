import type { TestOutcome } from '../../desk/door.ts'
import type { SubscriberLine } from '#core/subscription.ts'

import { useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { useAct } from '../../desk/ui/act.tsx'
import { useDesk } from '../../desk/ui/desk-context.ts'
import { Tested } from '../../desk/ui/tested.tsx'
import { isGone } from '../../trouble.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { usePeopleWords } from '../locales/words.ts'

type Props = { person: SubscriberLine; onChanged: () => void; onErased: () => void }
type Asking = 'suspend' | 'erase' | null

/** What can be done about one subscriber. What cannot be taken back asks once. */
export function PersonActs({ person, onChanged, onErased }: Props) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().people
  const own = usePeopleWords().person
  const act = useAct()
  const asking = useSignal<Asking>(null)
  const tested = useSignal<TestOutcome | null>(null)
  const { id, state } = person
  const ask = (what: Asking) => () => {
    asking.value = what
  }
  const test = async () => {
    tested.value = null
    tested.value = await act.run(() => door.test(id, null))
    onChanged()
  }
  const enable = async () => {
    if ((await act.run(() => door.changePerson(id, { state: 'active' }))) !== null) say(own.active)
    onChanged()
  }
  return (
    <>
      <div role="status">{tested.value !== null && <Tested tested={tested.value} words={words} />}</div>
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <div class="buttons">
        <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void test()}>
          {act.busy.value ? words.testing : words.test}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={act.busy.value}
          onClick={state === 'active' ? ask('suspend') : () => void enable()}
        >
          {state === 'active' ? words.disable : words.enable}
        </button>
        <button type="button" class="button button-risky" onClick={ask('erase')}>
          {words.remove}
        </button>
      </div>
      {asking.value === 'suspend' && <AskSuspend id={id} onDone={onChanged} onClose={ask(null)} />}
      {asking.value === 'erase' && <AskErase id={id} onDone={onErased} onClose={ask(null)} />}
    </>
  )
}

type AskProps = { id: string; onDone: () => void; onClose: () => void }

function AskSuspend({ id, onDone, onClose }: AskProps) {
  const { say } = useAdmin()
  const door = useDesk()
  const { people } = useDeskWords()
  const words = usePeopleWords().person
  const run = async () => {
    const answer = await door.changePerson(id, { state: 'disabled' })
    if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
    say(words.suspended)
    onDone()
    return null
  }
  return (
    <Confirm
      title={words.suspendTitle}
      text={words.suspendText}
      yes={people.disable}
      run={run}
      onClose={onClose}
    />
  )
}

function AskErase({ id, onDone, onClose }: AskProps) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().people
  const run = async () => {
    const answer = await door.removePerson(id)
    if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
    say(words.removed)
    onDone()
    return null
  }
  return (
    <Confirm
      title={words.removeTitle}
      text={words.removeText}
      yes={words.remove}
      run={run}
      onClose={onClose}
    />
  )
}
