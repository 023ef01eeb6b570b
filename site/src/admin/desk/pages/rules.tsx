import type { RuleLine, RulesList } from '../door.ts'

import { useModel, useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { useDeskWords } from '../locales/words.ts'
import { makeShelf } from '../models/remote.ts'
import { useDesk } from '../ui/desk-context.ts'
import { RuleCard } from '../ui/rule-card.tsx'
import { NewRule } from '../ui/rule-new.tsx'
import { Empty, Head, States } from '../ui/states.tsx'

const RulesShelf = makeShelf<RuleLine>()

/** What tells the operator of Vigie itself. */
export function Rules() {
  const { env, news } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().rules
  const metrics = useSignal<RulesList['metrics']>([])
  const shelf = useModel(
    () =>
      new RulesShelf(env, {
        news,
        keyOf: ({ id }) => id,
        async read() {
          const answer = await door.rules()
          if (!answer.ok) return answer
          metrics.value = answer.value.metrics
          return { ok: true, value: { rows: answer.value.rules, next: null } }
        },
      }),
  )
  return (
    <section class="screen">
      <Head title={<OpeningHeading>{words.title}</OpeningHeading>} lead={words.lead} />
      <States state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <Empty title={words.empty} text={words.emptyText} />}
            {rows.length > 0 && (
              <ul class="rows-list">
                {rows.map((rule) => (
                  <RuleCard rule={rule} onChanged={() => void shelf.sync()} key={rule.id} />
                ))}
              </ul>
            )}
            <NewRule metrics={metrics.value} onAdded={() => void shelf.sync()} />
          </>
        )}
      </States>
    </section>
  )
}
