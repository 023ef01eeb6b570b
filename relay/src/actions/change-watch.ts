import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { AddressRefusal } from '../kinds/kind.ts'
import type { TargetProblem } from './check-target.ts'
import type { WatchInput } from './add-watch.ts'

import { getWatch, updateWatch } from '../store/watches.ts'
import { normalise, toTarget } from './add-watch.ts'
import { announceWatches } from './announce-watch.ts'
import { checkTarget } from './check-target.ts'
import { guardAddress } from './guard-address.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

type WatchChange = { [key in keyof WatchInput]?: WatchInput[key] | undefined }

export type Changed =
  | { kind: 'changed'; watch: Watch; oldHost: string }
  | { kind: 'unknown' }
  | { kind: 'address'; refusal: AddressRefusal }
  | { kind: 'target'; problems: TargetProblem[] }
  | { kind: 'duplicate' }
  /** Somebody else changed it since it was as the editor saw it; this is how it stands. */
  | { kind: 'conflict'; current: Watch }

type Asked = {
  id: string
  change: WatchChange
  /** `updatedAt` of the watch that the editor had before them; without it the change is made to whatever is there. */
  seen?: number | undefined
}

/** Another page or target is another truth: what was known of the old one is forgotten, its open release ended. */
export async function changeWatch(context: Context, asked: Asked): Promise<Changed> {
  const outcome = await writeChange(context, asked)
  if (outcome.kind !== 'changed') return outcome
  await announceWatches(context, [outcome.watch], [outcome.oldHost])
  await tell(context, DOOR_LINES.changed(outcome.watch))
  return outcome
}

/** The same, and nobody is told of it yet. */
export async function writeChange(context: Context, { id, change, seen }: Asked): Promise<Changed> {
  const before = await getWatch(context.env.DB, id)
  if (before === null) return { kind: 'unknown' }
  if (seen !== undefined && seen !== before.updatedAt) return { kind: 'conflict', current: before }
  const target = change.target === undefined ? before.target : toTarget(change.target)
  const problems = checkTarget(target)
  if (problems.length > 0) return { kind: 'target', problems }
  const refusal = change.url === undefined ? null : await guardAddress(context, change.url)
  if (refusal !== null) return { kind: 'address', refusal }
  const watch: Watch = {
    ...before,
    ...(change.url === undefined ? {} : normalise(change.url)),
    name: change.name ?? before.name,
    target,
    checkSeconds: change.checkSeconds ?? before.checkSeconds,
    public: change.public ?? before.public,
    // Lanes tell two states of a watch apart by it.
    updatedAt: Math.max(context.now(), before.updatedAt + 1),
  }
  const stored = await updateWatch(context.env.DB, before, watch)
  // Somebody was quicker by a moment: with an editor's version that is a conflict, else the next try settles it.
  if (stored === 'changed') return await writeChange(context, { id, change, seen })
  if (stored === 'gone') return { kind: 'unknown' }
  if (stored !== 'stored') return { kind: 'duplicate' }
  return { kind: 'changed', watch, oldHost: before.host }
}
