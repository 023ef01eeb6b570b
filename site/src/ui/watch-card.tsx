import type { PublicWatch } from '#core/status.ts'

import { glanceAt } from '#core/freshness.ts'

import { useApp } from '../context.ts'
import { span } from '../models/times.ts'
import { Ago } from './ago.tsx'
import { Reporters } from './reporters.tsx'
import { Shape } from './shape.tsx'
import { Why } from './why.tsx'

export function WatchCard({ watch }: { watch: PublicWatch }) {
  const { clock, choice } = useApp()
  const words = choice.words.value
  const glance = glanceAt(watch, clock.now.value)
  const heading = `watch-${watch.id}`
  return (
    <article class={`card card-${glance.state}`} aria-labelledby={heading}>
      <header class="card-head">
        <Shape state={glance.state} />
        <div>
          <h3 id={heading}>{watch.name}</h3>
          <p class="verdict">{words.verdict[glance.state]}</p>
        </div>
        {glance.state === 'available' && watch.openSince !== null && <OpenFor at={watch.openSince} />}
      </header>
      <Why watch={watch} glance={glance} />
      <Facts watch={watch} />
      <Reporters reporters={watch.reporters} />
    </article>
  )
}

function OpenFor({ at }: { at: number }) {
  const { clock, choice } = useApp()
  const { openSince, locale } = choice.words.value
  return <p class="open-since">{openSince(span(clock.now.value - at, locale))}</p>
}

function Facts({ watch }: { watch: PublicWatch }) {
  const { facts, locale } = useApp().choice.words.value
  const number = new Intl.NumberFormat(locale)
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
        <dd>{number.format(watch.checks)}</dd>
      </div>
      <div>
        <dt>{facts.releases}</dt>
        <dd>{number.format(watch.releases)}</dd>
      </div>
      <div>
        <dt>{facts.cadence}</dt>
        <dd>{span(watch.checkSeconds * 1000, locale)}</dd>
      </div>
    </dl>
  )
}
