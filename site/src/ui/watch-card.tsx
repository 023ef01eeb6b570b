import type { PublicWatch } from '#core/status.ts'

import { useContext } from 'preact/hooks'

import { WantedContext, useApp } from '../context.ts'
import { heardGlance } from '../models/lookout.ts'
import { span } from '../models/times.ts'
import { Gap } from './gap.tsx'
import { History } from './history.tsx'
import { How } from './how.tsx'
import { KnownLine } from './known-line.tsx'
import { Reported } from './reported.tsx'
import { Reporters } from './reporters.tsx'
import { Shape } from './shape.tsx'
import { WatchFacts } from './watch-facts.tsx'
import { Why } from './why.tsx'

/** `syncedAt`: when the relay last told everything, epoch ms. */
export function WatchCard({ watch, syncedAt }: { watch: PublicWatch; syncedAt: number }) {
  const { clock, choice } = useApp()
  const words = choice.words.value
  const glance = heardGlance(watch, { syncedAt }, clock.now.value)
  const heading = `watch-${watch.id}`
  return (
    <article class={`card card-${glance.state}`} aria-labelledby={heading}>
      <header class="card-head">
        <Shape state={glance.state} />
        <div>
          <h3 id={heading}>{watch.name}</h3>
          <p class="verdict">{words.verdict[glance.state]}</p>
          {glance.state !== 'waiting' && <KnownLine watch={watch} />}
        </div>
        {glance.state === 'available' && watch.openSince !== null && <OpenFor at={watch.openSince} />}
      </header>
      <Why watch={watch} glance={glance} />
      {watch.reported !== undefined && <Reported reported={watch.reported} />}
      {watch.gap !== undefined && <Gap gap={watch.gap} />}
      <WatchFacts watch={watch} />
      <Reporters reporters={watch.reporters} verdict={watch.verdict} />
      {watch.how !== undefined && <How how={watch.how} />}
      {watch.releases > 0 && <History watch={watch} />}
      <AlertMe watch={watch} />
    </article>
  )
}

/** To the ways of being told, with this match chosen there. */
function AlertMe({ watch }: { watch: PublicWatch }) {
  const { alerts } = useApp().choice.words.value
  const wanted = useContext(WantedContext)
  return (
    <a
      class="alert-me"
      href="#alerts"
      onClick={() => {
        wanted.value = { id: watch.id }
      }}
    >
      {alerts.card}
      <span class="unseen"> {watch.name}</span>
    </a>
  )
}

function OpenFor({ at }: { at: number }) {
  const { clock, choice } = useApp()
  const { openSince, locale } = choice.words.value
  return <p class="open-since">{openSince(span(clock.now.value - at, locale))}</p>
}
