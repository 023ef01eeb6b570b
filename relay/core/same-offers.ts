import type { ReporterState } from './merge.ts'
import type { Report, WatchState } from './state.ts'
import type { Offer } from './verdict.ts'

import { inOtherWords, nameTold } from './told.ts'

/** What others told by its print alone, in the words of this report. */
export function named(state: WatchState, { verdict, prints }: Report): WatchState {
  if (prints === undefined || verdict.state !== 'available') return state
  const offers = new Map(verdict.offers.map((offer) => [prints.get(offer.fingerprint) ?? '', offer]))
  const names = new Map([...offers].map(([print, { fingerprint }]) => [print, fingerprint]))
  const { openRelease } = state
  const reporters = state.reporters.map((one): ReporterState => {
    if (one.verdict.state !== 'available') return one
    const [first, ...rest] = one.verdict.offers.map((offer) => offers.get(offer.fingerprint) ?? offer)
    return first === undefined ? one : { ...one, verdict: { ...one.verdict, offers: [first, ...rest] } }
  })
  return {
    ...state,
    reporters,
    openRelease: openRelease === null ? null : { ...openRelease, told: nameTold(openRelease.told, names) },
  }
}

/** The news without what is only a second reporter’s wording of what the first has told. */
export function newsBeside(
  state: WatchState,
  news: readonly Offer[],
  { report, last }: { report: Report; last: ReporterState | undefined },
): readonly Offer[] {
  const { openRelease } = state
  const { verdict: said, reporter, at } = report
  const isFirst = last?.verdict.state !== 'available' || last.unproven === true
  if (openRelease === null || said.state !== 'available' || !isFirst) return news
  const own = new Set(said.offers.map(({ fingerprint }) => fingerprint))
  const others = state.reporters.flatMap((one) =>
    one.reporter !== reporter && one.unproven !== true && one.verdict.state === 'available'
      ? one.verdict.offers.filter(({ fingerprint }) => !own.has(fingerprint))
      : [],
  )
  const fromOwn = news.filter(({ fingerprint }) => own.has(fingerprint))
  const known = inOtherWords(fromOwn, onceEach(others), at - openRelease.since)
  return news.filter(({ fingerprint }) => !known.has(fingerprint))
}

const onceEach = (offers: readonly Offer[]) => [
  ...new Map(offers.map((offer) => [offer.fingerprint, offer])).values(),
]
