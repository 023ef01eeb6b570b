import type { List } from '../models/list.ts'
import type { Card as CardOf } from '../models/card.ts'

import { isNew } from '../models/view.ts'
import { tell } from '../models/telling.ts'
import { dayOf } from '../models/times.ts'
import { isHere } from '../models/list.ts'
import { Acts } from './acts.tsx'
import { Lazy } from './lazy.tsx'
import { Offers } from './offers.tsx'
import { Shape } from './shape.tsx'

type Props = { list: List; card: CardOf }

/** One match: what is known, by whom and since when, and what can be done. */
export function Card({ list, card }: Props) {
  const { words, now } = list.page.state
  const { state, id, name, date } = card
  const { title, why, checked, next } = tell(card, { words, now })
  const { trouble, part } = list.state
  const heading = `match-${id}`
  return (
    <article
      class={`card card-${state.kind}${isNew(card) ? ' card-new' : ''}`}
      data-row={id}
      aria-labelledby={heading}
    >
      <Shape kind={state.kind} />
      <div class="card-words">
        <h2 id={heading} tabIndex={-1}>
          {name}
        </h2>
        {date !== null && (
          <p class="day">
            <time dateTime={date}>{dayOf(date, words.locale)}</time>
          </p>
        )}
        <p class="verdict">{title}</p>
        {state.kind === 'alert' && <Offers offers={state.offers} words={words} />}
        {why.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <Notes card={card} list={list} />
        <Seen card={card} text={[checked, next].filter((one) => one !== null && one !== '').join(', ')} />
        {isHere(list, id) && <p class="seen">{words.here.followed}</p>}
        {list.state.steps.has(id) && (
          <Lazy
            words={words}
            load={() => import('./parts/steps.tsx')}
            draw={({ Steps }) => <Steps list={list} card={card} />}
          />
        )}
        {trouble?.where === id && <p class="trouble">{words.trouble[trouble.kind]}</p>}
      </div>
      <Acts list={list} card={card} />
      {part?.kind === 'tools' && part.id === id && (
        <div class="part" id={`tools-${id}`}>
          <Lazy
            words={words}
            load={() => import('./parts/tools.tsx')}
            draw={({ Tools }) => <Tools list={list} card={card} />}
          />
        </div>
      )}
    </article>
  )
}

function Notes({ list, card: { notes, state } }: Props) {
  const { note } = list.page.state.words.card
  if (notes.length === 0) return null
  const about = state.kind === 'alert' ? 'available' : state.kind === 'ok' ? 'none' : 'unknown'
  return (
    <ul class="notes">
      {notes.map((one) => (
        <li key={`${one.kind} ${one.text}`}>{note(one, about)}</li>
      ))}
    </ul>
  )
}

function Seen({ card: { said }, text }: { card: CardOf; text: string }) {
  const last = said[0]
  if (text === '') return null
  return (
    <p class="seen">
      {last === undefined ? text : <time dateTime={new Date(last.at).toISOString()}>{text}</time>}
    </p>
  )
}
