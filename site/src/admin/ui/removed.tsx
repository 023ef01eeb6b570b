import type { RemovedWatch } from '../door.ts'

import { useSignal } from '@preact/signals'

import { ago } from '#core/age.ts'

import { useApp, useWords } from '../../context.ts'
import { span } from '../../models/times.ts'
import { useAdmin, useAdminWords } from '../context.ts'
import { useAct } from '../desk/ui/act.tsx'
import { isGone } from '../trouble.ts'
import { Confirm } from './confirm.tsx'
import { TroubleBox } from './trouble-box.tsx'

const SHOWN = 2

/** What was deleted and can be brought back, the latest first. */
export function Removed({ removed }: { removed: readonly RemovedWatch[] }) {
  const words = useAdminWords().tend.removed
  const [latest, others] = [removed.slice(0, SHOWN), removed.slice(SHOWN)]
  return (
    <section class="removed" aria-labelledby="removed-title">
      <h2 id="removed-title" tabIndex={-1}>
        {words.title(removed.length)}
      </h2>
      <p class="hint">{words.hint}</p>
      <ul>
        {latest.map((one) => (
          <One removed={one} key={one.watch.id} />
        ))}
      </ul>
      {others.length > 0 && (
        <details class="more">
          <summary>{words.more(others.length)}</summary>
          <ul>
            {others.map((one) => (
              <One removed={one} key={one.watch.id} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function One({ removed: { watch, removedAt, until } }: { removed: RemovedWatch }) {
  const { clock } = useApp()
  const { colon, justNow, locale } = useWords()
  const { door, watches, say } = useAdmin()
  const words = useAdminWords().tend.removed
  const act = useAct()
  const now = clock.now.value
  const restore = async () => {
    if ((await act.run(() => door.restore(watch.id))) === null) return
    say(words.done(watch.name))
    await watches.sync()
    document.getElementById(`watch-${watch.id}`)?.querySelector('a')?.focus()
  }
  return (
    <li>
      <div>
        <strong>{watch.name}</strong>
        <p class="hint">
          {words.when(
            now - removedAt < 3000 ? justNow : ago(now - removedAt, locale),
            span(Math.max(0, until - now), locale),
          )}
        </p>
        {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      </div>
      <div class="buttons">
        <button
          type="button"
          class="button button-main"
          aria-disabled={act.busy.value}
          onClick={() => void restore()}
        >
          {words.restore}
          <span class="unseen">
            {colon}
            {watch.name}
          </span>
        </button>
        <Forget watch={watch} />
      </div>
    </li>
  )
}

/** Asks once: after this there is no way back. */
function Forget({ watch }: { watch: RemovedWatch['watch'] }) {
  const { colon } = useWords()
  const { door, watches, say } = useAdmin()
  const words = useAdminWords().tend.removed
  const asking = useSignal(false)
  const gone = useSignal(false)
  const run = async () => {
    const answer = await door.forget(watch.id)
    if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
    gone.value = true
    say(words.forgotten(watch.name))
    return null
  }
  return (
    <>
      <button
        type="button"
        class="button button-risky"
        onClick={() => {
          asking.value = true
        }}
      >
        {words.forget}
        <span class="unseen">
          {colon}
          {watch.name}
        </span>
      </button>
      {asking.value && (
        <Confirm
          title={words.forgetTitle(watch.name)}
          text={words.forgetText}
          yes={words.forget}
          run={run}
          onClose={() => {
            asking.value = false
            if (!gone.value) return
            document.getElementById('content')?.focus()
            void watches.sync()
          }}
        />
      )}
    </>
  )
}
