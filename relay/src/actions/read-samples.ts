import type { Sample, SampleLine } from '#core/sample.ts'
import type { Context } from '../context.ts'

import { deleteSample, getSample, listSamples } from '../store/samples.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

/** Newest first, without their pages; of one host, or of all. */
export const readSamples = (context: Context, host: string | null): Promise<SampleLine[]> =>
  listSamples(context.env.DB, host)

export const readSample = (context: Context, id: string): Promise<Sample | null> =>
  getSample(context.env.DB, id)

/** `false` when there is none. */
export async function removeSample(context: Context, id: string): Promise<boolean> {
  const host = await deleteSample(context.env.DB, id)
  if (host === null) return false
  await tell(context, DOOR_LINES.unsampled(host))
  return true
}
