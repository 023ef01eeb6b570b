import type { Observation, PageFacts } from '#core/observation.ts'
import type { Sample } from '#core/sample.ts'
import type { Verdict } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'

import { judge } from '#core/judge.ts'

import { readStatic } from './static-document.ts'

export type SavedPage = Pick<Sample, 'html' | 'url' | 'finalUrl' | 'status' | 'headers' | 'at' | 'rendered'>

/** A saved page, looked at again as it was seen: a snapshot has settled, and says itself what was hidden. Pure. */
export function rereadPage(
  saved: SavedPage,
  target: SeatsTarget,
): { observation: Observation; verdict: Verdict } {
  const { html, url, finalUrl, status, headers, at, rendered } = saved
  const page = readStatic(html, { ...target, url: finalUrl })
  const observation: Observation = {
    at,
    durationMs: 0,
    url,
    finalUrl,
    chain: [url],
    status,
    headers,
    failure: null,
    rendered,
    page: rendered ? asDrawn(page) : page,
    phases: {},
  }
  return { observation, verdict: judge({ url, target }, observation) }
}

const asDrawn = (page: PageFacts): PageFacts => ({
  ...page,
  styled: true,
  settle: { ...page.settle, state: 'quiet', agreed: true },
})
