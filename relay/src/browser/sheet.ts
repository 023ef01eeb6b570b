import type { Failure, Observation, PageFacts } from '#core/observation.ts'
import type { RenderedLook } from '../kinds/kind.ts'
import type { Visit } from './visit.ts'

import { LIMITS } from '#core/observation.ts'

import { failure } from './failures.ts'

/** What one look writes down as it goes. */
export type Sheet = {
  startedAt: number
  /** Ends a step: its milliseconds are counted under this name. */
  phase: (name: string) => void
  observe: (visit: Visit | null, seen: { page: PageFacts | null; failure: Failure | null }) => Observation
}

export function startSheet({ watch, now }: RenderedLook): Sheet {
  const startedAt = now()
  const phases: Record<string, number> = {}
  let last = startedAt
  return {
    startedAt,
    phase: (name) => {
      phases[name] = (phases[name] ?? 0) + now() - last
      last = now()
    },
    observe: (visit, seen) => {
      const at = now()
      const blank = isBlankRefusal(visit, seen.page)
      const chain = visit === null || visit.chain.length === 0 ? [watch.url] : visit.chain
      const observation: Observation = {
        at,
        durationMs: at - startedAt,
        url: watch.url,
        finalUrl: (visit?.finalUrl ?? chain.at(-1) ?? watch.url).slice(0, LIMITS.address),
        chain,
        status: visit?.status ?? null,
        headers: visit?.headers ?? {},
        failure: blank ? failure('not-html', 'a refusal without a page') : seen.failure,
        rendered: true,
        page: blank ? null : seen.page,
        phases,
      }
      if (JSON.stringify(observation).length <= LIMITS.total) return observation
      return { ...observation, page: null, failure: failure('reader', 'the reading is too large') }
    },
  }
}

/** A full browser puts its own page in the place of a refusal without words; a headless shell leaves it blank. */
function isBlankRefusal(visit: Visit | null, page: PageFacts | null): boolean {
  return page !== null && (visit?.status ?? 0) >= 400 && page.textLength === 0 && page.elements <= 3
}
