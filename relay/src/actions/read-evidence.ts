import type { Evidence, PictureType } from '#core/evidence.ts'
import type { Context } from '../context.ts'
import type { EvidenceRow } from '../store/evidence.ts'

import { getEvidence, listEvidence } from '../store/evidence.ts'
import { evidenceFiles, jsonName, pictureName } from '../store/evidence-files.ts'
import { getWatch } from '../store/watches.ts'

export type { EvidenceRow }

/** Kept looks of one watch, newest first; `null` when there is no such watch. */
export async function readEvidenceList(
  context: Context,
  query: { watchId: string; limit: number },
): Promise<EvidenceRow[] | null> {
  const { DB } = context.env
  return (await getWatch(DB, query.watchId)) === null ? null : await listEvidence(DB, query)
}

/** All that one kept look saw; `null` when it is not there, or no more. */
export async function readEvidence(context: Context, id: string): Promise<Evidence | null> {
  const row = await getEvidence(context.env.DB, id)
  const file = row === null ? null : await evidenceFiles(context.env)?.get(jsonName(id))
  if (file === null || file === undefined) return null
  // Only keepEvidence writes these files.
  const evidence: Evidence = await new Response(file).json()
  return evidence
}

export type StoredPicture = { type: PictureType; content: ReadableStream<Uint8Array> }

/** The picture of one kept look, not yet read; `null` when it has none, or no more. */
export async function readPicture(context: Context, id: string): Promise<StoredPicture | null> {
  const facts = (await getEvidence(context.env.DB, id))?.picture ?? null
  const content = facts === null ? null : await evidenceFiles(context.env)?.get(pictureName(id))
  return facts === null || content === null || content === undefined ? null : { type: facts.type, content }
}
