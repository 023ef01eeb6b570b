import type { List } from '../../models/list.ts'

import { useState } from 'preact/hooks'

import { PAUSE_CHOICES, pauseUntil, readUntil, writeUntil } from '../../models/until.ts'
import { Field } from './field.tsx'
import { usePartWords } from './use-words.ts'

const HOUR_MS = 3_600_000

/** Until when nobody looks: at one match, or at none of them (`id` null). */
export function Pause({ list, id }: { list: List; id: string | null }) {
  const words = usePartWords(list)?.pause
  const { now } = list.page.state
  const [typed, type] = useState(() => writeUntil(now + 2 * HOUR_MS))
  const [isPast, setPast] = useState(false)
  if (words === undefined) return null
  const where = id ?? 'page'
  const pause = async (until: number | null) => {
    if (await list.act(where, { type: 'pause', id, until })) list.open(null)
  }
  return (
    <fieldset>
      <legend>{id === null ? words.all : words.title}</legend>
      <div class="acts">
        {PAUSE_CHOICES.map((choice) => (
          <button
            type="button"
            class="plain"
            key={choice}
            onClick={() => void pause(pauseUntil(choice, list.door.now()))}
          >
            {words[choice]}
          </button>
        ))}
      </div>
      <Field id={`until-${where}`} label={words.until} problem={isPast ? words.past : null}>
        {(described) => (
          <input
            type="datetime-local"
            {...described}
            value={typed}
            onInput={(event) => {
              type(event.currentTarget.value)
              setPast(false)
            }}
          />
        )}
      </Field>
      <button
        type="button"
        class="plain"
        onClick={() => {
          const until = readUntil(typed, list.door.now())
          if (until === null) setPast(true)
          else void pause(until)
        }}
      >
        {words.set}
      </button>
    </fieldset>
  )
}
