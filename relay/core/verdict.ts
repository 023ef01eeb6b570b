/** Why a check could not tell. Codes and their order of judgement: VERDICTS.md 2 and 5.1. */
export const REASONS = [
  'queue',
  'challenge',
  'captcha',
  'blocked',
  'rate-limited',
  'login',
  'consent',
  'maintenance',
  'http-error',
  'not-found',
  'wrong-page',
  'offline',
  'empty',
  'not-settled',
  'layout-changed',
  'needs-render',
  'needs-detail',
  'ambiguous-offer',
  'unstable',
  'stale',
  'partial',
  'geo',
  // Never judged: what is said of a watch that the operator has paused.
  'paused',
] as const

export type Reason = (typeof REASONS)[number]

/** Something that can be had now, as the page words it. Page text is hostile: escape it where it is shown. */
export type Offer = {
  /** The page's own type word, for example `PMR`. */
  type: string
  /** Stable over reorderings: type, category, price and link. */
  fingerprint: string
  name: string
  category?: string
  /** As the page writes it, for example `45,00 €`. */
  price?: string
  /** Places, when the page says how many. */
  quantity?: number
  /** Absolute http(s) address of the offer or of its page. */
  url?: string
  /** What limits it, in the page's words: login, proof of disability, … */
  restricted?: string
}

/** `price`: all that is open is dearer than the watch allows; `past`: the event is over. */
export const PROOF_KINDS = ['siblings', 'empty-notice', 'sold-out', 'not-yet', 'price', 'past'] as const

/** Why `none` may be said: what was seen that proves the right page was drawn. */
export type Proof = {
  anchor: string
  kind: (typeof PROOF_KINDS)[number]
  /** In a few words, for people: `ADULTE × 2, FAMILLE × 1`, `"Aucune offre disponible"`. */
  detail: string
}

export const NOTE_KINDS = [
  'opensAt',
  'restricted',
  'priceOver',
  'quantity',
  'partial',
  'conflict',
  'date',
] as const

/** What a person should know beside the verdict. `text` is in the page's words, cut at 120 characters. */
export type Note = {
  kind: (typeof NOTE_KINDS)[number]
  text: string
  /** Epoch ms, when the words name a time that could be read. */
  at?: number
}

/** `notes` is left out when there is nothing to note. */
type Noted = { notes?: readonly Note[] }

export type Verdict =
  | ({ state: 'available'; offers: readonly [Offer, ...Offer[]] } & Noted)
  | ({ state: 'none'; proof: Proof } & Noted)
  | ({
      state: 'unknown'
      reason: Reason
      detail?: string
      /** Of an ambiguous offer: stable while the page shows the same thing. */
      fingerprint?: string
    } & Noted)

export type Available = Extract<Verdict, { state: 'available' }>

export type VerdictState = Verdict['state']

/** True for a verdict that saw the page: `available` or `none`. */
export function isSighted(verdict: Verdict): boolean {
  return verdict.state !== 'unknown'
}
