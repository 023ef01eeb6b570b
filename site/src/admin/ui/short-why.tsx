import type { Glance } from '#core/freshness.ts'

import { ago } from '#core/age.ts'

import { useApp } from '../../context.ts'

/** The reason behind a verdict in a line or two. */
export function ShortWhy({ glance }: { glance: Glance }) {
  const { clock, choice } = useApp()
  const words = choice.words.value
  switch (glance.state) {
    case 'available':
      return (
        <p>{glance.offers.map(({ name, price }) => [name, price].filter(Boolean).join(', ')).join(' · ')}</p>
      )
    case 'none':
      return (
        <p>
          {words.proof[glance.proof.kind]} <q>{glance.proof.detail}</q>
        </p>
      )
    case 'unknown':
      return <p>{words.reason[glance.reason]}</p>
    case 'stale':
      return <p>{words.stale(glance.last, ago(clock.now.value - glance.since, words.locale))}</p>
    default:
      glance satisfies { state: 'waiting' }
      return <p>{words.waiting}</p>
  }
}
