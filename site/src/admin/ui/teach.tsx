import type { AdminWatch } from '../door.ts'

import { useModel } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { useApp } from '../../context.ts'
import { useAdmin, useAdminWords } from '../context.ts'
import { SamplesModel } from '../models/samples.ts'
import { Bones } from './bones.tsx'
import { ProposalPanel } from './proposal.tsx'
import { SampleItem } from './sample-item.tsx'
import { SaveSample } from './save-sample.tsx'
import { TroubleBox } from './trouble-box.tsx'

/** A person tells what pages of this site show; Vigie learns where to look, and proves it on all of them. */
export function Teach({ watch }: { watch: AdminWatch }) {
  const { env, door, news, watches, forms, say, words } = useAdmin()
  const { clock } = useApp()
  const text = useAdminWords().teach
  const newest = useRef(watch)
  newest.current = watch
  const samples = useModel(
    () =>
      new SamplesModel(env, {
        door,
        clock,
        news,
        watchId: watch.id,
        host: watch.host,
        watch: () => newest.current,
        onSaved: () => say(words.value.teach.saved),
        onTaught: () => {
          forms.drop(watch.id)
          say(words.value.teach.taught)
          void watches.sync()
        },
      }),
  )
  const state = samples.state.value
  return (
    <section class="proof" aria-labelledby="teach-title">
      <div>
        <h2 id="teach-title" tabIndex={-1}>
          {text.title}
        </h2>
        <p class="hint">{text.lead}</p>
      </div>
      <SaveSample watch={watch} samples={samples} />
      {state.kind === 'loading' && <Bones text={text.loading} />}
      {state.kind === 'failed' && (
        <div class="panel panel-failed">
          <h3>{text.failed}</h3>
          <TroubleBox trouble={state.trouble} />
          <button type="button" class="button button-main" onClick={() => void samples.sync()}>
            {text.retry}
          </button>
        </div>
      )}
      {state.kind === 'shown' && state.samples.length === 0 && <p class="hint">{text.empty(watch.host)}</p>}
      {state.kind === 'shown' && state.samples.length > 0 && (
        <>
          <h3>{text.list(state.samples.length, watch.host)}</h3>
          <ul class="sample-list">
            {state.samples.map((sample) => (
              <SampleItem sample={sample} samples={samples} key={sample.id} />
            ))}
          </ul>
          <ProposalPanel samples={samples} lines={state.samples} />
        </>
      )}
    </section>
  )
}
