import type { Proposal } from '#readers/teach.ts'
import type { Context } from '../context.ts'

import { teach } from '#readers/teach.ts'

import { markProven, samplesOfHost } from '../store/samples.ts'
import { getWatch } from '../store/watches.ts'

/** What all samples of the watch's host teach; nothing is changed until somebody takes it. `null`: no such watch. */
export async function teachWatch(context: Context, id: string): Promise<Proposal | null> {
  const { DB } = context.env
  const watch = await getWatch(DB, id)
  if (watch === null) return null
  const proposal = teach(await samplesOfHost(DB, watch.host), watch.target)
  if (proposal.ok)
    await markProven(
      DB,
      proposal.proven.map(({ sampleId }) => sampleId),
    )
  return proposal
}
