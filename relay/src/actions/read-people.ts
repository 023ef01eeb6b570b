import type { PeopleCounts, PeopleLine, Person } from '#core/person.ts'
import type { Subscriber } from '#core/subscriber.ts'
import type { SubscriberLine } from '#core/subscription.ts'
import type { Context } from '../context.ts'
import type { PeopleQuery } from '../store/people.ts'

import { toSubscriberLine } from '#core/subscription.ts'

import { countPeople, listSecondOf, pagePeople, readRecord } from '../store/people.ts'
import { getSubscriber } from '../store/subscribers.ts'
import { handleOf, idOf, idsByMark } from './subscriber-handle.ts'

/** What the operator sees of all who get alerts. */

type Page = {
  subscribers: PeopleLine[]
  /** Of all, whatever was asked for. */
  counts: PeopleCounts
  total: number
  /** That answer to what was asked for, on all pages. */
  found: number
  next: { at: number; id: string } | null
}

type Asked = Omit<PeopleQuery, 'mark' | 'now'> & { mark?: string | undefined }

/** Those who answer to all that is asked for, the newest first. */
export async function readSubscribers(context: Context, query: Asked): Promise<Page> {
  const { after, mark, limit } = query
  const now = context.now()
  const [{ people, found }, { total, ...counts }] = await Promise.all([
    pagePeople(context.env.DB, {
      ...query,
      now,
      after: after === undefined ? undefined : { at: after.at, id: await idOf(context, after.id) },
      mark: mark === undefined ? undefined : { begins: mark, ids: await idsByMark(context, mark) },
      limit: limit + 1,
    }),
    countPeople(context.env.DB, now),
  ])
  const subscribers = await Promise.all(
    people.slice(0, limit).map(async ({ subscriber, last }) => {
      const line = await lineOf(context, subscriber)
      return Object.assign(line, { last })
    }),
  )
  const end = subscribers.at(-1)
  const next = people.length > limit && end !== undefined ? { at: end.createdAt, id: end.id } : null
  return { subscribers, counts, total, found, next }
}

/** Subscribers go by their handles. */
export async function lineOf(context: Context, subscriber: Subscriber): Promise<SubscriberLine> {
  const { id, escalateTo } = subscriber
  const to = escalateTo === null ? null : await handleOf(context, escalateTo)
  return { ...toSubscriberLine(subscriber), id: await handleOf(context, id), escalateTo: to }
}

const DAYS_MS = 30 * 86_400_000

/** One subscriber with what became of their alerts, of the last 30 days by day; `null` when there is none. */
export async function readPerson(context: Context, handle: string): Promise<Person | null> {
  const { DB } = context.env
  const id = await idOf(context, handle)
  const row = await getSubscriber(DB, id)
  if (row === null) return null
  const [subscriber, record, seconds] = await Promise.all([
    lineOf(context, row),
    readRecord(DB, id, context.now() - DAYS_MS),
    listSecondOf(DB, id),
  ])
  const secondOf = await Promise.all(seconds.map((one) => handleOf(context, one)))
  return { subscriber, record, secondOf }
}
