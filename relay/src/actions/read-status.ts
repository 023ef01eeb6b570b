import type { LiveLook } from '#core/public-watch.ts'
import type { WatchState } from '#core/state.ts'
import type { LegacyStatus, PublicWatch, StatusDocument, Totals } from '#core/status.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { relativeFrench } from '#core/clock.ts'
import { toPublicWatch, withLiveLook } from '#core/public-watch.ts'
import { newState } from '#core/new-state.ts'

import { VERSION } from '../config.ts'
import { countSentOpenings } from '../store/alert-history.ts'
import { readState, readStates } from '../store/states.ts'
import { getWatch, listWatches } from '../store/watches.ts'

/** The whole public status, with the field names of the bot that Vigie replaces beside its own. */
export async function readStatus(context: Context): Promise<StatusDocument> {
  const { DB } = context.env
  const [watches, states, alerts] = await Promise.all([
    listWatches(DB),
    readStates(DB),
    countSentOpenings(DB),
  ])
  const live = await liveLooks(context, watches)
  const seen = new Map<string, WatchState>(
    watches.map(({ id }) => [id, withLiveLook(states.get(id) ?? newState(id), live.get(id))]),
  )
  const shown = watches.filter((watch) => watch.public)
  const at = context.now()
  const publicWatches = shown.map((watch) =>
    toPublicWatch(watch, seen.get(watch.id) ?? newState(watch.id), at),
  )
  const totals = countAll([...seen.values()], alerts)
  return { ...legacyStatus(publicWatches, totals, at), at, version: VERSION, watches: publicWatches, totals }
}

/** One watch as everybody may see it; `null` when there is none, whether it is public or not. */
export async function readPublicWatch(context: Context, id: string): Promise<PublicWatch | null> {
  const watch = await getWatch(context.env.DB, id)
  if (watch === null) return null
  const [state, live] = await Promise.all([readState(context.env.DB, id), liveLooks(context, [watch])])
  return toPublicWatch(watch, withLiveLook(state, live.get(id)), context.now())
}

/** What the lanes have seen since they last wrote. A lane that does not answer leaves what D1 knows. */
export async function liveLooks(context: Context, watches: readonly Watch[]): Promise<Map<string, LiveLook>> {
  const hosts = [...new Set(watches.map((watch) => watch.host))]
  const answers = await Promise.allSettled(hosts.map((host) => context.env.LANE.getByName(host).pulses()))
  const pulses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  return new Map(pulses.map(({ watchId, ...look }) => [watchId, look]))
}

function countAll(states: readonly WatchState[], alerts: number): Totals {
  const checks = states.reduce((sum, state) => sum + state.checks, 0)
  const available = states.reduce((sum, state) => sum + state.availableChecks, 0)
  return { checks, alerts, availabilityRate: checks === 0 ? 0 : available / checks, watches: states.length }
}

function legacyStatus(watches: readonly PublicWatch[], totals: Totals, at: number): LegacyStatus {
  return {
    bot_actif: true,
    derniere_mise_a_jour: new Date(at).toISOString(),
    matchs: watches.map(({ name, url, verdict, lastCheckAt, checks }) => ({
      nom: name,
      url,
      pmr_disponible: verdict.state === 'available',
      dernier_check: relativeFrench(lastCheckAt === null ? null : at - lastCheckAt),
      nb_checks: checks,
    })),
    statistiques: {
      verifications_totales: totals.checks,
      alertes_envoyees: totals.alerts,
      taux_disponibilite: `${(totals.availabilityRate * 100).toFixed(1)}%`,
      matchs_surveilles: totals.watches,
    },
  }
}
