import type { AuditFilter } from '../../models/route.ts'
import type { AuditNames, AuditQuery } from '../door.ts'
import type { AuditLine } from '#core/audit.ts'

import { useModel, useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { makeShelf } from '../../desk/models/remote.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { useAccountDoor } from '../context.ts'
import { useAccountWords } from '../locales/words.ts'
import { AuditFilters } from '../ui/audit-filters.tsx'
import { AuditRow } from '../ui/audit-row.tsx'
import { Part } from '../ui/part.tsx'

const AuditShelf = makeShelf<AuditLine>()

/** Who changed what, newest first, and the same as a file. */
export function Audit({ filter }: { filter: AuditFilter }) {
  const door = useAccountDoor()
  const words = useAccountWords().audit
  const names = useSignal<AuditNames>({ who: [], what: [] })
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
      <AuditFilters
        filter={filter}
        names={names.value}
        onText={(given) => {
          text.value = given
        }}
      />
      <Lines
        key={text.value}
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
  read: ConstructorParameters<typeof AuditShelf>[1]['read']
}

function Lines({ read }: LinesProps) {
  const { env, news } = useAdmin()
  const words = useAccountWords().audit
  const shelf = useModel(() => new AuditShelf(env, { keyOf: ({ id }) => String(id), read, news }))
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
