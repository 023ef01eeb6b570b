import type { ApiError } from '#relay/client.ts'

/** Why an act of the admin did not come about. Worded in one place: `word-trouble.ts`. */
export type Trouble =
  | { kind: 'offline' }
  /** Nobody answered. */
  | { kind: 'unreachable' }
  /** No answer within the time that this act may take. */
  | { kind: 'slow' }
  /** The session has ended. */
  | { kind: 'signed-out' }
  /** The relay said no; `waitMs` when it said for how long. */
  | { kind: 'refused'; status: number; code: string; issues: Issues; waitMs: number | null }
  /** The answer is none of this version of the relay. */
  | { kind: 'unreadable' }

export type Issues = NonNullable<ApiError['issues']>

export type Answer<T> = { ok: true; value: T } | { ok: false; trouble: Trouble }

/** What was to be deleted is not there: somebody else was first, and it is as wished. */
export function isGone(trouble: Trouble): boolean {
  return trouble.kind === 'refused' && trouble.status === 404
}

export function isRefusedAs(trouble: Trouble | null, code: string): boolean {
  return trouble?.kind === 'refused' && trouble.code === code
}

/** What the relay holds against one field, by its path in the request (`target.anchor`); `undefined` when nothing. */
export function issueOf(trouble: Trouble | null, path: string): Issues[number] | undefined {
  return trouble?.kind === 'refused' ? trouble.issues.find((issue) => issue.path === path) : undefined
}
