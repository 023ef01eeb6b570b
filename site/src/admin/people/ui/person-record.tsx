import type { PersonRecord } from '#core/person.ts'

import { ALERT_STATES } from '#core/alert.ts'
import { WORDS } from '#core/words.ts'

import { useApp, useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { Ago } from '../../../ui/ago.tsx'
import { usePeopleWords } from '../locales/words.ts'
import { CountsBar } from './counts-bar.tsx'
import { DaysChart } from './days-chart.tsx'
import { Fact } from './person-choices.tsx'
import { wait } from './say.ts'

/** What became of all that one subscriber was owed. */
export function PersonRecordPart({ record }: { record: PersonRecord }) {
  const { locale } = useWords()
  const { language } = useApp().choice
  const words = usePeopleWords().person
  const { counts, owedSince, sentAt, answeredAt, typicalMs, failure, days } = record
  const all = ALERT_STATES.reduce((sum, state) => sum + counts[state], 0)
  if (owedSince === null)
    return (
      <section class="card" aria-labelledby="person-got">
        <h2 id="person-got">{words.got}</h2>
        <p>{words.gotNothing}</p>
      </section>
    )
  return (
    <section class="card" aria-labelledby="person-got">
      <h2 id="person-got">{words.got}</h2>
      <p>{words.gotLead(all, moment(owedSince, locale))}</p>
      <CountsBar counts={counts} />
      <dl class="row-facts">
        <Fact label={words.lastSent}>{sentAt === null ? words.noAnswer : <Ago at={sentAt} />}</Fact>
        <Fact label={words.lastAnswer}>{answeredAt === null ? words.noAnswer : <Ago at={answeredAt} />}</Fact>
        <Fact label={words.typical}>{typicalMs === null ? words.unknown : wait(typicalMs, locale)}</Fact>
        <Fact label={words.failure}>
          {failure === null ? (
            words.noFailure
          ) : (
            <>
              <Ago at={failure.at} /> · {WORDS[language.value].outcomes[failure.outcome]}
              {failure.detail !== null && <code lang="en"> {failure.detail}</code>}
            </>
          )}
        </Fact>
      </dl>
      <DaysChart days={days} />
    </section>
  )
}
