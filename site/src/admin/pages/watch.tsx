import type { AdminWatch } from '../door.ts'

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { glanceAt } from '#core/freshness.ts'

import { useApp } from '../../context.ts'
import { Banner } from '../../ui/banner.tsx'
import { Gap } from '../../ui/gap.tsx'
import { Reporters } from '../../ui/reporters.tsx'
import { Shape } from '../../ui/shape.tsx'
import { WatchFacts } from '../../ui/watch-facts.tsx'
import { Why } from '../../ui/why.tsx'
import { useAdmin, useAdminWords } from '../context.ts'
import { hrefOf } from '../models/route.ts'
import { isTeachable } from '../teachable.ts'
import { Bones } from '../ui/bones.tsx'
import { CheckNow } from '../ui/check-now.tsx'
import { EditWatch } from '../ui/edit-watch.tsx'
import { OpeningHeading } from '../ui/heading.tsx'
import { EvidenceList } from '../ui/evidence-list.tsx'
import { PauseWatch } from '../ui/pause-watch.tsx'
import { RemoveWatch } from '../ui/remove-watch.tsx'
import { Teach } from '../ui/teach.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { LiveLook } from '../watch/ui/live-look.tsx'
import { Story } from '../watch/ui/story.tsx'
import { Failed } from './list.tsx'

/** Everything about one watch. */
export function OneWatch({ id }: { id: string }) {
  const { watches } = useAdmin()
  const words = useAdminWords()
  const state = watches.state.value
  const watch = state.kind === 'shown' ? state.watches.find((one) => one.id === id) : undefined
  return (
    <section class="screen">
      <p>
        <a class="back" href="#/">
          {words.add.back}
        </a>
      </p>
      {state.kind !== 'shown' && <OpeningHeading>{words.list.one}</OpeningHeading>}
      {state.kind === 'loading' && <Bones text={words.list.loading} />}
      {state.kind === 'failed' && <Failed trouble={state.trouble} />}
      {state.kind === 'shown' && <Banner link={state.link} shown={{ syncedAt: state.readAt }} />}
      {state.kind === 'shown' && watch === undefined && <Gone />}
      {watch !== undefined && <Known watch={watch} />}
    </section>
  )
}

function Gone() {
  const words = useAdminWords().list
  return (
    <>
      <OpeningHeading>{words.gone}</OpeningHeading>
      <TroubleBox
        trouble={{ kind: 'refused', status: 404, code: 'unknown-watch', issues: [], waitMs: null }}
      />
    </>
  )
}

function Known({ watch }: { watch: AdminWatch }) {
  const { forms } = useAdmin()
  const words = useAdminWords()
  const editing = useSignal(false)
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <>
      <div class="screen-head">
        <div>
          <OpeningHeading>{watch.name}</OpeningHeading>
          {watch.pausedAt !== undefined && <p class="chip">{words.tend.paused}</p>}
          {!watch.public && <p class="chip">{words.list.private}</p>}
        </div>
      </div>
      <Now watch={watch} />
      <div class="buttons">
        {watch.pausedAt === undefined && <CheckNow watch={watch} />}
        <PauseWatch watch={watch} />
        <button
          type="button"
          class="button"
          ref={opener}
          aria-expanded={editing.value}
          onClick={() => {
            editing.value = !editing.value
          }}
        >
          {words.edit.open}
        </button>
        <RemoveWatch watch={watch} />
        <a class="button" href={hrefOf({ page: 'log', watch: watch.id })}>
          {words.desk.logOf}
        </a>
      </div>
      <LiveLook watch={watch} />
      {editing.value && (
        <EditWatch
          form={forms.ofWatch(watch)}
          watch={watch}
          onDone={() => {
            editing.value = false
            opener.current?.focus()
          }}
        />
      )}
      <Story watch={watch} />
      <EvidenceList watch={watch} />
      <Teach watch={watch} />
    </>
  )
}

/** What is known of it now. */
function Now({ watch }: { watch: AdminWatch }) {
  const { clock, choice } = useApp()
  const words = useAdminWords()
  const glance = glanceAt(watch.status, clock.now.value)
  return (
    <article class={`card card-${glance.state}`}>
      <h2 class="unseen">{words.list.now}</h2>
      <div class="card-head card-head-plain">
        <Shape state={glance.state} />
        <div>
          <h3 class="verdict">{choice.words.value.verdict[glance.state]}</h3>
        </div>
      </div>
      <Why watch={watch} glance={glance} />
      {isTeachable(glance) && (
        <button type="button" class="button" onClick={() => document.getElementById('teach-title')?.focus()}>
          {words.teach.show}
        </button>
      )}
      {watch.status.gap !== undefined && <Gap gap={watch.status.gap} />}
      <WatchFacts watch={watch.status} />
      <Reporters reporters={watch.status.reporters} verdict={watch.status.verdict} />
    </article>
  )
}
