import type { Offer, Verdict } from './verdict.ts'

/** An offer that was told in the open release; `leftAt` since when nobody sees it any more, epoch ms. */
export type ToldOffer = { fingerprint: string; leftAt: number | null }

/** Something ambiguous that was seen, and when people were told to look. Epoch ms. */
export type SeenLook = { fingerprint: string; seenAt: number; toldAt: number | null }

/** What leaves and is back within this time has only flickered. */
const BACK_MS = 120_000
const LOOK_MS = 24 * 3_600_000
const TOLD_MOST = 200
const LOOKS_MOST = 20

/** Which of the offers are news beside those told before, whatever their order. */
export function tellOffers(
  told: readonly ToldOffer[],
  offers: readonly Offer[],
  now: number,
): { told: ToldOffer[]; news: Offer[] } {
  const known = new Map(told.map((one) => [one.fingerprint, one]))
  const news = offers.filter(({ fingerprint }) => {
    const before = known.get(fingerprint)
    return before === undefined || (before.leftAt !== null && now - before.leftAt > BACK_MS)
  })
  const here = new Set(offers.map(({ fingerprint }) => fingerprint))
  const gone = told
    .filter(({ fingerprint }) => !here.has(fingerprint))
    .map(({ fingerprint, leftAt }) => ({ fingerprint, leftAt: leftAt ?? now }))
    .toSorted((a, b) => b.leftAt - a.leftAt)
  const present = [...here].toSorted().map((fingerprint) => ({ fingerprint, leftAt: null }))
  return { told: [...present, ...gone].slice(0, TOLD_MOST), news }
}

/** A second reporter that first looks this soon sees what was told already, ms. */
const OTHER_WORDS_MS = 120_000

/**
 * What of the news is only somebody else's wording. Two reporters may word one seat differently: one is logged in, the
 * other sees another price. Within two minutes of an opening, what a second reporter sees there for the first time is
 * the same as what another sees and it does not, one for one, when type and count are the same. `openFor`: ms.
 */
export function inOtherWords(
  news: readonly Offer[],
  others: readonly Offer[],
  openFor: number,
): ReadonlySet<string> {
  if (openFor > OTHER_WORDS_MS) return new Set()
  const left = [...others]
  const same = news.filter((offer) => {
    const index = left.findIndex((other) => isAlike(offer, other))
    if (index >= 0) left.splice(index, 1)
    return index >= 0
  })
  return new Set(same.map(({ fingerprint }) => fingerprint))
}

const bare = ({ type }: Offer) => type.normalize('NFKC').trim().toLowerCase()

/** A count that one of them does not give differs from none. */
function isAlike(one: Offer, other: Offer): boolean {
  if (bare(one) !== bare(other)) return false
  return one.quantity === undefined || other.quantity === undefined || one.quantity === other.quantity
}

/** Nobody sees any of them any more, since `at` at the latest. */
export function leaveAll(told: readonly ToldOffer[], at: number): ToldOffer[] {
  return told.map(({ fingerprint, leftAt }) => ({ fingerprint, leftAt: leftAt ?? at }))
}

/** What was told by its print alone goes by its name, once somebody gives it. `names`: print → fingerprint. */
export function nameTold(told: readonly ToldOffer[], names: ReadonlyMap<string, string>): ToldOffer[] {
  const known = new Set(told.map(({ fingerprint }) => fingerprint))
  return told.flatMap((one) => {
    const name = names.get(one.fingerprint)
    if (name === undefined) return [one]
    return known.has(name) ? [] : [{ ...one, fingerprint: name }]
  })
}

/**
 * Takes one sight of something ambiguous. It is told once it was seen twice, by two looks or by two reads of one
 * look, and not again within a day.
 */
export function tellLook(
  looks: readonly SeenLook[],
  seen: { fingerprint: string; at: number; twice: boolean },
): { looks: SeenLook[]; tell: boolean } {
  const { fingerprint, at, twice } = seen
  const recent = looks.filter((one) => at - (one.toldAt ?? one.seenAt) < LOOK_MS)
  const before = recent.find((one) => one.fingerprint === fingerprint)
  const tell = before === undefined ? twice : before.toldAt === null
  const now: SeenLook = {
    fingerprint,
    seenAt: before?.seenAt ?? at,
    toldAt: tell ? at : (before?.toldAt ?? null),
  }
  return { looks: [now, ...recent.filter((one) => one !== before)].slice(0, LOOKS_MOST), tell }
}

/**
 * The name of what an ambiguous verdict saw; `null` for every other verdict. The reader's own when it gives one, else
 * its words without numbers: clocks and counters that run make nothing new.
 */
export function lookPrint(verdict: Verdict): string | null {
  if (verdict.state !== 'unknown' || verdict.reason !== 'ambiguous-offer') return null
  if (verdict.fingerprint !== undefined) return verdict.fingerprint
  return (verdict.detail ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}
