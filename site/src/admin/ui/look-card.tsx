import type { Observation } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'

import { useWords } from '../../context.ts'
import { Shape } from '../../ui/shape.tsx'
import { Why } from '../../ui/why.tsx'
import { Facts } from './facts.tsx'
import { Rows } from './rows.tsx'

type Props = {
  verdict: Verdict
  observation: Observation
  page: { name: string; url: string }
  children?: preact.ComponentChildren
}

/** One look, told in words: the verdict and its reason first, then how it is known. */
export function LookCard({ verdict, observation, page, children }: Props) {
  const words = useWords()
  return (
    <article class={`card card-${verdict.state} look`}>
      <div class="card-head card-head-plain">
        <Shape state={verdict.state} />
        <div>
          <p class="verdict">{words.verdict[verdict.state]}</p>
        </div>
      </div>
      <Why watch={page} glance={verdict} />
      {children}
      {observation.page !== null && <Rows page={observation.page} at={observation.at} />}
      <Facts observation={observation} />
    </article>
  )
}
