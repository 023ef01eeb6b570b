import type { Observation, PageFacts, Settle } from '#core/observation.ts'

/** What a reading is judged with while it is not known yet how the waiting ends. */
export const SETTLED: Readonly<Settle> = {
  state: 'quiet',
  agreed: true,
  waitedMs: 0,
  paintedAtMs: null,
  scrollSteps: 0,
}

type Answer = { status?: number | null; headers?: Record<string, string> }

/** The observation that this reading would make, were it the last. */
export function observed(page: PageFacts, url: string, { status, headers }: Answer): Observation {
  return {
    at: Date.now(),
    durationMs: 0,
    url,
    finalUrl: page.url,
    chain: [],
    status: status ?? documentStatus(),
    headers: headers ?? {},
    failure: null,
    rendered: true,
    page,
    phases: {},
  }
}

/** The status of the document, where the browser tells it. */
function documentStatus(): number | null {
  const [entry] = performance.getEntriesByType('navigation')
  const status = entry instanceof PerformanceNavigationTiming ? entry.responseStatus : 0
  return status === 0 ? null : status
}

/** What must stay the same for the area to be quiet: timers and carousels beside the offers do not count. */
export function digestOf(facts: PageFacts): string {
  const { anchor, area, targets, targetCount, siblings, notice, event, mention, walls } = facts
  const rows = targets.map(({ type, price, quantity, gone, notYet, drawn, place }) =>
    [type, price, quantity, gone, notYet, drawn, place].join('|'),
  )
  return JSON.stringify([anchor, area, rows, targetCount, siblings, notice, event, mention, walls])
}
