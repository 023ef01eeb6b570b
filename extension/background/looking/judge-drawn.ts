import type { Observation, PageFacts } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Follow } from '../../db/types.ts'

import { judge } from '#core/judge.ts'

/** Judges a page as drawn. `at`: of the data that it shows, epoch ms; `url`: where the document stands. */
export function judgeDrawn(
  asked: Pick<Follow, 'url' | 'target'>,
  { facts, url, at }: { facts: PageFacts; url: string; at: number },
): Verdict {
  const observation: Observation = {
    at,
    durationMs: facts.settle.waitedMs,
    url: asked.url,
    finalUrl: url,
    chain: url === asked.url ? [url] : [asked.url, url],
    status: null,
    headers: {},
    failure: null,
    rendered: true,
    page: facts,
    phases: { settle: facts.settle.waitedMs },
  }
  return judge(asked, observation)
}
