import type { RemovedWatch } from '../door.ts'

import { ago } from '#core/age.ts'

import { useApp, useWords } from '../../context.ts'
import { span } from '../../models/times.ts'
import { useAdmin, useAdminWords } from '../context.ts'
import { useAct } from '../desk/ui/act.tsx'
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
      <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void restore()}>
        {words.restore}
        <span class="unseen">
          {colon}
          {watch.name}
        </span>
      </button>
    </li>
  )
}
