import type { Observation, OfferRow, PageFacts } from './observation.ts'
import type { RowState } from './offers.ts'
import type { Offer, Proof } from './verdict.ts'
import type { SeatsTarget } from './watch.ts'

import { fingerprint, fingerprintOf, offerOf, rowState } from './offers.ts'
import { lowestPrice } from './price.ts'
import { parisDay } from './when.ts'

/** What the wanted rows and the offers beside them say together. */
export type Seen =
  | { state: 'available'; offers: [Offer, ...Offer[]] }
  | { state: 'gone'; kind: Proof['kind']; why: string }
  | { state: 'unclear'; why: string; fingerprint: string }
  | { state: 'loading' | 'unseen' | 'detail'; why: string }
  | { state: 'absent' }

type Judged = { row: OfferRow; is: RowState | { state: 'gone'; kind: Proof['kind']; why: string } }

/** `null` when the page shows neither a wanted row nor an offer beside. The order of rows changes no state. */
export function judgeRows(target: SeatsTarget, page: PageFacts, { at, finalUrl }: Observation): Seen | null {
  const over = endOf(page, at)
  const rows = ofDay(page, target.date)
    .map((row) => judgeRow(row, { at, over, most: target.priceMost }))
    .filter(({ row, is }) => is.state !== 'gone' || isOfDay(row, page, target.date))
  const open = rows.filter(({ is }) => is.state === 'open').map(({ row }) => offerOf(row, finalUrl))
  const [first, ...rest] = numbered(open)
  if (first !== undefined) return { state: 'available', offers: [first, ...rest] }
  const find = (state: Judged['is']['state']) => rows.find(({ is }) => is.state === state)
  const unseen = find('unseen')
  if (unseen !== undefined) return { state: 'unseen', why: unseen.row.text }
  if (find('loading') !== undefined) return { state: 'loading', why: 'an offer without text' }
  const unclear = unclearOf(page, rows)
  if (unclear !== null) return unclear
  const detail = find('detail')
  if (detail !== undefined) return { state: 'detail', why: detail.row.control?.text ?? detail.row.text }
  for (const { is } of rows) if (is.state === 'gone') return { state: 'gone', kind: is.kind, why: is.why }
  return page.siblingCount > 0 ? { state: 'absent' } : null
}

const unclearBy = (why: string): Seen => ({ state: 'unclear', why, fingerprint: fingerprint([why]) })

function unclearOf(page: PageFacts, rows: readonly Judged[]): Seen | null {
  const [first] = rows
    .flatMap(({ row, is }) =>
      is.state === 'unclear' ? [{ why: is.why, fingerprint: fingerprintOf(row) }] : [],
    )
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
  if (first !== undefined) return { state: 'unclear', ...first }
  if (page.targetCount > page.targets.length) return unclearBy(`${page.targetCount} rows`)
  const { mention } = page
  return mention !== null && mention.count !== 0 && !rows.some(({ is }) => is.state === 'gone')
    ? unclearBy(mention.text)
    : null
}

type Limits = { at: number; over: string | null; most: number | undefined }

function judgeRow(row: OfferRow, { at, over, most }: Limits): Judged {
  const is = rowState(row, at)
  const wanted = is.state === 'open' || is.state === 'unseen' || is.state === 'unclear'
  if (wanted && over !== null) return { row, is: { state: 'gone', kind: 'past', why: over } }
  if (is.state !== 'open' || most === undefined) return { row, is }
  const price = lowestPrice(row.price ?? '') === null ? null : lowestPrice(`${row.price ?? ''} | ${row.text}`)
  return price !== null && price > most
    ? { row, is: { state: 'gone', kind: 'price', why: row.price ?? `${price}` } }
    : { row, is }
}

/** Rows of other days than the wanted one count only on a page that does not show the wanted one. */
function ofDay({ targets, when }: PageFacts, day: string | undefined): readonly OfferRow[] {
  if (day === undefined) return targets
  const shown = when?.day === day || targets.some((row) => row.date === day)
  return shown ? targets.filter((row) => row.date === null || row.date === day) : targets
}

/** What is sold out on another day proves nothing of the wanted one, unless the page's event is on that other day. */
const isOfDay = ({ date }: OfferRow, { when }: PageFacts, day: string | undefined): boolean =>
  day === undefined || date === null || date === day || date === when?.day

/** The words, or the day, by which the event is over; `null` when it is not. A later day outweighs words. */
export function endOf({ past, when, moved }: PageFacts, at: number): string | null {
  const today = parisDay(at)
  if (when !== null && when.last >= today) return null
  if (past !== null) return past
  return when === null || moved !== null ? null : when.text
}

/** Two rows that are the same in all that tells offers apart are two offers: `fp` and `fp#2`. */
function numbered(offers: readonly Offer[]): Offer[] {
  const times = new Map<string, number>()
  return offers.map((offer) => {
    const time = (times.get(offer.fingerprint) ?? 0) + 1
    times.set(offer.fingerprint, time)
    return time === 1 ? offer : { ...offer, fingerprint: `${offer.fingerprint}#${time}` }
  })
}
