import type { Pace } from '../../db/types.ts'
import type { PartWords } from '../../locales/fr-parts.ts'
import type { Card } from '../../models/card.ts'
import type { List } from '../../models/list.ts'

import { PACES } from '../../db/types.ts'
import { ago } from '../../models/times.ts'
import { Edit } from './edit.tsx'
import { Pause } from './pause.tsx'
import { usePartWords } from './use-words.ts'

type Props = { list: List; card: Card }

/** All that can be chosen for one match, and how it is looked at. */
export function Tools({ list, card }: Props) {
  const words = usePartWords(list)
  if (words === null) return <p aria-busy="true">{list.page.state.words.loading}</p>
  return (
    <div class="tools">
      <How list={list} card={card} words={words} />
      <PaceChoice list={list} card={card} words={words} />
      {card.state.kind !== 'paused' && card.state.kind !== 'retired' && <Pause list={list} id={card.id} />}
      <Switches list={list} card={card} words={words} />
      <Edit list={list} card={card} words={words} />
      <button type="button" class="plain risky" onClick={() => void list.remove(card)}>
        {words.remove}
        <span class="unseen"> {card.name}</span>
      </button>
    </div>
  )
}

type WithWords = Props & { words: PartWords }

function How({ list, card, words }: WithWords) {
  const { now, words: own } = list.page.state
  const { locale, justNow, card: says } = own
  return (
    <section class="how">
      <h3>{words.how}</h3>
      <p>{card.rung === null ? says.loading : `${words.rung[card.rung]}, ${words.rungWhy[card.rungWhy]}.`}</p>
      <h3>{words.whoLooked}</h3>
      {card.said.length === 0 && <p>{words.nobody}</p>}
      <ul>
        {card.said.map((said) => (
          <li key={said.who}>
            {`${ago(said.at, { now, locale, justNow })} ${says.who[said.who]}${own.colon}${words.said(said)}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

function PaceChoice({ list, card, words }: WithWords) {
  return (
    <fieldset>
      <legend>{words.pace.title}</legend>
      {PACES.map((pace) => (
        <label key={pace} class="choice">
          <input
            type="radio"
            name={`pace-${card.id}`}
            checked={pace === card.pace}
            onChange={() => void setPace(list, card, pace)}
          />
          <span>
            {words.pace[pace]}
            <span class="seen"> {words.pace.why[pace]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const setPace = (list: List, { id }: Card, pace: Pace) => list.act(id, { type: 'edit', id, change: { pace } })

/** What a person allows for this match beyond the usual. */
function Switches({ list, card, words }: WithWords) {
  const { id, window: hasWindow } = card
  const { known } = list.page.state
  const always = known?.settings.always ?? []
  const rings = always.includes(id)
  return (
    <>
      <fieldset>
        <legend>{words.window.title}</legend>
        <label class="choice">
          <input
            type="checkbox"
            checked={hasWindow}
            onChange={() => void list.act(id, { type: 'edit', id, change: { window: !hasWindow } })}
          />
          <span>
            {words.window.allow}
            <span class="seen"> {words.window.why}</span>
          </span>
        </label>
      </fieldset>
      {known?.settings.quiet != null && (
        <label class="choice">
          <input
            type="checkbox"
            checked={rings}
            onChange={() =>
              void list.act(id, {
                type: 'settings',
                change: { always: rings ? always.filter((one) => one !== id) : [...always, id] },
              })
            }
          />
          <span>{words.always.allow}</span>
        </label>
      )}
    </>
  )
}
