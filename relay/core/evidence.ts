import type { Observation, OfferRow, PageFacts } from './observation.ts'
import type { Reason, Verdict } from './verdict.ts'

import { cleanAddress, redactPersonal } from './redact.ts'

/** Why a look is kept with all it saw. `asked`: a person asked for the check. */
export const EVIDENCE_CAUSES = ['available', 'ambiguous', 'layout-changed', 'blind', 'asked'] as const
export type EvidenceCause = (typeof EVIDENCE_CAUSES)[number]

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** Of a picture; its bytes are kept apart. `bytes` is their number, width and height are in pixels. */
export type PictureFacts = { bytes: number; type: PictureType; width: number; height: number }

/** What one look saw, kept as proof. No cookies, no tokens, nobody's name: see `cleanEvidence`. */
export type Evidence = {
  id: string
  watchId: string
  checkId: string
  /** Epoch ms when the look ended. */
  at: number
  cause: EvidenceCause
  verdict: Verdict
  observation: Observation
  /** `null` when no browser drew the page, or it could not be taken in time. */
  picture: PictureFacts | null
}

/** What of a verdict the next one is compared with: small enough to be kept between looks. */
export type Glimpse =
  | { state: 'available'; prints: readonly string[] }
  | { state: 'none' }
  /** `print`: of something that cannot be classed, `null` of all else. */
  | { state: 'unknown'; reason: Reason; print: string | null }

export function glimpseOf(verdict: Verdict): Glimpse {
  switch (verdict.state) {
    case 'available':
      return { state: 'available', prints: verdict.offers.map((offer) => offer.fingerprint) }
    case 'none':
      return { state: 'none' }
    default:
      return { state: 'unknown', reason: verdict.reason, print: verdict.fingerprint ?? null }
  }
}

/**
 * Whether a look deserves to be kept, given the one before (`null`: none): new offers, something that cannot be
 * classed, a page that changed its build, and the first of each blind streak (VERDICTS.md 5.1).
 */
export function evidenceCause(before: Glimpse | null, verdict: Verdict): EvidenceCause | null {
  if (verdict.state === 'none') return null
  if (verdict.state === 'available') {
    const known = new Set(before?.state === 'available' ? before.prints : [])
    return verdict.offers.some((offer) => !known.has(offer.fingerprint)) ? 'available' : null
  }
  const reason = before?.state === 'unknown' ? before.reason : null
  const print = before?.state === 'unknown' ? before.print : null
  const isSame = verdict.reason === reason && (verdict.fingerprint ?? null) === print
  if (verdict.reason === 'ambiguous-offer') return isSame ? null : 'ambiguous'
  if (verdict.reason === reason) return null
  if (verdict.reason === 'layout-changed') return 'layout-changed'
  return reason === null ? 'blind' : null
}

/** Of the whole as JSON in UTF-8, the picture apart. */
export const EVIDENCE_BYTES_MOST = 64_000

/**
 * As it may be stored: addresses without the values that open something, texts without what looks like a secret, a mail
 * address, a phone number or a greeted name, and bounded to `EVIDENCE_BYTES_MOST`.
 */
export function cleanEvidence(evidence: Evidence, secrets: readonly string[] = []): Evidence {
  const { verdict, observation } = evidence
  return boundEvidence({
    ...evidence,
    verdict: mapTexts(verdict, secrets),
    observation: mapTexts(observation, secrets),
  })
}

const ADDRESS_WITHIN = /https?:\/\/[^\s"'<>]+/gi
const ADDRESS = /^[a-z][a-z\d+.-]*:\/\/\S+$/i
/** Fields that hold an address without its host. */
const ADDRESSES = new Set(['url', 'href', 'path', 'canonical', 'finalUrl'])

function mapTexts<Value extends Verdict | Observation>(value: Value, secrets: readonly string[]): Value {
  // The same shape with other texts.
  const clean: Value = JSON.parse(JSON.stringify(value), (key, held: unknown) => {
    if (typeof held !== 'string') return held
    const isAddress = ADDRESS.test(held) || (ADDRESSES.has(key) && held.startsWith('/'))
    if (isAddress) return cleanAddress(held, secrets)
    return redactPersonal(
      held.replace(ADDRESS_WITHIN, (address) => cleanAddress(address)),
      secrets,
    )
  })
  return clean
}

const MARKUP_COUNTS = [5, 1, 0] as const
const ROW_TEXTS = [200, 80] as const
const ROW_COUNTS = [10, 5, 1] as const

/** Drops what matters least until the whole is small enough: never the verdict, the addresses or the status. */
function boundEvidence(evidence: Evidence): Evidence {
  let kept = evidence
  for (const lighten of LIGHTER) {
    if (sizeOf(kept) <= EVIDENCE_BYTES_MOST) return kept
    kept = lighten(kept)
  }
  return kept
}

type Lighten = (evidence: Evidence) => Evidence

const page =
  (change: (page: PageFacts) => Partial<PageFacts>): Lighten =>
  (evidence) => {
    const { observation } = evidence
    if (observation.page === null) return evidence
    return {
      ...evidence,
      observation: { ...observation, page: { ...observation.page, ...change(observation.page) } },
    }
  }

const shortRow = (row: OfferRow, most: number): OfferRow => ({
  ...row,
  path: row.path.slice(0, most),
  text: row.text.slice(0, most),
  name: row.name.slice(0, most),
  control:
    row.control === null ? null : { ...row.control, text: row.control.text.slice(0, most), href: null },
})

const fewRows = (evidence: PageFacts['evidence'], most: number): PageFacts['evidence'] =>
  evidence === null ? null : { ...evidence, rows: evidence.rows.slice(0, most) }

/** From what is missed least to what is missed most. */
const LIGHTER: readonly Lighten[] = [
  page(() => ({ failedCalls: [], mention: null })),
  ...MARKUP_COUNTS.map((most) => page(({ evidence }) => ({ evidence: fewRows(evidence, most) }))),
  page(({ siblings }) => ({ siblings: siblings.slice(0, 5) })),
  ...ROW_TEXTS.map((most) => page(({ targets }) => ({ targets: targets.map((row) => shortRow(row, most)) }))),
  ...ROW_COUNTS.map((most) => page(({ targets }) => ({ targets: targets.slice(0, most) }))),
  page(({ walls, headings }) => ({
    walls: walls.slice(0, 3),
    headings: headings.slice(0, 1),
    canonical: null,
  })),
  (evidence) => ({ ...evidence, observation: { ...evidence.observation, page: null } }),
  (evidence) => ({ ...evidence, verdict: fewOffers(evidence.verdict) }),
  ({ observation, ...evidence }) => ({
    ...evidence,
    observation: { ...observation, headers: {}, phases: {}, chain: observation.chain.slice(-1) },
  }),
]

function fewOffers(verdict: Verdict): Verdict {
  if (verdict.state !== 'available') return verdict
  const [first, ...others] = verdict.offers
  return { ...verdict, offers: [first, ...others.slice(0, 2)] }
}

function sizeOf(evidence: Evidence): number {
  const text = JSON.stringify(evidence)
  let bytes = 0
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
