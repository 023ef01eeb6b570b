import { isNode } from './native.ts'

/** What moves in a page: changes of its tree and answers of its data calls. Listens only; changes nothing. */
export type Signals = {
  /** Resolves at the next change in any observed scope, at the latest after `ms`, never before `leastMs`. */
  next: (ms: number, leastMs: number) => Promise<void>
  /** Adds scopes that the reader found: shadow roots and frames of the same site. */
  observe: (scopes: readonly object[]) => void
  /** Of the page's clock: when the latest data call or script was answered, 0 without any. */
  lastAnswerAt: () => number
  failedCalls: () => { path: string; status: number }[]
  stop: () => void
}

const DATA_CALLS = new Set(['fetch', 'xmlhttprequest', 'script', 'beacon'])
const SCOPES_MOST = 500
const CALLS_MOST = 10

/** Starts listening. `stop` ends it. */
export function watchSignals(page: Document): Signals {
  let wake: (() => void) | null = null
  let changed = false
  let lastAnswer = 0
  const failed = new Map<string, number>()
  const observer = new MutationObserver(() => {
    changed = true
    wake?.()
  })
  const known = new Set<object>()
  const observe = (scopes: readonly object[]) => {
    for (const scope of scopes) {
      if (!isNode(scope) || known.has(scope) || known.size >= SCOPES_MOST) continue
      known.add(scope)
      observer.observe(scope, { childList: true, subtree: true, characterData: true, attributes: true })
    }
  }
  observe([page])
  const answers = listenToAnswers(page, (entry) => {
    if (entry.initiatorType !== 'beacon') lastAnswer = Math.max(lastAnswer, entry.responseEnd)
    const url = URL.parse(entry.name)
    const isData = entry.initiatorType === 'fetch' || entry.initiatorType === 'xmlhttprequest'
    if (
      url !== null &&
      isData &&
      entry.responseStatus >= 400 &&
      isSameSite(url.hostname, page.location.hostname)
    ) {
      if (failed.size < CALLS_MOST) failed.set(url.pathname.slice(0, 160), entry.responseStatus)
    }
  })
  return {
    observe,
    lastAnswerAt: () => lastAnswer,
    failedCalls: () => [...failed].map(([path, status]) => ({ path, status })),
    async next(ms, leastMs) {
      await sleep(Math.min(leastMs, ms))
      if (!changed && ms > leastMs) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms - leastMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        wake = null
      }
      changed = false
    },
    stop() {
      observer.disconnect()
      answers?.disconnect()
    },
  }
}

function listenToAnswers(
  page: Document,
  note: (entry: PerformanceResourceTiming) => void,
): PerformanceObserver | null {
  try {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry instanceof PerformanceResourceTiming && DATA_CALLS.has(entry.initiatorType)) note(entry)
      }
    })
    observer.observe({ type: 'resource', buffered: true })
    return page.defaultView === null ? null : observer
  } catch {
    // Without resource timing the tree's own changes have to do.
    return null
  }
}

const siteOf = (host: string): string => host.split('.').slice(-2).join('.')

/** The last two labels are enough here: a foreign tracker that fails is no fault of the page. */
function isSameSite(one: string, other: string): boolean {
  return siteOf(one) === siteOf(other)
}

export async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, ms))
  })
}
