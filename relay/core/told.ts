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
