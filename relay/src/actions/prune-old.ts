import type { Context } from '../context.ts'

import { pruneAlerts } from '../store/alert-history.ts'
import { pruneKeys } from '../store/api-keys.ts'
import { pruneAudit } from '../store/audit.ts'
import { pruneHistory } from '../store/checks.ts'
import { pruneReporters } from '../store/devices.ts'
import { pruneLanes } from '../store/lanes.ts'
import { pruneMetrics } from '../store/metrics.ts'
import { pruneReports } from '../store/reports.ts'
import { pruneEscalations } from '../store/ringing.ts'
import { getSetting, putSetting } from '../store/settings.ts'
import { pruneSubscribers } from '../store/subscriber-upkeep.ts'
import { pruneTrustLog } from '../store/trust-log.ts'
import { foldVisits } from '../store/visits.ts'
import { pruneRemoved } from '../store/watch-list.ts'
import { MINUTES_KEPT_MS } from './keep-metrics.ts'
import { pruneEvidence } from './prune-evidence.ts'
import { UNDO_MS } from './remove-watch.ts'

const PRUNED_AT = 'pruned_at'
const EVERY_MS = 3_600_000
/** For how long a subscription may wait to be confirmed. */
const PENDING_MS = 48 * EVERY_MS

/** Forgets, once an hour, what is older than `RETENTION_DAYS`. */
export async function pruneOld(context: Context): Promise<void> {
  const { DB } = context.env
  const now = context.now()
  const last = Number((await getSetting(DB, PRUNED_AT)) ?? 0)
  if (now - last < EVERY_MS) return
  const before = now - context.config.retentionMs
  await DB.batch([
    ...pruneHistory(DB, before),
    ...pruneAlerts(DB, before),
    pruneEscalations(DB, before),
    ...foldVisits(DB, new Date(before).toISOString().slice(0, 10)),
    pruneRemoved(DB, now - UNDO_MS),
    ...pruneMetrics(DB, { minutesBefore: now - MINUTES_KEPT_MS, hoursBefore: before }),
    pruneLanes(DB, before),
    pruneSubscribers(DB, { pendingBefore: now - PENDING_MS, disabledBefore: before }),
    ...pruneReports(DB, before),
    pruneReporters(DB, before),
    pruneTrustLog(DB, before),
    ...pruneAudit(DB, before),
    pruneKeys(DB, before),
    putSetting(DB, PRUNED_AT, String(now)),
  ])
  await pruneEvidence(context)
}
