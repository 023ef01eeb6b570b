import type { AlertContent, Opening } from '#core/alert.ts'
import type { Link } from '#core/ringing.ts'
import type { Context } from '../context.ts'
import type { Ringing } from '../store/ringing.ts'

import { aboutOf } from '#core/alert.ts'
import { escalationTarget, nextRing } from '#core/ringing.ts'
import { isPaused } from '#core/subscriber.ts'

import { readGathered } from '../store/gathering.ts'
import {
  countRing,
  escalationsOf,
  keepEscalation,
  putOffRinging,
  readRinging,
  withdrawNeedless,
} from '../store/ringing.ts'
import { getSubscriber } from '../store/subscribers.ts'
import { oweToThese } from './owe-alerts.ts'

const AT_ONCE = 40
/** People of one chain that are read, whether they can be reached or not. */
const LINKS_MOST = 12

/**
 * Owes the repeats, and the words to somebody else, whose time has come, and answers when to look again (epoch ms,
 * `Infinity` when nothing rings). Idempotent and safe against an answer or an end at the same time: what is owed and
 * not needed any more is taken back in the same batch.
 */
export async function ringDue(context: Context): Promise<number> {
  const { DB } = context.env
  const now = context.now()
  const { due, nextAt } = await readRinging(DB, { now, most: AT_ONCE })
  const steps = await Promise.all(due.map((one) => stepOf(context, one, now)))
  const releases = new Set(steps.flatMap(({ releaseIds }) => releaseIds))
  const owed = steps.flatMap((step) => step.owed)
  const told = [...new Set(owed.map(({ subscriberId }) => subscriberId))]
  const statements = [
    ...steps.flatMap(({ moves }) => moves),
    ...oweGrouped(context, owed),
    ...[...releases].flatMap((id) => withdrawNeedless(DB, id, told)),
  ]
  if (statements.length > 0) await DB.batch(statements)
  const later = Math.min(nextAt ?? Infinity, ...steps.map(({ at }) => at))
  return due.length === AT_ONCE ? now : later
}

type Owed = { content: AlertContent; subscriberId: string; follows?: string }
type Step = { moves: D1PreparedStatement[]; owed: Owed[]; releaseIds: string[]; at: number }

/** What becomes of one alert that is to be looked at now. */
async function stepOf(context: Context, one: Ringing, now: number): Promise<Step> {
  const { DB } = context.env
  const openings = await openingsOf(context, one)
  const releaseIds = openings.map(({ releaseId }) => releaseId)
  const rest: Step = { moves: [putOffRinging(DB, one, null)], owed: [], releaseIds: [], at: Infinity }
  const [first] = openings
  if (first === undefined || one.acknowledgedAt !== null || one.reach === 'not-now') return rest
  const watchId = openings.map((opening) => opening.watchId).find((id) => one.wishes.always.includes(id))
  const story = { ...one, watchId: watchId ?? first.watchId, rung: one.step, closedAt: null }
  const isHanded = one.content.kind === 'escalated' || one.reach === 'no'
  const next = isHanded
    ? ({ kind: 'escalate', at: now } as const)
    : nextRing(story, one.wishes, context.config.ringTimes)
  if (next.kind === 'rest') return rest
  if (next.at > now) return { ...rest, moves: [putOffRinging(DB, one, next.at)], at: next.at }
  if (next.kind === 'escalate') return await escalate(context, { one, openings, rest })
  const content = repeatOf(one, openings, next.number)
  const owed = [{ content, subscriberId: one.subscriberId, follows: one.id }]
  return { moves: [countRing(DB, one)], owed, releaseIds, at: Infinity }
}

/** What of it is open and unanswered. */
async function openingsOf(context: Context, { id, content, closedAt }: Ringing): Promise<Opening[]> {
  if (content.kind === 'digest') {
    const members = await readGathered(context.env.DB, id)
    return members.filter((one) => one.closedAt === null && one.acknowledgedAt === null)
  }
  return 'releaseId' in content && 'offers' in content && closedAt === null ? [content] : []
}

function repeatOf({ content }: Ringing, openings: readonly Opening[], step: number): AlertContent {
  const [first] = openings
  if (content.kind !== 'digest' && first !== undefined)
    return { ...openingOnly(first), kind: 'ring', step, firstAt: first.seenAt }
  const seen = openings.map(({ seenAt }) => seenAt)
  const ids = openings.map(({ releaseId }) => releaseId)
  return {
    kind: 'digest',
    id: ['ring', step, ...ids].join(':'),
    step,
    from: Math.min(...seen),
    to: Math.max(...seen),
    openings: openings.map((one) => Object.assign(openingOnly(one), { closedAt: null })),
  }
}

function openingOnly({ watchId, releaseId, name, url, offers, seenAt, seenBy, notes }: Opening): Opening {
  const opening = { watchId, releaseId, name, url, offers, seenAt, seenBy }
  return notes === undefined ? opening : { ...opening, notes }
}

type Handing = { one: Ringing; openings: readonly Opening[]; rest: Step }

async function escalate(context: Context, { one, openings, rest }: Handing): Promise<Step> {
  const { DB } = context.env
  const owed: Owed[] = []
  const moves = [...rest.moves]
  for (const opening of openings) {
    const { releaseId, seenAt: firstAt } = opening
    const path = await pathTo(context, releaseId, one.subscriberId)
    const links = await readLinks(context, one.subscriberId)
    const toId = escalationTarget(path, (id) => links.get(id))
    if (toId === null) continue
    moves.push(keepEscalation(DB, { releaseId, fromId: one.subscriberId, toId, at: context.now() }))
    owed.push({ content: { ...openingOnly(opening), kind: 'escalated', firstAt }, subscriberId: toId })
  }
  return { ...rest, moves, owed, releaseIds: openings.map(({ releaseId }) => releaseId) }
}

/** Everybody who did not answer before, the first one first, this one last. */
async function pathTo({ env }: Context, releaseId: string, id: string): Promise<string[]> {
  const path = [id]
  while (path.length <= LINKS_MOST) {
    const [last = id] = path
    const before = (await escalationsOf(env.DB, releaseId, last)).find(
      ({ toId, fromId }) => toId === last && !path.includes(fromId),
    )
    if (before === undefined) break
    path.unshift(before.fromId)
  }
  return path
}

async function readLinks(context: Context, from: string): Promise<Map<string, Link>> {
  const links = new Map<string, Link>()
  for (let id: string | null = from; id !== null && !links.has(id) && links.size < LINKS_MOST;) {
    const subscriber = await getSubscriber(context.env.DB, id)
    if (subscriber === null) break
    const reachable = subscriber.state === 'active' && !isPaused(subscriber, context.now())
    links.set(id, { id, reachable, escalateTo: subscriber.escalateTo })
    id = subscriber.escalateTo
  }
  return links
}

function oweGrouped(context: Context, owed: readonly Owed[]): D1PreparedStatement[] {
  const groups = Map.groupBy(owed, ({ content }) => `${content.kind} ${aboutOf(content)}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const to = group.map(({ subscriberId, follows }) =>
      follows === undefined ? { subscriberId } : { subscriberId, follows },
    )
    return first === undefined ? [] : oweToThese(context, first.content, { to })
  })
}
