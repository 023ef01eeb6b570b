import type { Report } from './state.ts'
import type { PublicReporter, ReporterKind } from './status.ts'
import type { Note, Offer, Verdict } from './verdict.ts'

import { isSighted } from './verdict.ts'

export type ReporterState = PublicReporter & {
  reporter: string
  /** When it last saw the page, available or none; `null` when it never did. Epoch ms. */
  sightedAt: number | null
  /** Only this reporter's word, which nobody else bears out: shown, and no part of the truth. */
  unproven?: boolean
}

/** How well each sees: a person's own session passes doors that stay shut for the relay. */
const STRENGTH: Record<ReporterKind, number> = { 'relay-fetch': 0, 'relay-browser': 1, extension: 2 }
const SIGHT_MS = 24 * 3_600_000
const OFFERS_MOST = 40
const NOTES_MOST = 8

type Said<State extends Verdict['state']> = ReporterState & { verdict: Extract<Verdict, { state: State }> }

/**
 * What several reporters know together; `null` when none of them spoke within `freshMs`. Available beats none, none
 * beats unknown, and their order changes nothing. One exception (VERDICTS.md 5.1): a `none` does not stand against the
 * unknown of somebody who sees better than all who say none, when that one can see, which means that it saw the page
 * within the last day. Then, and when such a one has not seen it of late, the note `partial` names the other side.
 */
export function merge(reporters: readonly ReporterState[], now: number, freshMs: number): Verdict | null {
  const fresh = reporters
    .filter((one) => one.unproven !== true && now - one.at <= freshMs)
    .toSorted(newestFirst)
  const open = fresh.filter((one) => says(one, 'available'))
  if (open.length > 0) return joined(open)
  const unknowns = fresh.filter((one) => says(one, 'unknown')).toSorted(bestEyesFirst(now))
  const [dark] = unknowns
  const [none, ...others] = fresh.filter((one) => says(one, 'none'))
  if (none === undefined) return dark?.verdict ?? null
  const best = Math.max(...[none, ...others].map(({ kind }) => STRENGTH[kind]))
  const better = unknowns.filter(({ kind }) => STRENGTH[kind] > best)
  const seer = better.find((one) => canSee(one, now))
  if (seer !== undefined) return withNote(seer.verdict, { kind: 'partial', text: none.kind })
  const [blind] = better
  return blind === undefined ? none.verdict : withNote(none.verdict, { kind: 'partial', text: blind.kind })
}

function says<State extends Verdict['state']>(one: ReporterState, state: State): one is Said<State> {
  return one.verdict.state === state
}

function canSee({ sightedAt }: ReporterState, now: number): boolean {
  return sightedAt !== null && now - sightedAt <= SIGHT_MS
}

const byName = (a: ReporterState, b: ReporterState) =>
  a.reporter === b.reporter ? 0 : a.reporter < b.reporter ? -1 : 1

const newestFirst = (a: ReporterState, b: ReporterState) =>
  b.at - a.at || STRENGTH[b.kind] - STRENGTH[a.kind] || byName(a, b)

const bestEyesFirst = (now: number) => (a: ReporterState, b: ReporterState) =>
  Number(canSee(b, now)) - Number(canSee(a, now)) || STRENGTH[b.kind] - STRENGTH[a.kind] || newestFirst(a, b)

/** Every offer that somebody sees now, each once. */
function joined(open: readonly Said<'available'>[]): Verdict | null {
  const offers = new Map<string, Offer>()
  for (const { verdict } of open)
    for (const offer of verdict.offers)
      if (!offers.has(offer.fingerprint)) offers.set(offer.fingerprint, offer)
  const [first, ...rest] = [...offers.values()].slice(0, OFFERS_MOST)
  if (first === undefined) return null
  const notes = open.reduce<Verdict>((all, { verdict }) => (verdict.notes ?? []).reduce(withNote, all), {
    state: 'available',
    offers: [first, ...rest],
  })
  return notes
}

function withNote(verdict: Verdict, note: Note): Verdict {
  const notes = verdict.notes ?? []
  const known = notes.some(({ kind, text }) => kind === note.kind && text === note.text)
  return known || notes.length >= NOTES_MOST ? verdict : { ...verdict, notes: [...notes, note] }
}

/** The same word again, which now counts. */
export function isBorneOut(last: ReporterState, { verdict, at }: Report): boolean {
  return last.unproven === true && last.at === at && verdict.state === 'available'
}

/** What is kept of a reporter that has spoken. */
export function reporterAfter(last: ReporterState | undefined, report: Report): ReporterState {
  const { reporter, kind, verdict, at } = report
  return { reporter, kind, verdict, at, sightedAt: isSighted(verdict) ? at : (last?.sightedAt ?? null) }
}
