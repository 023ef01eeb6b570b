import type { Page } from '../models/status-page.ts'
import type { Row as RowOf } from '../models/status-view.ts'
import type { Words } from '../status-locales/fr.ts'
import type { Glance } from '#core/freshness.ts'
import type { Offer } from '#core/verdict.ts'

import { ago } from '#core/age.ts'
import { safeLink } from '#core/safe-link.ts'

import { Shape } from './shape.tsx'

const JUST_NOW_MS = 3000

type Props = { page: Page; row: RowOf; now: number }

export function Row({ page, row: { watch, glance }, now }: Props) {
  const words = page.words.value
  const heading = `watch-${watch.id}`
  const seenAt = watch.lastGoodCheckAt
  const isOpen = glance.state === 'available'
  const address = glance.state === 'available' ? (glance.offers[0].url ?? watch.url) : watch.url
  return (
    <article class={`row row-${glance.state}`} aria-labelledby={heading}>
      <Shape state={glance.state} />
      <div class="row-words">
        <h2 id={heading}>{watch.name}</h2>
        <p class="verdict">{words.verdict[glance.state]}</p>
        {glance.state === 'available' ? (
          <Offers offers={glance.offers} words={words} />
        ) : (
          <p>{whyOf(glance, words)}</p>
        )}
        <Notes glance={glance} words={words} />
        <p class="seen">
          {words.lastGood}
          {words.colon}
          {seenAt === null ? (
            words.never
          ) : (
            <time dateTime={new Date(seenAt).toISOString()}>
              {now - seenAt < JUST_NOW_MS ? words.justNow : ago(now - seenAt, words.locale)}
            </time>
          )}
        </p>
        <GoLink address={address} name={watch.name} isOpen={isOpen} words={words} />
      </div>
    </article>
  )
}

function whyOf(glance: Exclude<Glance, { state: 'available' }>, words: Words): string {
  switch (glance.state) {
    case 'none':
      return words.proof[glance.proof.kind]
    case 'unknown':
      return words.reason[glance.reason]
    case 'stale':
      return words.stale[glance.last]
    default:
      glance satisfies { state: 'waiting' }
      return words.waiting
  }
}

function Notes({ glance, words }: { glance: Glance; words: Words }) {
  if (glance.state === 'waiting' || glance.state === 'stale' || glance.notes === undefined) return null
  return (
    <ul class="notes">
      {glance.notes.map((note) => (
        <li key={`${note.kind} ${note.text}`}>{words.note(note, glance.state)}</li>
      ))}
    </ul>
  )
}

function Offers({ offers, words }: { offers: readonly Offer[]; words: Words }) {
  return (
    <ul class="offers">
      {offers.map(({ fingerprint, name, category, quantity, price }) => (
        <li key={fingerprint}>
          {[name, category, quantity === undefined ? undefined : words.places(quantity), price]
            .filter((part) => part !== undefined)
            .join(', ')}
        </li>
      ))}
    </ul>
  )
}

type GoProps = { address: string; name: string; isOpen: boolean; words: Words }

function GoLink({ address, name, isOpen, words }: GoProps) {
  const link = safeLink(address)
  if (link === null) return null
  return (
    <a class={isOpen ? 'go go-big' : 'go'} href={link.href} target="_blank" rel="noopener noreferrer">
      <span>
        {isOpen ? words.open : words.see}
        <span class="unseen">
          {' '}
          {name} {words.newTab}
        </span>
      </span>
      <span class="go-host">{link.host}</span>
    </a>
  )
}
