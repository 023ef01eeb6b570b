import type { Anchor, Observation, PageFacts } from './observation.ts'
import type { Proof, Verdict } from './verdict.ts'
import type { SeatsTarget } from './watch.ts'

import { cut, unknown } from './unknown.ts'

const STALE_SECONDS = 900

/** The only way to `none`: the right page, whole, readable and quiet, with something that says so. */
export function proven(
  target: SeatsTarget,
  observation: Observation,
  page: PageFacts,
  proof: Omit<Proof, 'anchor'>,
): Verdict {
  const { anchor, settle, area } = page
  if (anchor === null) return unknown('layout-changed', 'no anchor')
  if (target.anchor !== undefined && anchor.kind !== 'selector') {
    return unknown('layout-changed', `nothing matches ${target.anchor}`)
  }
  if (page.event !== null && !page.event.found) return unknown('wrong-page', `"${page.event.asked}" not seen`)
  if ((observation.status ?? 0) >= 500) return unknown('http-error', `status ${observation.status}`)
  if (!page.complete || observation.failure !== null)
    return unknown('not-settled', 'the document was cut off')
  if (page.truncated) return unknown('partial', 'the page is too large to be read whole')
  if (area.state === 'loading') return unknown('not-settled', area.detail)
  if (area.state === 'failed') return unknown('partial', area.detail)
  if (area.state === 'absent') return unknown('layout-changed', 'no offers area')
  if (page.unreadableFrames > 0) {
    return observation.rendered
      ? unknown('partial', 'a frame of another site could not be read')
      : unknown('needs-render', 'what a frame shows is not in the page as sent')
  }
  if (observation.rendered && settle.state !== 'quiet')
    return unknown('not-settled', callsOf(page) ?? 'still changing')
  if (!settle.agreed) return unknown('unstable', 'two reads did not agree')
  const failed = callsOf(page)
  if (failed !== null && proof.kind === 'empty-notice') return unknown('not-settled', failed)
  const age = ageOf(observation)
  if (age > STALE_SECONDS) return unknown('stale', `a copy of ${age} s ago`)
  return { state: 'none', proof: { anchor: nameOf(anchor), ...proof } }
}

/** Seconds since the copy that was answered was made: what a cache says of itself, or the answer's own date. */
export function ageOf({ headers, at }: Observation): number {
  const age = Number(headers['age'] ?? 0)
  const made = Date.parse(headers['date'] ?? '')
  const old = Number.isNaN(made) ? 0 : Math.round((at - made) / 1000)
  return Math.max(Number.isNaN(age) ? 0 : age, old, 0)
}

const nameOf = (anchor: Anchor): string => cut(`${anchor.kind}: ${anchor.value}`)

export function callsOf(page: PageFacts): string | null {
  const call = page.failedCalls[0]
  if (call === undefined) return null
  return `data call ${call.path} ${call.status === 0 ? 'never answered' : `answered ${call.status}`}`
}
