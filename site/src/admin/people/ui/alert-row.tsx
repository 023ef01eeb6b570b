import type { Moment, TrailAlert } from '#core/alert-trail.ts'

import { lifeOf } from '#core/alert-trail.ts'
import { ruleName } from '#core/rule-names.ts'
import { WORDS } from '#core/words.ts'

import { useApp, useWords } from '../../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { usePeopleWords } from '../locales/words.ts'
import { PersonLink } from './person-choices.tsx'
import { classOf, shortMoment, wait } from './say.ts'

/** `isOne`: all are of one subscriber. */
type Props = { alert: TrailAlert; isOne: boolean }

/** One alert: what, to whom by which way, how it ended and why; its whole life when opened. */
export function AlertRow({ alert, isOne }: Props) {
  const { locale, colon } = useWords()
  const words = useDeskWords()
  const own = usePeopleWords().alerts
  const { language } = useApp().choice
  const { kind, channel, state, subscriberId, owedAt, sentAt } = alert
  const name = kind === 'rule' ? ruleName(alert.name, language.value) : alert.name
  return (
    <li class="card alert">
      <p>
        <strong>
          {words.kind[kind]}
          {name !== '' && `${colon}${name}`}
        </strong>
      </p>
      <p>
        <span class={classOf(state)}>{words.alerts.state[state]}</span>
        {sentAt !== null && (
          <span class="hint person-part">{own.after(wait(Math.max(0, sentAt - owedAt), locale))}</span>
        )}
        <span class="hint person-part">{shortMoment(owedAt, locale)}</span>
        <span class="hint person-part">
          {words.channel[channel]} {channel !== 'log' && !isOne && <PersonLink id={subscriberId} />}
        </span>
      </p>
      <WhyNot alert={alert} />
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

/** Why it has not arrived, and when it is tried next. */
function WhyNot({ alert }: { alert: TrailAlert }) {
  const { locale, colon } = useWords()
  const { language } = useApp().choice
  const words = useDeskWords().alerts
  const own = usePeopleWords().alerts
  const { state, attempts, nextAt } = alert
  const last = attempts.findLast(({ outcome }) => outcome !== 'sent')
  if (state === 'withdrawn') return <p class="hint">{own.needless}</p>
  if (state === 'given-up' && last === undefined) return <p class="hint">{own.stopped}</p>
  const isOpen = state === 'owed' || state === 'leased'
  return (
    <>
      {last !== undefined && (isOpen || state === 'given-up') && (
        <p>
          {own.lastTry}
          {colon}
          {WORDS[language.value].outcomes[last.outcome]}
          {last.detail !== null && <code lang="en"> {last.detail}</code>}
        </p>
      )}
      {nextAt !== null && (
        <p class="hint">
          {words.next}
          {colon}
          {shortMoment(nextAt, locale)}
        </p>
      )}
    </>
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
