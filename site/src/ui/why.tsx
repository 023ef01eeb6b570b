import type { Glance } from '#core/freshness.ts'
import type { PublicWatch } from '#core/status.ts'

import { ago } from '#core/age.ts'

import { useApp } from '../context.ts'
import { GoLink } from './go-link.tsx'
import { Notes } from './notes.tsx'
import { Offers } from './offers.tsx'

type Page = Pick<PublicWatch, 'name' | 'url'>
type Props = { watch: Page; glance: Glance }

/** The reason behind a verdict, in words, and what is to be known beside it. */
export function Why({ watch, glance }: Props) {
  return (
    <>
      <Reason watch={watch} glance={glance} />
      <Notes glance={glance} />
    </>
  )
}

/** What is open, the proof of "nothing", or why nothing can be seen. */
function Reason({ watch, glance }: Props) {
  const words = useApp().choice.words.value
  switch (glance.state) {
    case 'available':
      return <Offers watch={watch} offers={glance.offers} />
    case 'none':
      return (
        <Plain watch={watch}>
          {words.proof[glance.proof.kind]}
          <Quote label={words.seen} text={glance.proof.detail} />
        </Plain>
      )
    case 'unknown':
      return (
        <Plain watch={watch}>
          {words.reason[glance.reason]}
          <Quote label={words.detail} text={glance.detail ?? ''} />
        </Plain>
      )
    case 'stale':
      return (
        <Plain watch={watch}>
          <StaleWords glance={glance} />
        </Plain>
      )
    default:
      glance satisfies { state: 'waiting' }
      return <Plain watch={watch}>{words.waiting}</Plain>
  }
}

function StaleWords({ glance }: { glance: Extract<Glance, { state: 'stale' }> }) {
  const { clock, choice } = useApp()
  const words = choice.words.value
  return <>{words.stale(glance.last, ago(clock.now.value - glance.since, words.locale))}</>
}

function Plain({ watch, children }: { watch: Page; children: preact.ComponentChildren }) {
  const words = useApp().choice.words.value
  return (
    <>
      <p class="why">{children}</p>
      <GoLink address={watch.url} label={words.openPage} about={watch.name} />
    </>
  )
}

function Quote({ label, text }: { label: string; text: string }) {
  const words = useApp().choice.words.value
  if (text === '') return null
  return (
    <span class="quote">
      {label}
      {words.colon}
      {/* A page's own words come in quotes already. */}
      <q>{text.replace(/^"(.*)"$/s, '$1')}</q>
    </span>
  )
}
