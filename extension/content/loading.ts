/** The document's own navigation, as the browser keeps it. */
function navigation(): PerformanceNavigationTiming | null {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming ? entry : null
}

/** Since the document and what it asked for at its load has come, ms; `null` while it loads. */
export function loadedFor(page: Document): number | null {
  if (page.readyState !== 'complete') return null
  // Later than the load event by a moment, when the script stood there already: 0 until it is over.
  const end = navigation()?.loadEventEnd ?? 0
  return end === 0 ? 0 : performance.now() - end
}

/** The HTTP status of the document, where the browser tells it. */
export function documentStatus(): number | null {
  const status = navigation()?.responseStatus ?? 0
  return status === 0 ? null : status
}
