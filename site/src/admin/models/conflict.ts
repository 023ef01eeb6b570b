import type { Draft, TargetField } from './draft.ts'

import { TARGET_FIELDS } from './draft.ts'

export type DraftField = 'url' | 'name' | 'checkSeconds' | 'public' | TargetField

/** What somebody else saved while a watch was being edited: how it stood at first, and how it stands now. */
export type Conflict = { base: Draft; theirs: Draft }

/** One field that two wrote differently; `both`: each of them changed it. */
export type Difference = { field: DraftField; mine: string; theirs: string; both: boolean }

const FIELDS: readonly DraftField[] = ['name', 'url', 'checkSeconds', 'public', ...TARGET_FIELDS]

/** Every field in which what I wrote differs from what stands there now. Pure. */
export function differences(mine: Draft, { base, theirs }: Conflict): Difference[] {
  return FIELDS.flatMap((field) => {
    const [was, mineIs, theirsIs] = [base, mine, theirs].map((draft) => textOf(draft, field))
    if (was === undefined || mineIs === undefined || theirsIs === undefined || mineIs === theirsIs) return []
    return [{ field, mine: mineIs, theirs: theirsIs, both: mineIs !== was && theirsIs !== was }]
  })
}

/** Whose word holds unless somebody chooses: of who changed the field; mine where both did. */
export function usualChoice(mine: Draft, conflict: Conflict): ReadonlySet<DraftField> {
  const theirs = differences(mine, conflict).filter(
    ({ field, both }) => !both && textOf(mine, field) === textOf(conflict.base, field),
  )
  return new Set(theirs.map(({ field }) => field))
}

/** What I wrote, with these fields as they left them. */
export function merged(mine: Draft, theirs: Draft, fields: ReadonlySet<DraftField>): Draft {
  const from = (field: DraftField) => (fields.has(field) ? theirs : mine)
  const target = TARGET_FIELDS.map((field) => [field, from(field).target[field]] as const)
  return {
    url: from('url').url,
    name: from('name').name,
    checkSeconds: from('checkSeconds').checkSeconds,
    public: from('public').public,
    target: { ...mine.target, ...Object.fromEntries(target) },
  }
}

function textOf(draft: Draft, field: DraftField): string {
  if (field === 'public') return String(draft.public)
  return field === 'url' || field === 'name' || field === 'checkSeconds' ? draft[field] : draft.target[field]
}
