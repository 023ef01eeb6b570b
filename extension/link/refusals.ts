import type { LinkTrouble } from '../known.ts'
import type { Answer } from './call.ts'

import { isRecord } from '#core/parse.ts'

/** What the relay calls a request whose time is too far from its own. */
const CLOCK_CODES: ReadonlySet<string> = new Set(['clock', 'late', 'untimely'])
/** What it calls a key that it does not know, or no more. */
const REVOKED_CODES: ReadonlySet<string> = new Set(['unknown-device', 'revoked', 'device-revoked'])

/** Whether the relay will never hear this key again. */
export function isRevoked(answer: Answer): boolean {
  return answer.kind === 'refused' && answer.status === 401 && REVOKED_CODES.has(answer.code)
}

/** By how much this device's clock is off, when that is why the relay refused. */
export function clockTrouble(answer: Answer, now: number): LinkTrouble | null {
  if (answer.kind !== 'refused' || !CLOCK_CODES.has(answer.code)) return null
  const error = isRecord(answer.body) && isRecord(answer.body.error) ? answer.body.error : {}
  const theirs = typeof error.at === 'number' ? error.at : answer.dateMs
  return { kind: 'clock', aheadMs: theirs === null ? 0 : Math.round(now - theirs), at: now }
}
