import type { AlertContent } from '#core/alert.ts'
import type { StateEvent } from '#core/state.ts'
import type { ReporterKind } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { CHANNEL_NAMES } from '#core/alert.ts'
import { isForEveryone } from '#core/subscriber.ts'

import { beginBlindness, endBlindness } from '../store/blindness.ts'
import { addOffers, closeRelease, openRelease } from '../store/releases.ts'
import { endRinging, withdrawNeedless } from '../store/ringing.ts'
import { oweToEveryone, oweToOperator, oweToTold } from './owe-alerts.ts'

/** An event of one watch; `kind` is whose look brought it about, `devices` how many browsers it was. */
export type WatchEvent = { watch: Watch; event: StateEvent; kind: ReporterKind; devices?: number }

/** The rows that an event writes, for the batch of the state. */
export function rowsFor(db: D1Database, { watch, event, kind }: WatchEvent): D1PreparedStatement[] {
  switch (event.type) {
    case 'opened':
      return [
        openRelease(db, {
          id: event.releaseId,
          watchId: watch.id,
          name: watch.name,
          openedAt: event.at,
          openedBy: kind,
          offers: [...event.verdict.offers],
        }),
      ]
    case 'more':
      return [addOffers(db, event.releaseId, event.offers)]
    case 'closed':
      return [
        closeRelease(db, event.releaseId, event.at, kind),
        endRinging(db, event.releaseId),
        ...withdrawNeedless(db, event.releaseId, null),
      ]
    case 'blind-began':
      return [beginBlindness(db, { watchId: watch.id, at: event.at, reason: event.reason })]
    case 'blind-ended':
      return [endBlindness(db, watch.id, event.at)]
    case 'ambiguous':
    case 'blind-told':
    case 'gap':
      return []
  }
}

/** The alerts that an event owes, for the same batch. */
export function alertsFor(context: Context, about: WatchEvent): D1PreparedStatement[] {
  const content = contentOf(about)
  if (content === null) return []
  if (content.kind === 'gone') return oweToTold(context, content, told(content.releaseId))
  return isForEveryone(content) ? oweToEveryone(context, content) : oweToOperator(context, content)
}

/** Whoever has been told of a release. To whom its message has not left yet it will say itself that it is gone. */
const told = (releaseId: string) => ({
  releaseId,
  // The log has a line of its own for it.
  channels: CHANNEL_NAMES.filter((name) => name !== 'log'),
  kinds: ['opened', 'more', 'escalated'] as const,
  states: ['leased', 'sent', 'acknowledged'] as const,
})

function contentOf({ watch, event, kind, devices }: WatchEvent): AlertContent | null {
  const about = { watchId: watch.id, name: watch.name, url: watch.url }
  const eyes = { seenBy: kind, ...(devices === undefined ? {} : { devices }) }
  switch (event.type) {
    case 'opened': {
      const { releaseId, at: seenAt, verdict, again } = event
      const opening = { ...about, releaseId, offers: verdict.offers, seenAt, ...eyes, ...notesOf(verdict) }
      return { kind: 'opened', ...opening, ...(again === undefined ? {} : { again }) }
    }
    case 'more': {
      const { releaseId, at: seenAt, offers } = event
      return { kind: 'more', ...about, releaseId, offers, seenAt, ...eyes, ...notesOf(event) }
    }
    case 'closed': {
      const { releaseId, openedAt, at: closedAt } = event
      return { kind: 'gone', ...about, releaseId, openedAt, closedAt }
    }
    case 'ambiguous': {
      const { fingerprint, at: seenAt } = event
      return { kind: 'look', ...about, fingerprint, seenAt, ...eyes, ...detailOf(event), ...notesOf(event) }
    }
    case 'blind-told':
      return { kind: 'blind', ...about, since: event.since, reason: event.reason, ...detailOf(event) }
    case 'blind-ended':
      return event.told ? { kind: 'sighted', ...about, since: event.since, at: event.at } : null
    default:
      return null
  }
}

const notesOf = ({ notes }: Pick<Verdict, 'notes'>) => (notes === undefined ? {} : { notes })
const detailOf = ({ detail }: { detail?: string }) => (detail === undefined ? {} : { detail })
