/** Reasons that end when a person shows the page once: it came, and could not be understood. */
const REASONS = new Set(['layout-changed', 'ambiguous-offer', 'needs-detail'])

export function isTeachable(verdict: { state: string; reason?: string }): boolean {
  return verdict.state === 'unknown' && verdict.reason !== undefined && REASONS.has(verdict.reason)
}
