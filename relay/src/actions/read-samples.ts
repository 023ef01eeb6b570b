import type { Sample, SampleLine } from '#core/sample.ts'
import type { Context } from '../context.ts'

import { deleteSample, getSample, listSamples } from '../store/samples.ts'

/** Newest first, without their pages; of one host, or of all. */
export const readSamples = (context: Context, host: string | null): Promise<SampleLine[]> =>
  listSamples(context.env.DB, host)

export const readSample = (context: Context, id: string): Promise<Sample | null> =>
  getSample(context.env.DB, id)

/** `false` when there is none. */
export const removeSample = (context: Context, id: string): Promise<boolean> =>
  deleteSample(context.env.DB, id)
