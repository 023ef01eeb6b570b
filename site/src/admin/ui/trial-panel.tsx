import type { Form } from '../models/form.ts'
import type { TrialState } from '../models/trial.ts'
import type { PresetCode } from '#core/preset.ts'

import { useEffect, useRef } from 'preact/hooks'

import { PRESET_WORDS } from '#core/preset-words.ts'

import { useApp, useWords } from '../../context.ts'
import { span } from '../../models/times.ts'
import { useAdmin, useAdminWords } from '../context.ts'
import { isTeachable } from '../teachable.ts'
import { trialKey } from '../models/trial.ts'
import { LookCard } from './look-card.tsx'
import { Progress } from './progress.tsx'
import { TroubleBox } from './trouble-box.tsx'
import { useStoryWords } from '../watch/locales/words.ts'
import { StepList, StepSaid } from '../watch/ui/step-list.tsx'
import { TriedPicture } from '../watch/ui/tried-picture.tsx'

const USUAL_MS = 40_000

/** The look before saving: its progress, then what it saw. */
export function TrialPanel({ form }: { form: Form }) {
  const words = useAdminWords().trial
  const state = form.trial.state.value
  const preset = form.trial.preset.value
  useSaid(state)
  if (state.kind === 'idle') return null
  const isStale = state.key !== trialKey(form.draft.value)
  return (
    <section class="trial" aria-labelledby="trial-title">
      <h2 id="trial-title">{words.title}</h2>
      {isStale && <p class="stale-words">{words.stale}</p>}
      {preset !== null && <Preset code={preset} />}
      {state.kind === 'running' && <Running state={state} onCancel={form.trial.cancel} />}
      {state.kind === 'failed' && <TroubleBox trouble={state.trouble} />}
      {state.kind === 'done' && <Done state={state} name={form.draft.value.name} />}
    </section>
  )
}

/** What a look has found is said to whoever waited for it; why one failed says itself. */
function useSaid(state: TrialState): void {
  const { say } = useAdmin()
  const words = useAdminWords().trial
  const { verdict } = useWords()
  const isAwaited = useRef(false)
  useEffect(() => {
    if (state.kind === 'done' && isAwaited.current) say(words.done(verdict[state.tried.verdict.state]))
    isAwaited.current = state.kind === 'running'
  }, [state])
}

function Running({
  state,
  onCancel,
}: {
  state: Extract<TrialState, { kind: 'running' }>
  onCancel: () => void
}) {
  const { clock, choice } = useApp()
  const { looks } = useAdmin()
  const words = useAdminWords().trial
  const own = useStoryWords().steps
  const told = looks.looks.value.get(state.lookId)?.steps ?? []
  const now = clock.now.value
  const seconds = (now - state.since) / 1000
  const step = words.steps.findLast(({ from }) => seconds >= from) ?? words.steps[0]
  return (
    <div class="card">
      <Progress
        since={state.since}
        now={now}
        usualMs={USUAL_MS}
        label={words.running}
        elapsed={words.elapsed(span(now - state.since, choice.words.value.locale))}
        step={told.length === 0 ? (step?.text ?? '') : undefined}
      />
      {told.length > 0 && (
        <>
          <StepSaid steps={told} />
          <StepList steps={told} isOver={false} label={own.mine} />
        </>
      )}
      <button type="button" class="button" onClick={onCancel}>
        {words.cancel}
      </button>
    </div>
  )
}

function Done({ state, name }: { state: Extract<TrialState, { kind: 'done' }>; name: string }) {
  const { looks } = useAdmin()
  const words = useAdminWords().trial
  const own = useStoryWords().steps
  const { observation, verdict, picture } = state.tried
  const told = looks.looks.value.get(state.lookId)?.steps ?? []
  return (
    <LookCard
      verdict={verdict}
      observation={observation}
      page={{ name: name === '' ? state.url : name, url: state.url }}
    >
      {isTeachable(verdict) && <p class="hint">{words.teach}</p>}
      <TriedPicture picture={picture} name={name === '' ? state.url : name} />
      {told.length > 0 && (
        <details class="more">
          <summary>{own.mineDone}</summary>
          <StepList steps={told} isOver label={own.mineDone} />
        </details>
      )}
    </LookCard>
  )
}

/** What is known of the site, and what a person should know of it. */
function Preset({ code }: { code: PresetCode }) {
  const words = useAdminWords().trial
  const { language } = useApp().choice
  const { name, note } = PRESET_WORDS[code]
  if (name === null) return <p class="preset">{words.generic}</p>
  return (
    <p class="preset">
      <strong>{words.preset(name)}</strong> {note?.[language.value]}
    </p>
  )
}
