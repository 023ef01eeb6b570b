import type { AlertContent } from '#core/alert.ts'
import type { Evidence, Glimpse } from '#core/evidence.ts'
import type { StateEvent } from '#core/state.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { Looked, Picture } from '../kinds/kind.ts'
import type { Before } from '../store/fan-out.ts'

import { CHANNEL_NAMES } from '#core/alert.ts'
import { cleanEvidence, evidenceCause } from '#core/evidence.ts'

import { CHANNELS } from '../channels/registry.ts'
import { announceEvidence, finishEvidence, latestPicture } from '../store/evidence.ts'
import { evidenceFiles, jsonName, pictureName } from '../store/evidence-files.ts'
import { oweToTold } from './owe-alerts.ts'
import { pruneEvidence } from './prune-evidence.ts'
import { secretsOf, tell } from './tell.ts'

/** One recorded look, for whoever keeps what it saw. */
export type Recordable = {
  watch: Watch
  checkId: string
  /** Of the look before; `null` when there was none. */
  before: Glimpse | null
  /** Somebody asked for this check. */
  forced: boolean
  looked: Looked
  events: readonly StateEvent[]
}

/** A second look may have been needed before anybody is told: the picture of the first one shows the same. */
const PICTURE_FRESH_MS = 600_000

/** Whether a page that reads so is to be pictured; `undefined` where evidence has no home. */
export function pictureWish(
  context: Context,
  { before, forced }: Pick<Recordable, 'before' | 'forced'>,
): ((verdict: Verdict) => boolean) | undefined {
  if (evidenceFiles(context.env) === null) return undefined
  return (verdict) => forced || evidenceCause(before, verdict) !== null
}

/**
 * Keeps what a look saw when it deserves to be kept, and owes its picture to whoever is told of it. Runs
 * beside the next checks and never throws: evidence that is lost is told and costs nothing else.
 */
export async function keepEvidence(context: Context, recorded: Recordable): Promise<void> {
  try {
    const picture = (await recorded.looked.picture) ?? null
    const evidence = evidenceOf(context, recorded, picture)
    if (evidence !== null) await store(context, evidence, picture)
    const pictured = picture === null ? null : evidence
    await owePictures(context, recorded, pictured?.id ?? null)
    if (evidence !== null) await pruneEvidence(context)
  } catch (error) {
    const { id: watchId, name } = recorded.watch
    await tell(context, {
      level: 'warning',
      message: `${name} : preuve non gardée, ${String(error)}`,
      watchId,
    })
  }
}

function evidenceOf(context: Context, recorded: Recordable, picture: Picture | null): Evidence | null {
  const { watch, checkId, before, forced, looked } = recorded
  const { observation, verdict } = looked
  const cause = evidenceCause(before, verdict) ?? (forced ? 'asked' : null)
  if (cause === null) return null
  const facts = { id: context.newId(), watchId: watch.id, checkId, at: observation.at, cause }
  return cleanEvidence(
    { ...facts, verdict, observation, picture: picture?.facts ?? null },
    secretsOf(context.env),
  )
}

/** The row first, then the files, then the row's word that they are there: nothing is ever left without a row. */
async function store(context: Context, evidence: Evidence, picture: Picture | null): Promise<void> {
  const { env } = context
  const files = evidenceFiles(env)
  if (files === null) return
  const json = new TextEncoder().encode(JSON.stringify(evidence))
  await announceEvidence(env.DB, evidence, json.length + (picture?.facts.bytes ?? 0))
  await files.put(jsonName(evidence.id), json)
  if (picture !== null) await files.put(pictureName(evidence.id), picture.content)
  await finishEvidence(env.DB, evidence.id)
}

const PICTURING = CHANNEL_NAMES.filter((name) => 'sendPicture' in CHANNELS[name])
const TOLD = new Set<StateEvent['type']>(['opened', 'more', 'ambiguous'])

/** Whom a text about what was seen is owed is owed its picture too, where the channel can show one. */
async function owePictures(context: Context, recorded: Recordable, own: string | null): Promise<void> {
  const { env } = context
  const { watch, looked, events } = recorded
  const { at: seenAt } = looked.observation
  if (!events.some(({ type }) => TOLD.has(type))) return
  const fresh = { watchId: watch.id, state: looked.verdict.state, since: seenAt - PICTURE_FRESH_MS }
  const evidenceId = own ?? (await latestPicture(env.DB, fresh))
  if (evidenceId === null) return
  const content: AlertContent = { kind: 'picture', watchId: watch.id, name: watch.name, evidenceId, seenAt }
  const before: Before = { kinds: ['opened', 'more', 'look'], watchId: watch.id, seenAt, channels: PICTURING }
  await env.DB.batch(oweToTold(context, content, before))
  await env.OUTBOX.getByName('outbox').wake()
}
