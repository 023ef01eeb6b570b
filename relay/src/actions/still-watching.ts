import type { SightShare } from '#core/alert.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { BlindSpan } from '../store/blindness.ts'

import { sightShare } from '#core/sight.ts'

import { blindSpans } from '../store/blindness.ts'
import { anyReleaseWithin } from '../store/digest.ts'
import { getSetting, putSetting } from '../store/settings.ts'
import { readStates } from '../store/states.ts'
import { listWatches } from '../store/watches.ts'
import { oweToOperator } from './owe-alerts.ts'

const KEY = 'still_watching_at'

/** When the running span began, and the check counts then, by watch. */
type Span = { from: number; checks: Record<string, number> }

/** The counts at its end beside it. */
type Ended = Span & { to: number; now: Record<string, number> }

/**
 * Every `STILL_WATCHING_HOURS`, when nothing was found: owes the message that says for how long each watch could
 * see. Answers when to call again (epoch ms). The span is kept in D1, so that a restart does not begin it anew.
 */
export async function stillWatching(context: Context): Promise<number> {
  const { env, config } = context
  const now = context.now()
  const stored = parseSpan(await getSetting(env.DB, KEY))
  if (stored !== null && stored.from <= now) {
    const at = stored.from + config.stillWatchingMs
    if (now < at) return at
  }
  const states = await readStates(env.DB)
  const checks = Object.fromEntries([...states].map(([id, state]) => [id, state.checks]))
  const next: Span = { from: now, checks }
  const owed = stored === null ? [] : await oweDigest(context, { ...stored, to: now, now: checks })
  await env.DB.batch([...owed, putSetting(env.DB, KEY, JSON.stringify(next))])
  return now + config.stillWatchingMs
}

async function oweDigest(context: Context, span: Ended): Promise<D1PreparedStatement[]> {
  const { DB } = context.env
  const { from, to } = span
  const watches = await listWatches(DB)
  if (watches.length === 0 || (await anyReleaseWithin(DB, from, to))) return []
  const spans = Map.groupBy(await blindSpans(DB, from, to), ({ watchId }) => watchId)
  const shares = watches.map((watch) => shareOf(watch, spans.get(watch.id) ?? [], span))
  return oweToOperator(context, { kind: 'still-watching', from, to, watches: shares })
}

function shareOf({ id, name, createdAt }: Watch, spans: BlindSpan[], span: Ended): SightShare {
  const neverLooked = span.now[id] === undefined ? [{ beganAt: createdAt, endedAt: null }] : []
  const checks = Math.max(0, (span.now[id] ?? 0) - (span.checks[id] ?? 0))
  const { from, to } = span
  return {
    watchId: id,
    name,
    checks,
    ...sightShare({ from, to, createdAt, spans: [...spans, ...neverLooked] }),
  }
}

function parseSpan(text: string | null): Span | null {
  if (text === null) return null
  try {
    // Only this file writes the setting.
    const span: Span = JSON.parse(text)
    return Number.isFinite(span.from) ? span : null
  } catch {
    return null
  }
}
