import type { Reporter } from '#core/reporter.ts'
import type { PublicKey } from '#core/signature.ts'
import type { TrustLine } from '#core/trust-line.ts'
import type { Context } from '../context.ts'
import type { TrustQuery } from '../store/trust-log.ts'

import { scoreAt, weigh } from '#core/trust.ts'

import { changeKey, getReporter, listReporters, patchReporter } from '../store/devices.ts'
import { forgetAllWords, forgetReporter, forgetWords } from '../store/states.ts'
import { noteTrust, readTrustLog } from '../store/trust-log.ts'
import { isNobodyHeard, switchAll, switchWatch, unheardWatches } from '../store/unheard-watches.ts'
import { getWatch } from '../store/watches.ts'
import { fingerprintOf, importKey } from './device-key.ts'
import { forgetStatus } from './serve-status.ts'
import { tell } from './tell.ts'
import { TRUST_LINES } from './words-for-trust.ts'

/** A device as the operator sees it. */
export type ReporterLine = Omit<Reporter, 'key' | 'oldKey' | 'scoredAt' | 'scopes'> & {
  fingerprint: string
  /** `new`: nothing it said was ever confirmed. `doubted`: it was contradicted of late, and nothing comes of its reports. */
  standing: 'new' | 'good' | 'doubted'
}

/** What a device may know of itself: not how far it is believed. */
export type OwnReporter = Pick<Reporter, 'id' | 'owner' | 'label' | 'scopes' | 'createdAt'> & {
  fingerprint: string
}

export async function readReporters(
  context: Context,
): Promise<{ reporters: ReporterLine[]; unheard: string[]; heard: boolean }> {
  const { DB } = context.env
  const [reporters, unheard, isNobody] = await Promise.all([
    listReporters(DB),
    unheardWatches(DB),
    isNobodyHeard(DB),
  ])
  const lines = await Promise.all(reporters.map((one) => toLine(context, one)))
  return { reporters: lines, unheard, heard: !isNobody }
}

async function toLine(context: Context, reporter: Reporter): Promise<ReporterLine> {
  const { key, oldKey: _old, scoredAt: _at, scopes: _scopes, ...rest } = reporter
  const now = context.now()
  const score = Math.round(scoreAt(reporter, now) * 10) / 10
  const isDoubted = weigh({ ...reporter, state: 'active' }, now) === 'shadow'
  const standing = isDoubted ? 'doubted' : reporter.confirmed > 0 ? 'good' : 'new'
  return { ...rest, score, standing, fingerprint: await fingerprintOf(key) }
}

export async function ownReporter({
  id,
  owner,
  label,
  scopes,
  key,
  createdAt,
}: Reporter): Promise<OwnReporter> {
  return { id, owner, label, scopes, createdAt, fingerprint: await fingerprintOf(key) }
}

export type ReporterChange = { muted?: boolean; own?: boolean; owner?: string; label?: string }

/** `null` when there is no such device, or it is revoked. */
export async function changeReporter(
  context: Context,
  id: string,
  change: ReporterChange,
): Promise<ReporterLine | null> {
  const { DB } = context.env
  const at = context.now()
  const before = await getReporter(DB, id)
  const { muted, own, owner, label } = change
  const after = await patchReporter(DB, id, {
    ...(muted === undefined ? {} : { state: muted ? 'muted' : 'active' }),
    ...(own === undefined ? {} : { own }),
    ...(owner === undefined ? {} : { owner }),
    ...(label === undefined ? {} : { label }),
    at,
  })
  if (before === null || after === null) return null
  const events: ('muted' | 'unmuted' | 'marked-own' | 'unmarked-own' | 'renamed')[] = []
  if (before.state !== after.state) events.push(after.state === 'muted' ? 'muted' : 'unmuted')
  if (before.own !== after.own) events.push(after.own ? 'marked-own' : 'unmarked-own')
  if (before.owner !== after.owner || before.label !== after.label) events.push('renamed')
  if (events.length > 0)
    await DB.batch([
      ...events.map((what) => noteTrust(DB, { at, who: 'operator', what, reporterId: id, why: after.owner })),
      ...(after.state === 'muted' ? [forgetReporter(DB, id)] : []),
    ])
  for (const event of events) await tell(context, TRUST_LINES[event](after))
  forgetStatus()
  return await toLine(context, after)
}

/** Ends what a device may do, at once. `by`: the operator, or the device itself. `false` when there is none. */
export async function revokeReporter(
  context: Context,
  id: string,
  by: 'operator' | 'device',
): Promise<boolean> {
  const { DB } = context.env
  const at = context.now()
  const revoked = await patchReporter(DB, id, { state: 'revoked', at })
  if (revoked === null) return false
  const isOwn = by === 'device'
  await DB.batch([
    noteTrust(DB, { at, who: isOwn ? id : 'operator', what: isOwn ? 'left' : 'revoked', reporterId: id }),
    forgetReporter(DB, id),
  ])
  forgetStatus()
  await tell(context, TRUST_LINES[isOwn ? 'left' : 'revoked'](revoked))
  return true
}

const OLD_KEY_MS = 24 * 3_600_000

/** Takes a new key, which the old one has signed for; that one counts for a day more. Answers until when, epoch ms. */
export async function rotateKey(
  context: Context,
  reporter: Reporter,
  key: PublicKey,
): Promise<{ oldUntil: number; fingerprint: string } | null> {
  if ((await importKey(key)) === null) return null
  const { DB } = context.env
  const at = context.now()
  const oldUntil = at + OLD_KEY_MS
  const fingerprint = await fingerprintOf(key)
  const { id } = reporter
  await DB.batch([
    changeKey(DB, { id, key, oldUntil, at }),
    noteTrust(DB, { at, who: id, what: 'new-key', reporterId: id, subject: fingerprint }),
  ])
  return { oldUntil, fingerprint }
}

/** Whether browsers are heard about a watch. `false` when there is no such watch. */
export async function hearAbout(context: Context, watchId: string, heard: boolean): Promise<boolean> {
  const { DB } = context.env
  const watch = await getWatch(DB, watchId)
  if (watch === null) return false
  const at = context.now()
  await DB.batch([
    switchWatch(DB, { watchId, heard, at }),
    ...(heard ? [] : [forgetWords(DB, watchId)]),
    noteTrust(DB, { at, who: 'operator', what: heard ? 'heard' : 'unheard', watchId }),
  ])
  forgetStatus()
  await tell(context, TRUST_LINES.switched(watch, heard))
  return true
}

/** Whether browsers are heard at all: the switch for when reports cannot be trusted any more. */
export async function hearAll(context: Context, heard: boolean): Promise<void> {
  const { DB } = context.env
  const at = context.now()
  await DB.batch([
    switchAll(DB, { heard, at }),
    ...(heard ? [] : [forgetAllWords(DB)]),
    noteTrust(DB, { at, who: 'operator', what: heard ? 'all-heard' : 'all-unheard' }),
  ])
  forgetStatus()
  await tell(context, TRUST_LINES.switchedAll(heard))
}

/** Newest first; `next` to read on from, `null` at the end. */
export async function readAudit(
  context: Context,
  query: TrustQuery,
): Promise<{ lines: TrustLine[]; next: number | null }> {
  const lines = await readTrustLog(context.env.DB, query)
  return { lines, next: lines.length < query.limit ? null : (lines.at(-1)?.id ?? null) }
}
