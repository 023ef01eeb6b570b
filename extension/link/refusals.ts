import type { LinkTrouble } from '../known.ts'
import type { Answer } from './call.ts'

import { isRecord } from '#core/parse.ts'
import { SIGNED_HEADERS } from '#core/signature.ts'

/** What a relay calls a device that it does not know, or no more. */
const REVOKED: ReadonlySet<string> = new Set(['unknown-device', 'revoked-device'])

/** Whether the relay will never hear this key again. */
export function isRevoked(answer: Answer): boolean {
  return answer.kind === 'refused' && answer.status === 401 && REVOKED.has(answer.code)
}

/** By how much this device's clock is off, when that is why the relay refused. `now`: by that clock. */
export function clockTrouble(answer: Answer, now: number): LinkTrouble | null {
  if (answer.kind !== 'refused' || answer.code !== 'clock') return null
  const theirs = relayTime(answer.body) ?? answer.dateMs
  return { kind: 'clock', aheadMs: theirs === null ? 0 : Math.round(now - theirs), at: now }
}

/** The relay's own time, epoch ms, as it names it beside the header that was too far from it. */
function relayTime(body: unknown): number | null {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {}
  const issues: unknown[] = Array.isArray(error.issues) ? error.issues : []
  const issue = issues.filter(isRecord).find(({ path }) => path === SIGNED_HEADERS.time)
  const text = typeof issue?.message === 'string' ? issue.message : ''
  return /^[1-9]\d{11,14}$/.test(text) ? Number(text) : null
}
