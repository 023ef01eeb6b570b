import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { TargetInput } from './add-watch.ts'
import type { KnownChange } from './plan-import.ts'

import { insertWatches, listWatches } from '../store/watches.ts'
import { announceWatches } from './announce-watch.ts'
import { writeChange } from './change-watch.ts'
import { planImport } from './plan-import.ts'
import { setSomePaused } from './pause-watch.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

/** One row that was checked: the fields that the file gives. */
export type RowInput = {
  id?: string | undefined
  name: string
  url: string
  target?: TargetInput | undefined
  checkSeconds?: number | undefined
  public?: boolean | undefined
  paused?: boolean | undefined
}

/** A row as its fields are, or what is wrong with it. */
export type FileEntry = { row: number } & (
  | { input: RowInput }
  | { name: string; issues: { path: string; message: string }[] }
)

export type FieldChange = { field: string; before: string; after: string }

/** What importing one row does. `code`: as of the refusals of a single watch, or `twice`: the page stands above. */
export type PlannedRow = { row: number; name: string; url: string } & (
  | { does: 'add'; fields: FieldChange[] }
  | { does: 'change'; fields: FieldChange[] }
  | { does: 'nothing' }
  | { does: 'refuse'; code: string; issues: { path: string; message: string }[] }
)

/** `seen`: stands for the whole of what the rows say; another one means that the world has changed since. */
export type Preview = { rows: PlannedRow[]; seen: string }

export type ImportOutcome =
  | { kind: 'imported'; added: number; changed: number }
  | { kind: 'stale' }
  | { kind: 'full' }
  | { kind: 'duplicate' }

export function exportWatches(context: Context): Promise<Watch[]> {
  return listWatches(context.env.DB)
}

/** What importing these rows would do now. Nothing is changed. */
export async function previewImport(context: Context, entries: readonly FileEntry[]): Promise<Preview> {
  const plan = await planImport(context, entries)
  const rows = plan.map(({ shown }) => shown)
  return { rows, seen: await digest(JSON.stringify(rows)) }
}

/** Does what was seen, for the rows that were chosen; when it would be another thing by now, nothing is done. */
export async function importWatches(
  context: Context,
  { entries, chosen, seen }: { entries: readonly FileEntry[]; chosen: readonly number[]; seen: string },
): Promise<ImportOutcome> {
  const plan = await planImport(context, entries)
  if ((await digest(JSON.stringify(plan.map(({ shown }) => shown)))) !== seen) return { kind: 'stale' }
  const wanted = plan.filter(({ shown }) => chosen.includes(shown.row))
  const fresh = wanted.flatMap(({ add }) => (add === undefined ? [] : [add]))
  const stored = await insertWatches(
    context.env.DB,
    fresh.map(({ watch }) => watch),
  )
  if (stored === 'full' || stored === 'duplicate') return { kind: stored }
  const changed = await changeAll(
    context,
    wanted.flatMap(({ change }) => change ?? []),
  )
  await announceNew(
    context,
    fresh.map(({ watch }) => watch),
  )
  return { kind: 'imported', added: fresh.length, changed }
}

/** How many were changed. One that somebody else changed in this very moment stays as they left it. */
async function changeAll(context: Context, changes: readonly KnownChange[]): Promise<number> {
  const written: { watch: Watch; oldHost: string }[] = []
  for (const { watch, input } of changes.filter(({ isWritten }) => isWritten)) {
    const { id: _, paused: __, ...change } = input
    const outcome = await writeChange(context, { id: watch.id, change, seen: watch.updatedAt })
    if (outcome.kind === 'changed') written.push(outcome)
  }
  const ids = new Set(written.map(({ watch }) => watch.id))
  const done = changes.filter(({ watch, isWritten }) => !isWritten || ids.has(watch.id))
  if (done.length === 0) return 0
  await announceWatches(
    context,
    written.map(({ watch }) => watch),
    written.map(({ oldHost }) => oldHost),
  )
  await tell(context, DOOR_LINES.importChanged(done.length))
  for (const wish of ['pause', 'resume'] as const) {
    const turned = done.filter(({ turn }) => turn === wish)
    await setSomePaused(
      context,
      turned.map(({ watch }) => watch.id),
      wish,
    )
  }
  return done.length
}

async function announceNew(context: Context, fresh: readonly Watch[]): Promise<void> {
  if (fresh.length === 0) return
  await announceWatches(context, fresh)
  await tell(context, DOOR_LINES.imported(fresh.length))
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
