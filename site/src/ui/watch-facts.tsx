import type { PublicWatch } from '#core/status.ts'

import { useApp } from '../context.ts'
import { whole } from '../models/formats.ts'
import { span } from '../models/times.ts'
import { Ago } from './ago.tsx'

/** Times and counts of a watch. */
export function WatchFacts({ watch }: { watch: PublicWatch }) {
  const { facts, locale } = useApp().choice.words.value
  return (
    <dl class="facts">
      <div>
        <dt>{facts.lastGood}</dt>
        <dd>
          <Ago at={watch.lastGoodCheckAt} />
        </dd>
      </div>
      <div>
        <dt>{facts.last}</dt>
        <dd>
          <Ago at={watch.lastCheckAt} />
        </dd>
      </div>
      {watch.blindSince !== null && (
        <div class="fact-blind">
          <dt>{facts.blind}</dt>
          <dd>
            <Ago at={watch.blindSince} as="span" />
          </dd>
        </div>
      )}
      <div>
        <dt>{facts.checks}</dt>
        <dd>{whole(watch.checks, locale)}</dd>
      </div>
      <div>
        <dt>{facts.releases}</dt>
        <dd>{whole(watch.releases, locale)}</dd>
      </div>
      <div>
        <dt>{facts.cadence}</dt>
        <dd>{span(watch.checkSeconds * 1000, locale)}</dd>
      </div>
    </dl>
  )
}
