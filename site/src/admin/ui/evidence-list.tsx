import type { AdminWatch } from '../door.ts'

import { useModel } from '@preact/signals'

import { useAdmin, useAdminWords } from '../context.ts'
import { EvidenceModel } from '../models/evidence.ts'
import { Bones } from './bones.tsx'
import { EvidenceItem } from './evidence-item.tsx'
import { TroubleBox } from './trouble-box.tsx'

/** What Vigie kept of this watch: each look with its picture, newest first. */
export function EvidenceList({ watch }: { watch: AdminWatch }) {
  const { env, door, news } = useAdmin()
  const words = useAdminWords().evidence
  const shelf = useModel(() => new EvidenceModel(env, { door, watchId: watch.id, news }))
  const state = shelf.state.value
  return (
    <section class="proof" aria-labelledby="evidence-title">
      <div>
        <h2 id="evidence-title">{words.title}</h2>
        <p class="hint">{words.lead}</p>
      </div>
      {state.kind === 'loading' && <Bones text={words.loading} />}
      {state.kind === 'failed' && (
        <div class="panel panel-failed">
          <h3>{words.failed}</h3>
          <TroubleBox trouble={state.trouble} />
          <button type="button" class="button button-main" onClick={() => void shelf.sync()}>
            {words.retry}
          </button>
        </div>
      )}
      {state.kind === 'shown' && state.trouble !== null && <TroubleBox trouble={state.trouble} />}
      {state.kind === 'shown' && state.rows.length === 0 && (
        <div class="panel">
          <h3>{words.empty}</h3>
          <p>{words.emptyText}</p>
        </div>
      )}
      {state.kind === 'shown' && state.rows.length > 0 && (
        <ol class="evidence-list">
          {state.rows.map((row) => (
            <EvidenceItem row={row} watch={watch} shelf={shelf} key={row.id} />
          ))}
        </ol>
      )}
    </section>
  )
}
