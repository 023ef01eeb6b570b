import type { Observation } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Context } from '../context.ts'
import type { Drafted, WatchInput } from './add-watch.ts'

import { draftWatch } from './add-watch.ts'

export type Tried =
  | { kind: 'tried'; observation: Observation; verdict: Verdict }
  | Exclude<Drafted, { kind: 'drafted' }>

/** One look at a page that is not watched, from its host's own lane, so as politely as any other. Nothing is kept. */
export async function tryWatch(context: Context, input: WatchInput): Promise<Tried> {
  const drafted = await draftWatch(context, input)
  if (drafted.kind !== 'drafted') return drafted
  const { watch } = drafted
  const { observation, verdict } = await context.env.LANE.getByName(watch.host).tryLook(watch)
  if (verdict.state !== 'available') return { kind: 'tried', observation, verdict }
  // The types of RPC forget that a list of offers is never empty.
  const [first, ...others] = verdict.offers
  if (first === undefined) throw new Error('A lane said "available" without an offer')
  return { kind: 'tried', observation, verdict: { ...verdict, offers: [first, ...others] } }
}
