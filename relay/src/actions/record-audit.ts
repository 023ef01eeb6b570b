import type { AuditChange, AuditWho } from '#core/audit.ts'
import type { Context } from '../context.ts'

import { insertAudit } from '../store/audit.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

type Act = { who: AuditWho; what: string; target?: string | null; changes?: readonly AuditChange[] }

/**
 * Writes who did what. What was done is done: a record that cannot be written is told to the log, and does not
 * make the act look as if it had failed.
 */
export async function recordAudit(context: Context, act: Act): Promise<void> {
  const { who, what, target = null, changes = [] } = act
  try {
    await insertAudit(context.env.DB, { at: context.now(), who, what, target, changes: [...changes] })
  } catch (error) {
    await tell(context, {
      level: 'error',
      message: `Registre : ${what} n’a pas pu être écrit (${String(error)})`,
    })
  }
  const line = DOOR_LINES.account(what)
  // Who else has the admin open sees it at once.
  if (line !== null) await tell(context, line)
}
