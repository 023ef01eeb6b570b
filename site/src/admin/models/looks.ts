import type { LookStep } from '#core/look-step.ts'

import { createModel, signal } from '@preact/signals'

import { isRecord } from '#core/parse.ts'

/** Steps of one look, in the order in which they happened. */
export type LookStory = { lookId: string; watchId: string | null; steps: readonly LookStep[] }

const LOOKS_KEPT = 40
const STEPS_MOST = 80

/** The step in a frame of the feed; `null` for everything else. */
export function stepIn(frame: unknown): LookStep | null {
  if (typeof frame !== 'string' || !frame.startsWith('{"type":"step"')) return null
  const message: unknown = parseJson(frame)
  const step = isRecord(message) ? message['step'] : null
  return isStep(step) ? step : null
}

/** Page and relay are of one version: who has these four has the rest. */
function isStep(value: unknown): value is LookStep {
  if (!isRecord(value)) return false
  const { n, at, lookId, step } = value
  return (
    typeof n === 'number' && typeof at === 'number' && typeof lookId === 'string' && typeof step === 'string'
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** True when nothing comes after it. */
export const isLast = ({ step, watchId }: LookStep): boolean =>
  step === 'recorded' || step === 'ended' || (step === 'judged' && watchId === null)

/** The looks that somebody waits for, step by step as the feed tells them; what it tells twice counts once. */
export const LooksModel = createModel(() => {
  const looks = signal<ReadonlyMap<string, LookStory>>(new Map())

  function hear(step: LookStep) {
    const { lookId, watchId } = step
    const steps = looks.value.get(lookId)?.steps ?? []
    if (steps.length >= STEPS_MOST || steps.some(({ n }) => n === step.n)) return
    const inOrder = [...steps, step].toSorted((a, b) => a.n - b.n)
    // The look that was heard of last stands last.
    const others = [...looks.value].filter(([id]) => id !== lookId).slice(1 - LOOKS_KEPT)
    looks.value = new Map([...others, [lookId, { lookId, watchId, steps: inOrder }]])
  }

  return { looks, hear }
})

/** The newest look at a watch, whoever asked for it; a model's own verb would not be followed by what draws it. */
export function newestLook(looks: Looks['looks']['value'], watchId: string): LookStory | null {
  const ofWatch = [...looks.values()].filter((look) => look.watchId === watchId)
  return ofWatch.toSorted((a, b) => (b.steps[0]?.n ?? 0) - (a.steps[0]?.n ?? 0))[0] ?? null
}

export type Looks = InstanceType<typeof LooksModel>
