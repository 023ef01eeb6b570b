import type { Note, Offer, Proof, Reason, Verdict } from './verdict.ts'

import { all, count, isRecord, text } from './parse.ts'
import { NOTE_KINDS, PROOF_KINDS, REASONS } from './verdict.ts'

const NOTES_MOST = 20

/** Reads a verdict that a relay answered; `null` when it is none that this version knows. */
export function parseVerdict(value: unknown): Verdict | null {
  if (!isRecord(value)) return null
  const notes = parseNotes(value.notes)
  if (value.state === 'available' && Array.isArray(value.offers)) {
    const [first, ...others] = all(value.offers, parseOffer) ?? []
    return first === undefined ? null : { state: 'available', offers: [first, ...others], ...notes }
  }
  if (value.state === 'none') {
    const proof = parseProof(value.proof)
    return proof === null ? null : { state: 'none', proof, ...notes }
  }
  const reason: Reason | undefined = REASONS.find((known) => known === value.reason)
  if (value.state !== 'unknown' || reason === undefined) return null
  const [detail, fingerprint] = [text(value.detail), text(value.fingerprint)]
  return {
    state: 'unknown',
    reason,
    ...(detail === null ? {} : { detail }),
    ...(fingerprint === null ? {} : { fingerprint }),
    ...notes,
  }
}

/** Notes of kinds that a later relay may have learnt are left out. */
function parseNotes(value: unknown): { notes?: readonly Note[] } {
  if (!Array.isArray(value)) return {}
  const notes = value.slice(0, NOTES_MOST).flatMap((one: unknown): Note[] => {
    if (!isRecord(one)) return []
    const kind = NOTE_KINDS.find((known) => known === one.kind)
    const [said, at] = [text(one.text), count(one.at)]
    if (kind === undefined || said === null) return []
    return [at === null ? { kind, text: said } : { kind, text: said, at }]
  })
  return notes.length === 0 ? {} : { notes }
}

function parseProof(value: unknown): Proof | null {
  if (!isRecord(value)) return null
  const kind = PROOF_KINDS.find((known) => known === value.kind)
  const [anchor, detail] = [text(value.anchor), text(value.detail)]
  return kind === undefined || anchor === null || detail === null ? null : { anchor, kind, detail }
}

function parseOffer(value: unknown): Offer | null {
  if (!isRecord(value)) return null
  const [type, fingerprint, name] = [text(value.type), text(value.fingerprint), text(value.name)]
  if (type === null || fingerprint === null || name === null) return null
  const offer: Offer = { type, fingerprint, name }
  for (const key of ['category', 'price', 'url', 'restricted'] as const) {
    const given = text(value[key])
    if (given !== null) offer[key] = given
  }
  const quantity = count(value.quantity)
  return quantity === null ? offer : { ...offer, quantity }
}
