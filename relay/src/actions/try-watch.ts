import type { PictureFacts } from '#core/evidence.ts'
import type { Observation } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Context } from '../context.ts'
import type { Drafted, WatchInput } from './add-watch.ts'

import { toBase64 } from '../base64.ts'
import { draftWatch } from './add-watch.ts'

export type Tried =
  | { kind: 'tried'; observation: Observation; verdict: Verdict; picture: TriedPicture | null }
  | Exclude<Drafted, { kind: 'drafted' }>

/** `data`: base64. */
type TriedPicture = PictureFacts & { data: string }

/**
 * One look at a page that is not watched, from its host's own lane, so as politely as any other. Nothing is kept.
 * With a `lookId` the admin's feed tells its steps under that id.
 */
export async function tryWatch(
  context: Context,
  { lookId, ...input }: WatchInput & { lookId?: string | undefined },
): Promise<Tried> {
  const drafted = await draftWatch(context, input)
  if (drafted.kind !== 'drafted') return drafted
  const { watch } = drafted
  const lane = context.env.LANE.getByName(watch.host)
  const { observation, verdict, picture: taken } = await lane.tryLook(watch, lookId)
  const picture = taken === null ? null : { ...taken.facts, data: toBase64(taken.content) }
  if (verdict.state !== 'available') return { kind: 'tried', observation, verdict, picture }
  // The types of RPC forget that a list of offers is never empty.
  const [first, ...others] = verdict.offers
  if (first === undefined) throw new Error('A lane said "available" without an offer')
  return { kind: 'tried', observation, verdict: { ...verdict, offers: [first, ...others] }, picture }
}
