import type { AuditFilter } from '../../models/route.ts'
import type { AuditPage, AuditQuery } from '../door.ts'
import type { AuditLine, AuditWho } from '#core/audit.ts'

import { useModel, useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { makeShelf } from '../../desk/models/remote.ts'
import { hrefOf } from '../../models/route.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { OpeningHeading } from '../../ui/heading.tsx'
import { useAccountDoor } from '../context.ts'
import { useAccountWords } from '../locales/words.ts'
import { AuditRow, useWhoWords } from '../ui/audit-row.tsx'
import { Part } from '../ui/part.tsx'

const AuditShelf = makeShelf<AuditLine>()

type Names = Pick<AuditPage, 'who' | 'what'>

/** Who changed what, newest first, and the same as a file. */
export function Audit({ filter }: { filter: AuditFilter }) {
  const { env } = useAdmin()
  const door = useAccountDoor()
  const words = useAccountWords().audit
  const names = useSignal<Names>({ who: [], what: [] })
  const text = useSignal('')
  const query = (): AuditQuery => (text.value === '' ? filter : { ...filter, text: text.value })
  return (
    <section class="screen">
      <div class="screen-head">
        <div>
          <OpeningHeading>{words.title}</OpeningHeading>
          <p class="hint">{words.lead}</p>
        </div>
        <div class="buttons">
          <a class="button" href={door.auditUrl(query(), 'csv')} download>
            {words.csv}
          </a>
          <a class="button" href={door.auditUrl(query(), 'json')} download>
            {words.json}
          </a>
        </div>
      </div>
      <Filters
        filter={filter}
        names={names.value}
        onText={(given) => {
          text.value = given
        }}
      />
      <Lines
        key={text.value}
        env={env}
        read={async (after) => {
          const answer = await door.audit(query(), after)
          if (!answer.ok) return answer
          const { lines, next, who, what } = answer.value
          names.value = { who, what }
          return { ok: true, value: { rows: lines, next } }
        }}
      />
    </section>
  )
}

type LinesProps = {
  env: ConstructorParameters<typeof AuditShelf>[0]
  read: ConstructorParameters<typeof AuditShelf>[1]['read']
}

function Lines({ env, read }: LinesProps) {
  const words = useAccountWords().audit
  const shelf = useModel(() => new AuditShelf(env, { keyOf: ({ id }) => String(id), read }))
  return (
    <Part state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
      {({ rows, next, reading }) => (
        <>
          {rows.length === 0 && (
            <div class="panel">
              <h2>{words.empty}</h2>
              <p>{words.emptyText}</p>
            </div>
          )}
          {rows.length > 0 && (
            <ol class="record">
              {rows.map((line) => (
                <AuditRow line={line} key={line.id} />
              ))}
            </ol>
          )}
          {next !== null && (
            <button type="button" class="button" aria-disabled={reading} onClick={() => void shelf.more()}>
              {reading ? words.loadingMore : words.more}
            </button>
          )}
        </>
      )}
    </Part>
  )
}

type FilterProps = { filter: AuditFilter; names: Names; onText: (text: string) => void }

function Filters({ filter, names, onText }: FilterProps) {
  const { go } = useAdmin()
  const words = useAccountWords().audit
  const whoWords = useWhoWords()
  const typed = useSignal('')
  const { target, ...rest } = filter
  const set = (name: 'who' | 'what', value: string) => {
    const { [name]: _, ...others } = filter
    go({ page: 'audit', ...others, ...(value === '' ? {} : { [name]: value }) })
  }
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
        <SelectField
          name="audit-who"
          label={words.who}
          value={filter.who ?? ''}
          options={[{ value: '', text: words.everybody }, ...withChosen(names.who, filter.who, whoWords)]}
          onChange={(value) => set('who', value)}
        />
        <SelectField
          name="audit-what"
          label={words.what}
          value={filter.what ?? ''}
          options={[
            { value: '', text: words.everything },
            ...[...new Set([...names.what, ...(filter.what === undefined ? [] : [filter.what])])].map(
              (what) => ({
                value: what,
                text: words.acts[what] ?? what,
              }),
            ),
          ]}
          onChange={(value) => set('what', value)}
        />
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

/** The one that is chosen stays in its list, also before the list has come. */
function withChosen(
  known: readonly AuditWho[],
  chosen: string | undefined,
  word: (who: AuditWho) => string,
): { value: string; text: string }[] {
  const options = known.map((who) => ({ value: who.id, text: word(who) }))
  if (chosen === undefined || known.some(({ id }) => id === chosen)) return options
  return [...options, { value: chosen, text: chosen.slice(0, 8) }]
}
