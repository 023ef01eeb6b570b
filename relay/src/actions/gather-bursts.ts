import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'
import type { Burst, WaitingOne } from '../store/gathering.ts'

import { BURST_MS, planDigest } from '#core/digest.ts'

import { countOpenings, gather, readBursts } from '../store/gathering.ts'

export type Arranged = {
  /** What may leave now. */
  due: WaitingAlert[]
  /** When to look again for what is kept back, epoch ms; `Infinity` when nothing is. */
  at: number
  /** Whether messages were made that stand in D1 and not yet in `due`. */
  isNew: boolean
}

/** As many openings at once are what every day brings, but after an outage; D1 is not asked about them. */
const FEW = 3

/**
 * Turns a burst of openings for one subscriber into one message: see `planDigest`. What is kept back for it, or told by
 * it, is taken out of `due`.
 */
export async function gatherBursts(context: Context, due: readonly WaitingAlert[]): Promise<Arranged> {
  const { DB } = context.env
  const now = context.now()
  const unchanged = { due: [...due], at: Infinity, isNew: false }
  const openings = due.filter(isGatherable)
  const bySubscriber = Map.groupBy(openings, ({ subscriberId }) => subscriberId)
  if (openings.length === 0) return unchanged
  const most = Math.max(...[...bySubscriber.values()].map((list) => list.length))
  const isFirstTry = openings.every(({ attempts }) => attempts === 0)
  const isCalm = isFirstTry && most <= FEW && (await countOpenings(DB, now - BURST_MS)) <= FEW
  if (isCalm) return unchanged
  const bursts = await readBursts(DB, [...bySubscriber.keys()], now - BURST_MS)
  const plans = [...bursts].map(([subscriberId, burst]) => arrange(context, { subscriberId, burst, now }))
  const statements = plans.flatMap((plan) => plan.statements)
  if (statements.length > 0) await DB.batch(statements)
  const alone = new Set(plans.flatMap((plan) => plan.alone))
  return {
    due: due.filter((alert) => !isGatherable(alert) || alone.has(alert.id)),
    at: Math.min(...plans.map((plan) => plan.at)),
    isNew: statements.length > 0,
  }
}

/** What may have arrived is repeated as itself; the log lists things anyway. */
const isGatherable = ({ content, repeat, channel }: WaitingAlert) =>
  content.kind === 'opened' && !repeat && channel !== 'log'

type Crowd = { subscriberId: string; burst: Burst; now: number }
type Arrangement = { statements: D1PreparedStatement[]; alone: string[]; at: number }

function arrange(context: Context, { subscriberId, burst, now }: Crowd): Arrangement {
  const { waiting, recent } = burst
  const plan = planDigest(waiting, { now, recent })
  const known = new Map(waiting.map((one) => [one.id, one]))
  const statements = plan.together.flatMap((ids) => {
    const members = ids.flatMap((id) => known.get(id) ?? [])
    return gather(context.env.DB, {
      id: context.newId(),
      contentId: context.newId(),
      subscriberId,
      members: ids,
      content: digestOf(members),
      at: now,
    })
  })
  return { statements, alone: plan.alone, at: plan.until ?? Infinity }
}

/** The same openings make the same digest: it is stored once for all who get it. */
function digestOf(members: readonly WaitingOne[]) {
  const openings = members.map(({ entry }) => entry)
  const seen = openings.map(({ seenAt }) => seenAt)
  const id = openings.map(({ releaseId }) => releaseId).join(':')
  return { kind: 'digest' as const, id, step: 0, from: Math.min(...seen), to: Math.max(...seen), openings }
}
