import type { Follow, LocalAlert, Pause, Said } from '../../db/types.ts'
import type { Language } from '../../locales/words.ts'
import type { Notification } from '../../ports/notifications.ts'
import type { QuietHours } from '#core/subscriber.ts'

import { isQuiet } from '#core/quiet.ts'

import { isPaused } from '../../settings.ts'
import { groupNoteOf, noteOf } from './note.ts'

/** The notification that several releases share. */
export const GROUP = 'vigie-group'
/** So many openings get a notification each before the rest shares one. */
const APART_MOST = 3
/** Openings within this time of each other are at once. */
const TOGETHER_MS = 120_000
/** What came and went longer ago than this is history, and no news. */
const LATE_MS = 12 * 3_600_000
const PRINTS_MOST = 200

/** What of the settings decides how loud an alert is. */
export type Manners = {
  language: Language
  quiet: QuietHours | null
  /** Ids of follows that ring in quiet hours too. */
  always: readonly string[]
  pausedAll: Pause | null
  /** IANA name. */
  timeZone: string
}

export type PlanInput = {
  alerts: readonly LocalAlert[]
  follows: readonly Pick<Follow, 'id' | 'name' | 'paused'>[]
  manners: Manners
  /** Epoch ms. */
  now: number
}

/** Nothing of it stands in the browser any more. */
const PUT_AWAY = ''

/** One thing to do to the notifications, and what alerts then keep as said. */
export type Move = { notice: string; said: ReadonlyMap<string, Said> } & (
  | {
      do: 'show'
      note: Notification
      /** It rings; what does not only changes a notification that stands. */
      loud: boolean
      /** Nothing of it was said before: it is shown even when it is not loud. */
      first: boolean
    }
  | { do: 'clear' }
)

type Topic = { alert: LocalAlert; follow: PlanInput['follows'][number] }
type Scene = { manners: Manners; now: number }

/**
 * Pure: from what is known and what was said, what remains to be said. Asked again once the moves were made it answers
 * none; so a worker that died in between says what it owes, and nothing twice.
 */
export function planOf({ alerts, follows, manners, now }: PlanInput): Move[] {
  const topics: Topic[] = []
  const over: LocalAlert[] = []
  for (const alert of alerts.toSorted((a, b) => a.openedAt - b.openedAt)) {
    const follow = follows.find(({ id }) => id === alert.followId)
    if (follow === undefined || isAnswered(alert)) over.push(alert)
    else if (alert.said !== undefined || isDue({ alert, follow }, { manners, now }))
      topics.push({ alert, follow })
  }
  const apart = topics.filter(({ alert }) => alert.said !== undefined && alert.said.notice !== GROUP)
  const shared = topics.filter(({ alert }) => alert.said?.notice === GROUP)
  const fresh = topics.filter(({ alert }) => alert.said === undefined)
  const recent = apart.filter(({ alert }) => now - alert.openedAt <= TOGETHER_MS).length
  const joins = recent + fresh.length > APART_MOST || shared.some(({ alert }) => alert.goneAt === null)
  const scene = { manners, now }
  const left = over.filter(({ said }) => said?.notice === GROUP)
  return [
    ...over.flatMap(clearOwn),
    ...(joins ? apart : [...apart, ...fresh]).flatMap((topic) => tellOne(topic, scene)),
    ...tellGroup(joins ? [...shared, ...fresh] : shared, left, scene),
  ]
}

/** Of what was never said: a pause keeps it for later, as long as it is there or has only just gone. */
function isDue({ alert, follow }: Topic, { manners, now }: Scene): boolean {
  if (isPaused(follow.paused, now) || isPaused(manners.pausedAll, now)) return false
  return alert.goneAt === null || now - alert.goneAt <= LATE_MS
}

/** The person knows. Seats beside those that they know of are news all the same. */
function isAnswered(alert: LocalAlert): boolean {
  if (alert.falseAlarmAt !== null) return true
  return alert.seenAt !== null && (alert.said === undefined || !isNews(alert))
}

function clearOwn({ id, said }: LocalAlert): Move[] {
  if (said === undefined || said.notice === GROUP || said.notice === PUT_AWAY) return []
  return [{ do: 'clear', notice: said.notice, said: new Map([[id, { ...said, notice: PUT_AWAY }]]) }]
}

function tellOne(topic: Topic, { manners, now }: Scene): Move[] {
  const { alert } = topic
  if (!hasChanged(alert)) return []
  const silent = isQuiet(manners, now, alert.followId)
  const note = noteOf(topic, { language: manners.language, now, silent })
  const said = new Map([[alert.id, saidOf(alert, alert.id)]])
  return [{ do: 'show', notice: alert.id, note, loud: isNews(alert), first: alert.said === undefined, said }]
}

function tellGroup(topics: readonly Topic[], left: readonly LocalAlert[], { manners, now }: Scene): Move[] {
  const forgotten = left.flatMap(({ id, said }) =>
    said === undefined ? [] : [[id, { ...said, notice: PUT_AWAY }] as const],
  )
  if (topics.length === 0)
    return left.length === 0 ? [] : [{ do: 'clear', notice: GROUP, said: new Map(forgotten) }]
  if (left.length === 0 && !topics.some(({ alert }) => hasChanged(alert))) return []
  const news = topics.filter(({ alert }) => isNews(alert))
  const silent = news.every(({ alert }) => isQuiet(manners, now, alert.followId))
  const openFirst = topics.toSorted(
    (a, b) => Number(a.alert.goneAt !== null) - Number(b.alert.goneAt !== null),
  )
  const telling = { language: manners.language, now, silent }
  const [only, ...others] = openFirst
  const note =
    only !== undefined && others.length === 0 ? noteOf(only, telling) : groupNoteOf(openFirst, telling)
  const told = topics.map(({ alert }) => [alert.id, saidOf(alert, GROUP)] as const)
  const first = topics.every(({ alert }) => alert.said === undefined)
  return [
    { do: 'show', notice: GROUP, note, loud: news.length > 0, first, said: new Map([...forgotten, ...told]) },
  ]
}

function hasChanged(alert: LocalAlert): boolean {
  const { said, goneAt, by } = alert
  return said === undefined || said.gone !== (goneAt !== null) || said.by !== by || isNews(alert)
}

/** It is there and was not said, or shows offers beside those that were. */
function isNews({ said, goneAt, offers }: LocalAlert): boolean {
  if (goneAt !== null) return false
  return said === undefined || offers.some(({ fingerprint }) => !said.prints.includes(fingerprint))
}

function saidOf({ said, offers, by, goneAt }: LocalAlert, notice: string): Said {
  const prints = new Set([...(said?.prints ?? []), ...offers.map(({ fingerprint }) => fingerprint)])
  return { notice, prints: [...prints].slice(-PRINTS_MOST), by, gone: goneAt !== null }
}
