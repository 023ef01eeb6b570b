import type { AlertsRoute } from '../../models/route.ts'
import type { AlertEvent } from '#core/person.ts'

import { ALERT_STATES } from '#core/alert.ts'
import { ruleName } from '#core/rule-names.ts'

import { useApp, useWords } from '../../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { hrefOf } from '../../models/route.ts'
import { usePeopleWords } from '../locales/words.ts'
import { CountsBar } from './counts-bar.tsx'
import { shortMoment, wait } from './say.ts'

type Props = { event: AlertEvent; filter: AlertsRoute }

/** One message: what, when, and what became of it for all who were owed it. */
export function EventRow({ event, filter }: Props) {
  const { locale, colon } = useWords()
  const { kind: kinds } = useDeskWords()
  const words = usePeopleWords().alerts
  const { language } = useApp().choice
  const { id, kind, at, counts, quickestMs, slowestMs } = event
  const name = kind === 'rule' ? ruleName(event.name, language.value) : event.name
  const all = ALERT_STATES.reduce((sum, state) => sum + counts[state], 0)
  const missed = counts['given-up']
  const { channel } = filter
  const within: AlertsRoute = { event: id, ...(channel === undefined ? {} : { channel }) }
  const heading = `event-${id}`
  return (
    <li class="card event" aria-labelledby={heading}>
      <h2 id={heading}>
        {kinds[kind]}
        {name !== '' && `${colon}${name}`}
      </h2>
      <p class="hint">
        {shortMoment(at, locale)}, {words.toMany(all)}
      </p>
      <CountsBar counts={counts} />
      {quickestMs !== null && slowestMs !== null && (
        <p class="hint">{words.spread(wait(quickestMs, locale), wait(slowestMs, locale))}</p>
      )}
      <div class="event-ways">
        <a class="back-plain" href={hrefOf({ page: 'alerts', ...within })}>
          {words.open(all)}
          <span class="unseen"> {name}</span>
        </a>
        {missed > 0 && missed < all && (
          <a class="back-plain" href={hrefOf({ page: 'alerts', ...within, state: 'given-up' })}>
            {words.openMissed(missed)}
            <span class="unseen"> {name}</span>
          </a>
        )}
      </div>
    </li>
  )
}
