import type { Recent, RecentState } from '../models/recent.ts'
import type { AcknowledgedAs } from '#core/alert.ts'
import type { OwnAlert } from '#core/own-alert.ts'

import { safeLink } from '#core/safe-link.ts'

import { useApp } from '../../context.ts'
import { clockTime } from '../../models/times.ts'
import { useAlertsWords } from '../locales/words.ts'
import { TroubleNote } from '../ui/trouble.tsx'
import { useOwnWords } from './locales/words.ts'

/** Who has only seen it may still say how it ended. */
const LATER: readonly AcknowledgedAs[] = ['got-one', 'too-late', 'false-alarm']
const ALL: readonly AcknowledgedAs[] = ['seen', ...LATER]

/** What this subscription was told of within a day, each with its answers. Nothing is answered by opening the page. */
export function RecentAlerts({ recent }: { recent: Recent }) {
  const words = useAlertsWords()
  const text = useOwnWords().recent
  const state = recent.state.value
  if (state.kind === 'shown' && state.alerts.length === 0 && recent.asked.value === null) return null
  if (state.kind === 'loading' && recent.asked.value === null) return null
  return (
    <section class="card recent" aria-labelledby="own-recent" aria-busy={state.kind === 'loading'}>
      <h2 id="own-recent">{text.title}</h2>
      {state.kind === 'loading' && <p>{text.loading}</p>}
      {state.kind === 'failed' && (
        <>
          <p>{text.failed}</p>
          <TroubleNote trouble={state.trouble} />
          <button type="button" class="button" onClick={() => void recent.sync()}>
            {words.retry}
          </button>
        </>
      )}
      {state.kind === 'shown' && <Shown recent={recent} state={state} />}
    </section>
  )
}

type ShownProps = { recent: Recent; state: Extract<RecentState, { kind: 'shown' }> }

function Shown({ recent, state }: ShownProps) {
  const text = useOwnWords().recent
  const { alerts, busy, kept, trouble } = state
  const asked = recent.asked.value
  const isKnown = asked === null || alerts.some(({ alertIds }) => alertIds.includes(asked))
  const open = alerts
    .filter((one) => one.answered === null && one.closedAt === null)
    .map(({ releaseId }) => releaseId)
  return (
    <>
      {!isKnown && <p class="hint">{text.unknown}</p>}
      <div role="status">
        {busy.length > 0 && <p class="hint">{text.busy}</p>}
        {kept && <p class="alerts-done">{text.kept}</p>}
      </div>
      <TroubleNote trouble={trouble} />
      {open.length > 1 && (
        <button
          type="button"
          class="button button-main"
          aria-disabled={busy.length > 0}
          onClick={() => void recent.answer(open, 'seen')}
        >
          {text.allSeen}
        </button>
      )}
      <ul class="recent-list">
        {alerts.map((alert) => (
          <li key={alert.releaseId}>
            <One alert={alert} recent={recent} isBusy={busy.length > 0} />
          </li>
        ))}
      </ul>
    </>
  )
}

type OneProps = { alert: OwnAlert; recent: Recent; isBusy: boolean }

function One({ alert, recent, isBusy }: OneProps) {
  const { choice } = useApp()
  const text = useOwnWords().recent
  const { locale } = choice.words.value
  const { releaseId, name, url, toldAt, closedAt, answered, rings } = alert
  const offered = answered === null ? ALL : answered === 'seen' ? LATER : []
  const link = closedAt === null ? safeLink(url) : null
  const facts = [
    text.told(clockTime(toldAt, locale)),
    closedAt === null ? text.open : text.gone(clockTime(closedAt, locale)),
  ]
  return (
    <>
      <h3>{name}</h3>
      <p>{facts.join(', ')}.</p>
      {rings && <p>{text.rings}</p>}
      {answered !== null && <p class="alerts-done">{text.answered(text.answers[answered])}</p>}
      {link !== null && (
        <a class="recent-tickets" href={link.href} target="_blank" rel="noopener noreferrer">
          {text.tickets}
        </a>
      )}
      {offered.length > 0 && (
        <div class="buttons" role="group" aria-label={text.group(name)}>
          {offered.map((outcome) => (
            <button
              type="button"
              class={outcome === 'seen' ? 'button button-main' : 'button'}
              aria-disabled={isBusy}
              onClick={() => void recent.answer([releaseId], outcome)}
              key={outcome}
            >
              {text.answers[outcome]}
            </button>
          ))}
        </div>
      )}
    </>
  )
}
