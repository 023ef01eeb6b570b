import { useApp } from '../../context.ts'
import { span } from '../../models/times.ts'
import { useAdmin } from '../context.ts'
import { TroubleBox } from '../ui/trouble-box.tsx'

/** What is wrong with what was typed, or with the last attempt; `missing`: the words for nothing typed, when so. */
export function AttemptWrong({ id, missing }: { id: string; missing: string | null }) {
  const trouble = useAdmin().session.trouble.value
  return (
    <div id={id}>
      {missing !== null && (
        <p class="wrong" role="alert">
          {missing}
        </p>
      )}
      {missing === null && trouble !== null && <TroubleBox trouble={trouble} />}
    </div>
  )
}

/** The button that sends an attempt, and how long none is taken. */
export function AttemptEnd() {
  const { session, words } = useAdmin()
  const { clock, choice } = useApp()
  const text = words.value.signIn
  const wait = session.notBefore.value - clock.now.value
  return (
    <>
      <button type="submit" class="button button-main" aria-disabled={session.busy.value || wait > 0}>
        {session.busy.value ? text.busy : text.submit}
      </button>
      {wait > 0 && <p class="hint">{text.wait(span(wait + 999, choice.words.value.locale))}</p>}
    </>
  )
}
