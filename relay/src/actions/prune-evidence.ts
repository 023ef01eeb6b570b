import type { Context } from '../context.ts'

import { forgetEvidence, staleEvidence } from '../store/evidence.ts'
import { evidenceFiles, jsonName, pictureName } from '../store/evidence-files.ts'

/** In one go; what is left comes with the next hour. */
const ROUNDS_MOST = 20

/** Forgets evidence that is too old or too much: the files first, so that no file is without its row. */
export async function pruneEvidence(context: Context): Promise<void> {
  const { env, config } = context
  const files = evidenceFiles(env)
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    const now = context.now()
    const ids = await staleEvidence(env.DB, { before: now - config.retentionMs, now })
    if (ids.length === 0) return
    await files?.delete(ids.flatMap((id) => [jsonName(id), pictureName(id)]))
    await forgetEvidence(env.DB, ids)
  }
}
