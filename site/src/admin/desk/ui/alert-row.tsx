import type { Moment, TrailAlert } from '#core/alert-trail.ts'

import { lifeOf } from '#core/alert-trail.ts'
import { markOf } from '#core/subscriber-handle.ts'
import { WORDS } from '#core/words.ts'

import { useApp, useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { useDeskWords } from '../locales/words.ts'

/** One alert: what, to whom by which way, how it ended; its whole life when opened. */
export function AlertRow({ alert }: { alert: TrailAlert }) {
  const { locale, colon } = useWords()
  const words = useDeskWords()
  const { kind, name, channel, state, subscriberId, owedAt, nextAt } = alert
  const isWell = state === 'sent' || state === 'acknowledged' || state === 'gathered'
  return (
    <li class="card">
      <p>
        <strong>
          {words.kind[kind]}
          {name !== '' && `${colon}${name}`}
        </strong>
      </p>
      <p>
        <span class={isWell ? 'right' : 'wrong'}>{words.alerts.state[state]}</span>
        <span class="hint">
          {' '}
          {words.channel[channel]} <code>{markOf(subscriberId)}</code>, {moment(owedAt, locale)}
        </span>
      </p>
      {nextAt !== null && (
        <p class="hint">
          {words.alerts.next}
          {colon}
          {moment(nextAt, locale)}
        </p>
      )}
      <details class="more">
        <summary>
          {words.alerts.life}
          <span class="unseen"> {name}</span>
        </summary>
        <ol class="life">
          {lifeOf(alert).map((one, index) => (
            <li key={`${one.event} ${index}`}>
              <MomentLine moment={one} />
            </li>
          ))}
        </ol>
      </details>
    </li>
  )
}

function MomentLine({ moment: one }: { moment: Moment }) {
  const { locale, colon } = useWords()
  const { language } = useApp().choice
  const { alerts } = useDeskWords()
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', dateStyle: 'short' }).format(one.at)
  const about = [
    'attempt' in one ? alerts.attempt(one.attempt) : '',
    one.event === 'answered' ? WORDS[language.value].outcomes[one.outcome] : '',
    one.event === 'acknowledged' && one.as !== null ? alerts.answer[one.as] : '',
  ].filter((text) => text !== '')
  return (
    <>
      <time dateTime={new Date(one.at).toISOString()}>{time}</time>
      {colon}
      {alerts.moment[one.event]}
      {about.length > 0 && ` (${about.join(', ')})`}
      {one.event === 'answered' && one.detail !== null && <code lang="en"> {one.detail}</code>}
    </>
  )
}
