import type { PublicWatch } from '#core/status.ts'

import { useSignal } from '@preact/signals'

import { useApp } from '../context.ts'
import { ChooseWatch } from '../ui/choose-watch.tsx'
import { addressesOf, badgeOf } from './addresses.ts'
import { CopyField } from './copy-field.tsx'
import { useFollowWords } from './words.ts'
import './follow.css'

type Watches = readonly Pick<PublicWatch, 'id' | 'name'>[]

/** Openings in a feed reader, a calendar, another page or a program of one's own. */
export function Follow({ watches }: { watches: Watches }) {
  const words = useFollowWords()
  const language = useApp().choice.language.value
  const chosen = useSignal('')
  const watch = watches.find(({ id }) => id === chosen.value)
  const watchId = watch?.id ?? ''
  const { atom, rss, ics, webcal, json } = addressesOf({ origin: location.origin, watchId, language })
  return (
    <>
      <ChooseWatch
        id="follow-watch"
        label={words.choose}
        all={words.all}
        watches={watches}
        chosen={watchId}
        onChoose={(id) => {
          chosen.value = id
        }}
      />
      <div class="follow">
        <section class="card" aria-labelledby="follow-feeds">
          <h3 id="follow-feeds">{words.feeds.title}</h3>
          <p>{words.feeds.lead}</p>
          <CopyField id="follow-atom" label={words.feeds.atom} text={atom} />
          <CopyField id="follow-rss" label={words.feeds.rss} text={rss} />
        </section>
        <section class="card" aria-labelledby="follow-calendar">
          <h3 id="follow-calendar">{words.calendar.title}</h3>
          <p>{words.calendar.lead}</p>
          <a class="follow-link" href={webcal}>
            {words.calendar.subscribe}
          </a>
          <CopyField id="follow-ics" label={words.calendar.address} text={ics} />
        </section>
        <Badge watch={watch} />
        <section class="card" aria-labelledby="follow-json">
          <h3 id="follow-json">{words.json.title}</h3>
          <p>{words.json.lead}</p>
          <CopyField id="follow-json-address" label={words.json.address} text={json} />
          <a class="follow-link" href={json}>
            {words.json.open}
          </a>
        </section>
        <Install />
      </div>
    </>
  )
}

function Badge({ watch }: { watch: Watches[number] | undefined }) {
  const words = useFollowWords().badge
  const language = useApp().choice.language.value
  const alt = words.alt(watch?.name ?? '')
  const badge =
    watch === undefined ? null : badgeOf({ origin: location.origin, watchId: watch.id, language, alt })
  return (
    <section class="card" aria-labelledby="follow-badge">
      <h3 id="follow-badge">{words.title}</h3>
      <p>{words.lead}</p>
      {badge === null ? (
        <p class="hint">{words.pick}</p>
      ) : (
        <>
          <img class="badge" src={badge.picture} alt={alt} height="24" />
          <CopyField id="follow-snippet" label={words.snippet} text={badge.snippet} />
        </>
      )}
    </section>
  )
}

function Install() {
  const words = useFollowWords().install
  return (
    <section class="card" aria-labelledby="follow-install">
      <h3 id="follow-install">{words.title}</h3>
      <p>{words.lead}</p>
      <ul class="steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <p>{words.offline}</p>
    </section>
  )
}
