import type { Observation, OfferRow, PageFacts } from './observation.ts'
import type { Note, Verdict } from './verdict.ts'
import type { SeatsTarget } from './watch.ts'

import { hasOpened, rowState } from './offers.ts'
import { ageOf } from './proof.ts'
import { readWhen } from './when.ts'

const TEXT_MOST = 120
const OLD_SECONDS = 900

/** The verdict with what a person should know beside it. Notes never change its state. */
export function withNotes(target: SeatsTarget, observation: Observation, verdict: Verdict): Verdict {
  const { page } = observation
  if (page === null) return verdict
  const notes = [...stateNotes(target, observation, { page, verdict }), ...dateNote(target, page)]
  const told = notes
    .map(({ kind, text, at }): Note =>
      at === undefined ? { kind, text: textOf(text) } : { kind, text: textOf(text), at },
    )
    .filter(({ text }) => text !== '')
  return told.length === 0 ? verdict : { ...verdict, notes: told }
}

const textOf = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, TEXT_MOST).toWellFormed()

type Said = { page: PageFacts; verdict: Verdict }

function stateNotes(target: SeatsTarget, observation: Observation, { page, verdict }: Said): Note[] {
  if (verdict.state === 'none') {
    const { kind, detail } = verdict.proof
    if (kind === 'price') return [{ kind: 'priceOver', text: detail }]
    return opensNote(page, observation.at)
  }
  if (verdict.state === 'unknown') {
    const limit = page.targets.find((row) => row.place === 'offers' && row.restricted !== null)?.restricted
    return verdict.reason === 'ambiguous-offer' && limit ? [{ kind: 'restricted', text: limit }] : []
  }
  return [
    ...restrictedNote(verdict),
    ...quantityNote(target, verdict),
    ...partialNote(observation, page),
    ...(page.metadata === 'out-of-stock'
      ? [{ kind: 'conflict' as const, text: 'availability: OutOfStock' }]
      : []),
  ]
}

/** The next opening that the rows of the target, or the page, speak of. */
function opensNote(page: PageFacts, now: number): Note[] {
  const rows = page.targets.filter((row) => isWaiting(row, now)).map((row) => row.notYet ?? '')
  const said = page.notice?.kind === 'not-yet' && !hasOpened(page.notice.text, now) ? [page.notice.text] : []
  const notes = [...rows, ...said].map((text): Note => {
    const at = readWhen(text, now)?.at ?? null
    return at === null ? { kind: 'opensAt', text } : { kind: 'opensAt', text, at }
  })
  return notes
    .sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || (a.text < b.text ? -1 : 1))
    .slice(0, 1)
}

function isWaiting(row: OfferRow, now: number): boolean {
  const is = rowState(row, now)
  return is.state === 'gone' && is.kind === 'not-yet'
}

type Available = Extract<Verdict, { state: 'available' }>

/** Only when no offer is free of a limit. */
function restrictedNote({ offers }: Available): Note[] {
  const limits = offers.flatMap(({ restricted }) => (restricted === undefined ? [] : [restricted]))
  const [first] = limits.sort()
  return first === undefined || limits.length < offers.length ? [] : [{ kind: 'restricted', text: first }]
}

/** Only when no offer may hold enough places. */
function quantityNote({ places }: SeatsTarget, { offers }: Available): Note[] {
  const most = Math.max(...offers.map(({ quantity }) => quantity ?? Infinity))
  return places === undefined || most >= places ? [] : [{ kind: 'quantity', text: `${most} / ${places}` }]
}

function partialNote(observation: Observation, page: PageFacts): Note[] {
  const age = ageOf(observation)
  if (age > OLD_SECONDS) return [{ kind: 'partial', text: `age: ${age} s` }]
  return page.area.state === 'failed' ? [{ kind: 'partial', text: page.area.detail }] : []
}

/** Moved to another day: the same event all the same. */
function dateNote({ date }: SeatsTarget, { when }: PageFacts): Note[] {
  if (date === undefined || when === null || when.day === date) return []
  return [
    when.at === null ? { kind: 'date', text: when.text } : { kind: 'date', text: when.text, at: when.at },
  ]
}
