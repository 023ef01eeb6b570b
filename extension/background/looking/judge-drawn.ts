import type { Observation, PageFacts } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Follow } from '../../db/types.ts'

import { judge } from '#core/judge.ts'

/** `url`: where the document stands; `status`: of its answer, where the browser tells it. */
type Drawn = { facts: PageFacts; url: string; at: number; status?: number | null }

/** Judges a page as drawn at that time, epoch ms. */
export function judgeDrawn(
  asked: Pick<Follow, 'url' | 'target'>,
  { facts, url, at, status = null }: Drawn,
): Verdict {
  const observation: Observation = {
    at,
    durationMs: facts.settle.waitedMs,
    url: asked.url,
    finalUrl: url,
    chain: url === asked.url ? [url] : [asked.url, url],
    status,
    headers: {},
    failure: null,
    rendered: true,
    page: facts,
    phases: { settle: facts.settle.waitedMs },
  }
  return judge(asked, observation)
}
