import type { Verdict } from './verdict.ts'

/** True when people would read the two differently: another state, reason, note, or other offers. */
export function verdictChanged(before: Verdict, after: Verdict): boolean {
  return signature(before) !== signature(after)
}

function signature(verdict: Verdict): string {
  const notes = (verdict.notes ?? []).map(({ kind, text }) => `${kind} ${text}`)
  return JSON.stringify([verdict.state, matter(verdict), notes.toSorted()])
}

function matter(verdict: Verdict): unknown {
  if (verdict.state === 'available') return verdict.offers.map(({ fingerprint }) => fingerprint).toSorted()
  return verdict.state === 'unknown' ? verdict.reason : null
}
