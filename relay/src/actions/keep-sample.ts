import type { Sample, Says } from '#core/sample.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { Drafted } from './add-watch.ts'

import { SAMPLE_BYTES_MOST, keptHeaders, sameVerdict } from '#core/sample.ts'
import { cleanAddress } from '#core/redact.ts'
import { cleanPage } from '#readers/sample-clean.ts'
import { rereadPage } from '#readers/sample-read.ts'

import { insertSample } from '../store/samples.ts'
import { getWatch } from '../store/watches.ts'
import { draftWatch } from './add-watch.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

export type SampleInput = {
  says: Says
  rendered: boolean
  url?: string | undefined
  watchId?: string | undefined
  where?: string | undefined
}

export type KeptSample =
  | { kind: 'kept'; sample: Sample; seen: Verdict }
  | { kind: 'unknown' }
  /** Nothing came that could be kept: what was seen instead. */
  | { kind: 'no-page'; seen: Verdict }
  | { kind: 'too-large'; bytes: number }
  | Exclude<Drafted, { kind: 'drafted' }>

/** Looks at a page now, politely as ever, and keeps it cleaned, with what somebody says that it shows. */
export async function keepSample(context: Context, input: SampleInput): Promise<KeptSample> {
  const asked = await watchFor(context, input)
  if (asked.kind !== 'drafted') return asked
  const { watch } = asked
  const looked = await context.env.LANE.getByName(watch.host).sampleLook(watch, input.rendered)
  const { observation } = looked
  const seen = toVerdict(looked.verdict)
  if (looked.html === '') return { kind: 'no-page', seen }
  const html = cleanPage(looked.html, { rendered: input.rendered })
  const bytes = new TextEncoder().encode(html).byteLength
  if (bytes > SAMPLE_BYTES_MOST) return { kind: 'too-large', bytes }
  const page = {
    html,
    url: cleanAddress(watch.url),
    finalUrl: cleanAddress(observation.finalUrl),
    status: observation.status,
    headers: keptHeaders(observation.headers),
    at: observation.at,
    rendered: input.rendered,
  }
  const { verdict } = rereadPage(page, watch.target)
  const sample: Sample = {
    ...page,
    id: context.newId(),
    host: watch.host,
    says: input.says,
    ...(input.where === undefined ? {} : { where: input.where }),
    ...(input.watchId === undefined ? {} : { watchId: input.watchId }),
    verdict,
    faithful: sameVerdict(seen, verdict),
    proven: false,
  }
  await insertSample(context.env.DB, sample)
  await tell(context, DOOR_LINES.sampled(sample))
  return { kind: 'kept', sample, seen }
}

type Asked = { kind: 'drafted'; watch: Watch } | { kind: 'unknown' } | Exclude<Drafted, { kind: 'drafted' }>

async function watchFor(context: Context, { url, watchId }: SampleInput): Promise<Asked> {
  const known = watchId === undefined ? null : await getWatch(context.env.DB, watchId)
  if (watchId !== undefined && known === null) return { kind: 'unknown' }
  if (known !== null && url === undefined) return { kind: 'drafted', watch: known }
  const address = url ?? ''
  const drafted = await draftWatch(context, {
    name: address.slice(0, 120),
    url: address,
    target: known?.target,
  })
  return drafted.kind === 'drafted' && known !== null
    ? { kind: 'drafted', watch: { ...drafted.watch, id: known.id } }
    : drafted
}

/** The types of RPC forget that a list of offers is never empty. */
function toVerdict(verdict: Awaited<ReturnType<Lane['sampleLook']>>['verdict']): Verdict {
  if (verdict.state !== 'available') return verdict
  const [first, ...others] = verdict.offers
  if (first === undefined) throw new Error('A lane said "available" without an offer')
  return { ...verdict, offers: [first, ...others] }
}
type Lane = ReturnType<Context['env']['LANE']['getByName']>
