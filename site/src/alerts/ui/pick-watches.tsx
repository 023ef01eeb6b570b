import type { MatchPick } from '../models/pick.ts'
import type { PublicWatch } from '#core/status.ts'

import { useAlertsWords } from '../locales/words.ts'

export type Named = Pick<PublicWatch, 'id' | 'name'>

type Props = { name: string; pick: MatchPick; watches: readonly Named[]; missing: boolean }

/** All matches, or these. */
export function PickWatches({ name, pick, watches, missing }: Props) {
  const words = useAlertsWords().pick
  const radio = (all: boolean, text: string) => (
    <label class="switch">
      <input
        type="radio"
        name={name}
        checked={pick.all.value === all}
        onChange={() => {
          pick.all.value = all
        }}
      />
      <span>{text}</span>
    </label>
  )
  return (
    <fieldset class="alerts-pick" aria-describedby={missing ? `${name}-wrong` : undefined}>
      <legend>{words.legend}</legend>
      {radio(true, words.all)}
      {watches.length === 0 ? <p class="hint">{words.noWatches}</p> : radio(false, words.some)}
      {!pick.all.value && <WatchBoxes pick={pick} watches={watches} />}
      {missing && (
        <p class="wrong" id={`${name}-wrong`} role="alert">
          {words.none}
        </p>
      )}
    </fieldset>
  )
}

type BoxesProps = { pick: Pick<MatchPick, 'some' | 'set'>; watches: readonly Named[] }

export function WatchBoxes({ pick, watches }: BoxesProps) {
  return (
    <div class="alerts-list">
      {watches.map(({ id, name }) => (
        <label class="switch" key={id}>
          <input
            type="checkbox"
            checked={pick.some.value.includes(id)}
            onChange={(event) => pick.set(id, event.currentTarget.checked)}
          />
          <span>{name}</span>
        </label>
      ))}
    </div>
  )
}
