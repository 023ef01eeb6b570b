import type { Observation } from '#core/observation.ts'
import type { RenderedLook } from '../kinds/kind.ts'
import type { TellStep } from './tell-steps.ts'

/** One request for the page as it is sent, told as it goes. */
export async function askedInSteps(
  onStep: TellStep | undefined,
  send: () => Promise<Response>,
): Promise<Response> {
  const answered = (status: number | null) =>
    onStep?.({ step: 'answered', way: 'sent', status, failure: status === null ? 'offline' : null })
  onStep?.({ step: 'asked', way: 'sent' })
  try {
    const response = await send()
    answered(response.status)
    return response
  } catch (error) {
    answered(null)
    throw error
  }
}

/** A page being drawn, told as it goes; one that never came is told when the look is over. */
export async function drawnInSteps(
  onStep: TellStep | undefined,
  draw: (steps: Pick<RenderedLook, 'onReach'>) => Promise<Observation>,
): Promise<Observation> {
  if (onStep === undefined) return await draw({})
  let came = false
  onStep({ step: 'opening' })
  const onReach: RenderedLook['onReach'] = (what, status) => {
    if (what === 'asked') return onStep({ step: 'asked', way: 'drawn' })
    came = true
    onStep({ step: 'answered', way: 'drawn', status, failure: null })
    onStep({ step: 'settling' })
  }
  const observation = await draw({ onReach })
  const { status, failure } = observation
  if (!came) onStep({ step: 'answered', way: 'drawn', status, failure: failure?.kind ?? null })
  return observation
}
