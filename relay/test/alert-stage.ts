import type { SubscriberChoices } from '#core/subscriber.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../src/context.ts'
import type { WaitingAlert } from '../src/store/alerts.ts'

import { FIRST_CHOICES } from '#core/subscriber.ts'

import { alertsFor, rowsFor } from '../src/actions/follow-event.ts'
import { gatherBursts } from '../src/actions/gather-bursts.ts'
import { ringDue } from '../src/actions/ring.ts'
import { settleDeliveries } from '../src/actions/settle-delivery.ts'
import { readConfig } from '../src/config.ts'
import { leaseAlerts, readAlerts, readWaiting } from '../src/store/alerts.ts'
import { readOutcomes } from '../src/store/answers.ts'
import { upsertSubscriber } from '../src/store/subscribers.ts'
import { openTables } from './sqlite-d1.ts'

/** From an opening to the last repeat, on the real tables, without a network and with a time of its own. */

export const SECOND = 1000
export const MINUTE = 60 * SECOND
const NOON = Date.parse('2026-11-20T11:00:00Z')
const watchOf = (id: string): Watch => ({
  id,
  kind: 'seats',
  name: `Match ${id}`,
  url: `https://a.fr/${id}`,
  host: 'a.fr',
  target: {},
  checkSeconds: 60,
  public: true,
  createdAt: 0,
  updatedAt: 0,
})
const offer = { type: 'PMR', fingerprint: 'pmr', name: 'Place PMR', quantity: 2 }

const DELIVERIES = {
  failed: { kind: 'retry', detail: 'down', ambiguous: false },
  blocked: { kind: 'refused', detail: 'blocked', permanent: true },
} as const

export type Arrival = { at: number; to: string; alert: WaitingAlert }

/** A relay with these people, whose time the story turns on. */
export async function stageAlerts(people: Record<string, Partial<SubscriberChoices>>) {
  const { sql, db } = openTables()
  let [clock, ids] = [NOON, 0]
  const room = { wake: async () => {}, log: async () => {} }
  // Only these bindings are used.
  // oxlint-disable-next-line no-unsafe-type-assertion
  const env = {
    DB: db,
    OUTBOX: { getByName: () => room },
    FEED: { getByName: () => room },
  } as unknown as Context['env']
  const context: Context = {
    env,
    config: readConfig({}).config,
    now: () => clock,
    newId: () => `id-${(ids += 1)}`,
    random: () => 0.5,
  }
  for (const [id, choices] of Object.entries(people)) {
    const about = { channel: 'ntfy', address: id, options: {}, role: 'reader', state: 'active' } as const
    const escalateTo = null
    await upsertSubscriber(db, {
      id,
      ...about,
      tokenHash: null,
      createdAt: 0,
      ...FIRST_CHOICES,
      ...choices,
      escalateTo,
    })
  }
  for (const [id, { escalateTo = null }] of Object.entries(people))
    sql.prepare('UPDATE subscribers SET escalate_to = ? WHERE id = ?').run(escalateTo, id)
  const arrivals: Arrival[] = []

  const event = async (watch: Watch, what: Parameters<typeof rowsFor>[1]['event']) => {
    const about = { watch, event: what, kind: 'relay-fetch' } as const
    await db.batch([...rowsFor(db, about), ...alertsFor(context, about)])
  }
  const addWatch = (id: string) =>
    sql
      .prepare(
        `INSERT OR IGNORE INTO watches (id, kind, name, url, host, target, check_seconds, public, created_at, updated_at)
         VALUES (?, 'seats', ?, '', 'a.fr', '{}', 60, 1, 0, 0)`,
      )
      .run(id, id)
  const lease = async (): Promise<WaitingAlert[]> => {
    const waiting = await readWaiting(db, {
      now: clock,
      leasesUntil: 0,
      leftAlone: { channels: ['log'], subscribers: [] },
      most: 100,
    })
    const { due, isNew } = await gatherBursts(context, waiting.due)
    if (isNew && due.length === 0) return await lease()
    const taken = await leaseAlerts(db, due, clock + MINUTE)
    return await readAlerts(db, [...taken])
  }
  const land = async (leased: readonly WaitingAlert[], how: 'sent' | 'failed' | 'blocked' = 'sent') => {
    const deliveryOf = (id: string) =>
      how === 'sent' ? ({ kind: 'sent', messageId: `m-${id}` } as const) : DELIVERIES[how]
    if (how === 'sent')
      for (const alert of leased) arrivals.push({ at: clock, to: alert.subscriberId, alert })
    await settleDeliveries(
      context,
      leased.map(({ id, attempts, channel }) => ({
        alertId: id,
        attempt: attempts,
        channel,
        at: clock,
        durationMs: 0,
        delivery: deliveryOf(id),
      })),
    )
  }
  const turn = async () => {
    await ringDue(context)
    for (let leased = await lease(); leased.length > 0; leased = await lease()) await land(leased)
  }
  return {
    context,
    sql,
    arrivals,
    lease,
    land,
    turn,
    now: () => clock,
    skip: (ms: number) => void (clock += ms),
    /** What the digests to somebody listed. */
    listed: (id: string) =>
      arrivals.flatMap(({ to, alert: { content } }) =>
        to === id && content.kind === 'digest' ? [content.openings.map((one) => one.name)] : [],
      ),
    open: async (id = 'w') => {
      addWatch(id)
      const verdict = { state: 'available', offers: [offer] } as const
      await event(watchOf(id), { type: 'opened', releaseId: `r-${id}`, at: clock, verdict })
    },
    close: async (id = 'w') =>
      await event(watchOf(id), { type: 'closed', releaseId: `r-${id}`, at: clock, openedAt: NOON }),
    /** Lets time pass, a turn every so often. */
    pass: async (ms: number, stepMs = 10 * SECOND) => {
      for (const end = clock + ms; clock < end;) {
        clock = Math.min(end, clock + stepMs)
        await turn()
      }
    },
    to: (id: string) =>
      arrivals
        .filter((one) => one.to === id)
        .map(({ at, alert }) => `${alert.content.kind} ${(at - NOON) / SECOND}`),
    outcomes: async (id = 'w') => (await readOutcomes(db, [`r-${id}`])).get(`r-${id}`),
    state: (id: string) => sql.prepare('SELECT state FROM alerts WHERE id = ?').get(id)?.['state'],
  }
}
