import type { AdminWatch } from '../door.ts'

import { glanceAt } from '#core/freshness.ts'

import { useApp } from '../../context.ts'
import { Ago } from '../../ui/ago.tsx'
import { Shape } from '../../ui/shape.tsx'
import { useAdminWords } from '../context.ts'
import { hrefOf } from '../models/route.ts'
import { CheckNow } from './check-now.tsx'
import { HowLine } from './how-line.tsx'
import { PauseWatch } from './pause-watch.tsx'
import { ShortWhy } from './short-why.tsx'

/** One watch in the list: its verdict at a glance, and the ways on. */
export function WatchRow({ watch }: { watch: AdminWatch }) {
  const { clock, choice } = useApp()
  const { list: words, tend } = useAdminWords()
  const glance = glanceAt(watch.status, clock.now.value)
  const heading = `watch-${watch.id}`
  return (
    <li class={`card row card-${glance.state}`} aria-labelledby={heading}>
      <div class="card-head">
        <Shape state={glance.state} />
        <div>
          <h2 id={heading}>
            <a class="row-name" href={hrefOf({ page: 'watch', id: watch.id })}>
              {watch.name}
            </a>
          </h2>
          <p class="verdict">{choice.words.value.verdict[glance.state]}</p>
        </div>
        {watch.pausedAt !== undefined && <p class="chip">{tend.paused}</p>}
        {!watch.public && <p class="chip">{words.private}</p>}
      </div>
      <ShortWhy glance={glance} />
      <dl class="row-facts">
        <HowLine watch={watch} />
        <div>
          <dt>{words.lastCheck}</dt>
          <dd>
            <Ago at={watch.status.lastCheckAt} />
          </dd>
        </div>
      </dl>
      <div class="buttons row-acts">
        {watch.pausedAt === undefined && <CheckNow watch={watch} />}
        <PauseWatch watch={watch} />
      </div>
    </li>
  )
}
