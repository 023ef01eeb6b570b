import type { SeatsTarget, Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { AddressRefusal } from '../kinds/kind.ts'
import type { TargetProblem } from './check-target.ts'

import { insertWatch } from '../store/watches.ts'
import { announceWatches } from './announce-watch.ts'
import { checkTarget } from './check-target.ts'
import { guardAddress } from './guard-address.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

export type TargetInput = { [key in keyof SeatsTarget]: SeatsTarget[key] | undefined }

export type WatchInput = {
  name: string
  url: string
  target?: TargetInput | undefined
  checkSeconds?: number | undefined
  public?: boolean | undefined
}

export type Drafted =
  | { kind: 'drafted'; watch: Watch }
  | { kind: 'address'; refusal: AddressRefusal }
  | { kind: 'target'; problems: TargetProblem[] }

export type Added = { kind: 'added'; watch: Watch } | Exclude<Drafted, { kind: 'drafted' }> | Refusal
type Refusal = { kind: 'duplicate' } | { kind: 'full' }

/** Watches one page more, from now on. Nothing leaves for an address that is refused. */
export async function addWatch(context: Context, input: WatchInput): Promise<Added> {
  const drafted = await draftWatch(context, input)
  if (drafted.kind !== 'drafted') return drafted
  const { watch } = drafted
  const stored = await insertWatch(context.env.DB, watch)
  if (stored === 'duplicate' || stored === 'full') return { kind: stored }
  await announceWatches(context, [watch])
  await tell(context, DOOR_LINES.added(watch))
  return { kind: 'added', watch }
}

/** The watch that would be stored, if its address and target may be. */
export async function draftWatch(context: Context, input: WatchInput): Promise<Drafted> {
  const target = toTarget(input.target ?? {})
  const problems = checkTarget(target)
  if (problems.length > 0) return { kind: 'target', problems }
  const refusal = await guardAddress(context, input.url)
  if (refusal !== null) return { kind: 'address', refusal }
  const { url, host } = normalise(input.url)
  const at = context.now()
  const watch: Watch = {
    id: context.newId(),
    kind: 'seats',
    name: input.name,
    url,
    host,
    target,
    checkSeconds: input.checkSeconds ?? context.config.checkSeconds,
    public: input.public ?? true,
    createdAt: at,
    updatedAt: at,
  }
  return { kind: 'drafted', watch }
}

/** One spelling of one page: what comes after `#` never leaves a browser. */
export function normalise(given: string): { url: string; host: string } {
  const url = new URL(given)
  url.hash = ''
  return { url: url.href, host: url.host }
}

export function toTarget(given: TargetInput): SeatsTarget {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
