import { redactPersonal } from './redact.ts'

export type AuditWho = { kind: 'session' | 'key' | 'relay'; id: string; name: string }

/** One field that an act changed; `null`: it was not there, or is no more. */
export type AuditChange = { field: string; before: string | null; after: string | null }

/** `what` is the name of the call in the contract (`changeWatch`). */
export type AuditLine = {
  id: number
  at: number
  who: AuditWho
  what: string
  target: string | null
  changes: AuditChange[]
}

/** A thing as it stands: flat, and without what nobody may read. */
export type AuditFacts = Record<string, unknown>

const FIELDS_MOST = 30
const TEXT_MOST = 300
const SECRET = /password|secret|token|hash|address|public_?key|cookie|auth/i
/** They change with everything. */
const NOISE = /^(?:updated|created)_?at$|^version$/i

/** What differs between two states, bounded, without secrets, mail addresses and phone numbers. */
export function diffFacts(
  before: AuditFacts | null,
  after: AuditFacts | null,
  secrets: readonly string[] = [],
): AuditChange[] {
  const [old, now] = [flatten(before), flatten(after)]
  const names = [...new Set([...old.keys(), ...now.keys()])].filter(
    (name) => old.get(name) !== now.get(name) && !NOISE.test(name),
  )
  const show = (name: string, text: string | undefined) => {
    if (text === undefined) return null
    return SECRET.test(name)
      ? '•••'
      : redactPersonal(text.slice(0, 4 * TEXT_MOST), secrets).slice(0, TEXT_MOST)
  }
  return names.slice(0, FIELDS_MOST).map((name) => ({
    field: name.slice(0, 80),
    before: show(name, old.get(name)),
    after: show(name, now.get(name)),
  }))
}

/** JSON text in a column is opened one level, so that one changed setting shows alone. */
function flatten(facts: AuditFacts | null): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [name, value] of Object.entries(facts ?? {})) {
    const opened = openJson(value)
    if (opened === null) put(flat, name, value)
    else for (const [key, inner] of Object.entries(opened)) put(flat, `${name}.${key}`, inner)
  }
  return flat
}

function put(flat: Map<string, string>, name: string, value: unknown): void {
  if (value === null || value === undefined) return
  flat.set(name, typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
}

function openJson(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'string' || !value.startsWith('{')) return null
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null
  } catch {
    return null
  }
}
