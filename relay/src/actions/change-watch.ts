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

export type WatchChange = { [key in keyof WatchInput]?: WatchInput[key] | undefined }

export type Changed =
  | { kind: 'changed'; watch: Watch }
  | { kind: 'unknown' }
  | { kind: 'address'; refusal: AddressRefusal }
  | { kind: 'target'; problems: TargetProblem[] }
  | { kind: 'duplicate' }

/** Another page or target is another truth: what was known of the old one is forgotten, its open release ended. */
export async function changeWatch(
  context: Context,
  { id, change }: { id: string; change: WatchChange },
): Promise<Changed> {
  const before = await getWatch(context.env.DB, id)
  if (before === null) return { kind: 'unknown' }
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
  const stored = await updateWatch(context.env.DB, watch)
  if (stored === 'gone') return { kind: 'unknown' }
  if (stored === 'duplicate') return { kind: 'duplicate' }
  await announceWatches(context, [watch], [before.host])
  await tell(context, DOOR_LINES.changed(watch))
  return { kind: 'changed', watch }
}
