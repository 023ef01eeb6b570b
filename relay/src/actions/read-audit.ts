import type { AuditLine, AuditWho } from '#core/audit.ts'
import type { Context } from '../context.ts'
import type { AuditQuery } from '../store/audit.ts'

import { csvLine } from '#core/csv.ts'

import { listAudit, listAuditNames } from '../store/audit.ts'

/** A page of the record, newest first. `next`: for `before`; `null` at the end. */
export async function readAuditPage(
  context: Context,
  query: AuditQuery,
): Promise<{ lines: AuditLine[]; next: number | null }> {
  const found = await listAudit(context.env.DB, { ...query, limit: query.limit + 1 })
  const lines = found.slice(0, query.limit)
  return { lines, next: found.length > query.limit ? (lines.at(-1)?.id ?? null) : null }
}

/** Everybody and every call that the record knows. */
export async function readAuditNames(context: Context): Promise<{ who: AuditWho[]; what: string[] }> {
  return await listAuditNames(context.env.DB)
}

const PIECE = 500
const EXPORT_MOST = 50_000

/** The same in pieces, for a file. */
export async function* eachAudit(
  context: Context,
  query: Omit<AuditQuery, 'before' | 'limit'>,
): AsyncGenerator<AuditLine[]> {
  let before: number | null = null
  for (let told = 0; told < EXPORT_MOST; told += PIECE) {
    const lines: AuditLine[] = await listAudit(context.env.DB, { ...query, before, limit: PIECE })
    if (lines.length > 0) yield lines
    before = lines.at(-1)?.id ?? null
    if (before === null || lines.length < PIECE) return
  }
}

export const AUDIT_HEAD = csvLine(['at', 'kind', 'who', 'name', 'what', 'target', 'changes'])

export function auditCsv(lines: readonly AuditLine[]): string {
  return lines
    .map(({ at, who, what, target, changes }) => {
      const told = changes.map(({ field, before, after }) => `${field}: ${before ?? '∅'} → ${after ?? '∅'}`)
      const day = new Date(at).toISOString()
      return csvLine([day, who.kind, who.id, who.name, what, target ?? '', told.join(' | ')])
    })
    .join('')
}
