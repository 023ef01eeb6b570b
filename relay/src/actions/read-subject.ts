import type { AuditFacts } from '#core/audit.ts'
import type { Context } from '../context.ts'

import { findSubject } from '../store/audit-subjects.ts'

/** `watches` of `/api/watches/x/check`, `account/keys` of `/api/account/keys/x`. */
export function subjectOf(path: string): string {
  const [, first = '', second = ''] = /^\/api\/([^/]+)(?:\/([^/]+))?/.exec(path) ?? []
  return first === 'account' ? `account/${second}` : first
}

/** How a thing stands, for the record; `null` when it is not there or nothing is told of such things. */
export async function readSubject(
  context: Context,
  subject: string,
  id: string | null,
): Promise<AuditFacts | null> {
  return await findSubject(context.env.DB, subject, id)
}
