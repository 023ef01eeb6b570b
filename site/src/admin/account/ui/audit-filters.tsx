import type { AuditFilter } from '../../models/route.ts'
import type { AuditNames } from '../door.ts'
import type { AuditWho } from '#core/audit.ts'

import { useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useAccountWords } from '../locales/words.ts'
import { useWhoWords, wordFor } from './audit-row.tsx'

type Props = { filter: AuditFilter; names: AuditNames }

/** Who, what and which thing stand in the address; a text is searched when it is sent. */
export function AuditFilters({ filter, names, onText }: Props & { onText: (text: string) => void }) {
  const words = useAccountWords().audit
  const typed = useSignal('')
  const { target, ...rest } = filter
  return (
    <form
      class="form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        onText(typed.value.trim())
      }}
    >
      <div class="fields">
        <Choices filter={filter} names={names} />
        <TextField
          name="audit-text"
          label={words.text}
          hint={words.textHint}
          value={typed.value}
          maxLength={100}
          onChange={(given) => {
            typed.value = given
          }}
        />
      </div>
      <div class="buttons">
        <button type="submit" class="button">
          {words.search}
        </button>
      </div>
      {target !== undefined && (
        <p>
          {words.oneThing}{' '}
          <a class="back" href={hrefOf({ page: 'audit', ...rest })}>
            {words.allThings}
          </a>
        </p>
      )}
    </form>
  )
}

function Choices({ filter, names }: Props) {
  const { go } = useAdmin()
  const words = useAccountWords().audit
  const wordWho = useWhoWords()
  const set = (name: 'who' | 'what', value: string) => {
    const { [name]: _, ...others } = filter
    go({ page: 'audit', ...others, ...(value === '' ? {} : { [name]: value }) })
  }
  // The one that is chosen stays in its list, also before the list has come.
  const acts = new Set([...names.what, ...(filter.what === undefined ? [] : [filter.what])])
  return (
    <>
      <SelectField
        name="audit-who"
        label={words.who}
        value={filter.who ?? ''}
        options={[{ value: '', text: words.everybody }, ...withChosen(names.who, filter.who, wordWho)]}
        onChange={(value) => set('who', value)}
      />
      <SelectField
        name="audit-what"
        label={words.what}
        value={filter.what ?? ''}
        options={[
          { value: '', text: words.everything },
          ...[...acts].map((what) => ({ value: what, text: wordFor(words.acts, what) })),
        ]}
        onChange={(value) => set('what', value)}
      />
    </>
  )
}

function withChosen(
  known: readonly AuditWho[],
  chosen: string | undefined,
  word: (who: AuditWho) => string,
): { value: string; text: string }[] {
  const options = known.map((who) => ({ value: who.id, text: word(who) }))
  if (chosen === undefined || known.some(({ id }) => id === chosen)) return options
  return [...options, { value: chosen, text: chosen.slice(0, 8) }]
}
