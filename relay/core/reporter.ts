import type { PublicKey } from './signature.ts'
import type { PROOF_KINDS, Reason } from './verdict.ts'

/** A person's browser that reports what it sees, as the relay knows it. Times are epoch ms. */
export type Reporter = {
  id: string
  /** Who it belongs to, as the operator named them: two browsers of one owner are one voice. */
  owner: string
  /** What the browser calls itself. */
  label: string
  key: PublicKey
  /** The key before the last change, and until when it still counts. */
  oldKey: { key: PublicKey; until: number } | null
  scopes: readonly Scope[]
  /** Of the extension, as it said last. */
  version: string
  /** `muted`: it is answered as ever, and nothing comes of what it says. */
  state: 'active' | 'muted' | 'revoked'
  /** One of the operator's own. */
  own: boolean
  /** As it stood at `scoredAt`: see `scoreAt`. */
  score: number
  scoredAt: number
  taken: number
  confirmed: number
  contradicted: number
  lastContactAt: number | null
  createdAt: number
  updatedAt: number
}

/** `report`: says what it sees. `read`: asks about itself. */
export const SCOPES = ['report', 'read'] as const
export type Scope = (typeof SCOPES)[number]

/** How the browser came to see it: EXTENSION.md 1.3. */
export const REPORT_RUNGS = ['page', 'tab-fetch', 'fetch', 'window', 'by-hand'] as const

/** What of a verdict is reported: counts and hashes, never words of the page. */
export type ReportedVerdict =
  | {
      state: 'available'
      /** Places, as far as the page says how many. */
      count: number | null
      /** Of each offer: the first 16 hex digits of the SHA-256 of its fingerprint. */
      prints: string[]
    }
  | { state: 'none'; proof: (typeof PROOF_KINDS)[number] }
  | { state: 'unknown'; reason: Reason }

export type ReportBody = {
  /** A uuid: the same report twice is one. */
  id: string
  watchId: string
  /** When it was seen, epoch ms by the clock that signs the request. */
  at: number
  verdict: ReportedVerdict
  rung: (typeof REPORT_RUNGS)[number]
  /** SHA-256 of what was seen, in hex. */
  evidence: string | null
  version: string
}

export const REPORTS_MOST = 20
export const PRINTS_MOST = 20
/** Hex digits of a print. */
export const PRINT_LENGTH = 16

export const REPORT_OUTCOMES = ['confirming', 'confirmed', 'noted', 'duplicate', 'refused'] as const
/** `confirming`: somebody else is looking now. `confirmed`: the relay sees it already. `noted`: kept. */
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number]

/** How a report changes hands: letters that are not mistaken for one another and make no words (RFC 8628, 6.1). */
export const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const CODE_LENGTH = 8

/** A code of these random bytes, `XXXX-XXXX`; `null` when too few of them can be used without favouring a letter. */
export function makeUserCode(random: Uint8Array): string | null {
  const even = 256 - (256 % CODE_LETTERS.length)
  const letters = [...random].filter((byte) => byte < even).slice(0, CODE_LENGTH)
  if (letters.length < CODE_LENGTH) return null
  const code = letters.map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length] ?? '').join('')
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** A code as a person types or pastes it; `null` when it cannot be one. */
export function readUserCode(text: string): string | null {
  const letters = text
    .slice(0, 40)
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]+/gu, '')
  if (letters.length !== CODE_LENGTH || Array.from(letters).some((one) => !CODE_LETTERS.includes(one)))
    return null
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** Whether two names mean one owner: « Jeanne  D. » is « jeanne d. ». */
export function ownerKey(owner: string): string {
  return owner.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase()
}

/** A key's SHA-256 (hex) as people compare it: its first 16 digits in fours. */
export function wordFingerprint(hash: string): string {
  return (hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join(' ')
}

/**
 * The part of an address that stands for one connection: /24 of IPv4, /48 of IPv6. `null` for what is no address. Used
 * hashed only.
 */
export function networkPrefix(address: string): string | null {
  const bare = address
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
  const mapped = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare)
  if (mapped !== null) {
    const parts = mapped.slice(1).map(Number)
    return parts.every((part) => part <= 255) ? `4:${parts.slice(0, 3).join('.')}` : null
  }
  const groups = expandIpv6(bare)
  return groups === null ? null : `6:${groups.slice(0, 3).join(':')}`
}

function expandIpv6(text: string): string[] | null {
  const [head, tail, ...more] = text.replace(/%.*$/, '').split('::')
  if (head === undefined || more.length > 0) return null
  const [before, after] = [groupsOf(head), tail === undefined ? null : groupsOf(tail)]
  const missing = 8 - before.length - (after?.length ?? 0)
  if (after === null ? missing !== 0 : missing < 1) return null
  const groups = after === null ? before : [...before, ...Array<string>(missing).fill('0'), ...after]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null
  return groups.map((group) => Number.parseInt(group, 16).toString(16))
}

const groupsOf = (part: string) => (part === '' ? [] : part.split(':'))
