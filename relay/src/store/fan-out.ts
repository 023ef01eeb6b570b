import type { AlertContent, AlertState, ChannelName } from '#core/alert.ts'

import { aboutOf, releaseIdOf, urgencyOf, watchIdOf } from '#core/alert.ts'
import { LOG_ID } from '#core/subscriber.ts'

/**
 * Who is owed what, as rows for the batch of the change that causes it: the content once, and one alert for each who
 * gets it. The same matter a second time changes nothing, whoever was owed it before stays owed the same alert.
 */

/** `contentId` is kept only when the matter is new. Epoch ms; `dueAt` is when it may leave, without it at once. */
export type Owing = { contentId: string; content: AlertContent; at: number; dueAt?: number }

export function storeContent(db: D1Database, { contentId, content, at }: Owing): D1PreparedStatement {
  const [watchId, releaseId] = [watchIdOf(content) ?? null, releaseIdOf(content) ?? null]
  return db
    .prepare(
      `INSERT INTO contents (id, kind, about, watch_id, release_id, content, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, about) DO NOTHING`,
    )
    .bind(contentId, content.kind, aboutOf(content), watchId, releaseId, JSON.stringify(content), at)
}

const COLUMNS =
  'id, content_id, subscriber_id, channel, follows, urgency, shuffle, state, next_at, created_at'
/** Which of an event's rows leaves first is a matter of chance: it must not always be the same person. */
const ID_AND_SHUFFLE = { id: 'lower(hex(randomblob(16)))', shuffle: 'abs(random() % 1000000000)' }
/** Whoever could get something now; ?4 is the time. */
const REACHABLE = `s.state = 'active' AND coalesce(s.paused_until, 0) <= ?4`

type Parts = Record<'subscriber' | 'channel' | 'follows' | 'from' | 'where', string> & { order?: string }

function insertAlerts({ subscriber, channel, follows, from, where, order = 'contents.id' }: Parts): string {
  const { id, shuffle } = ID_AND_SHUFFLE
  return `INSERT INTO alerts (${COLUMNS})
    SELECT ${id}, contents.id, ${subscriber}, ${channel}, ${follows}, ?3, ${shuffle}, 'owed', ?5, ?4
    FROM contents ${from} WHERE contents.kind = ?1 AND contents.about = ?2 AND ${where}
    ORDER BY ${order} ON CONFLICT (content_id, subscriber_id) DO NOTHING`
}

const firstFive = ({ content, at, dueAt = at }: Owing) =>
  [content.kind, aboutOf(content), urgencyOf(content), at, dueAt] as const

/**
 * To everybody who wants it as `wants` in core/subscriber.ts says, or to operators only. What is said of a watch that is
 * not public stays among operators. When nobody gets it, the log does.
 */
export function oweToAll(
  db: D1Database,
  owing: Owing,
  audience: 'everyone' | 'operators',
): D1PreparedStatement[] {
  const ofTheWatch = `(?6 IS NULL OR EXISTS (SELECT 1 FROM json_each(s.watches) WHERE value IN ('all', ?6)))`
  const isPublic = `EXISTS (SELECT 1 FROM watches WHERE watches.id = ?6 AND watches.public = 1
    AND watches.removed_at IS NULL)`
  const ofTheAudience =
    audience === 'everyone' ? `(s.role = 'operator' OR ${isPublic})` : `s.role = 'operator'`
  const toPeople = insertAlerts({
    subscriber: 's.id',
    channel: 's.channel',
    follows: 'NULL',
    from: 'JOIN subscribers AS s',
    where: `s.id <> '${LOG_ID}' AND ${REACHABLE} AND ${ofTheWatch} AND ${ofTheAudience}`,
  })
  const toLog = insertAlerts({
    subscriber: `'${LOG_ID}'`,
    channel: `'log'`,
    follows: 'NULL',
    from: '',
    where: 'NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.content_id = contents.id)',
  })
  const five = firstFive(owing)
  return [
    storeContent(db, owing),
    db.prepare(toPeople).bind(...five, watchIdOf(owing.content) ?? null),
    db.prepare(toLog).bind(...five),
  ]
}

/** One who gets it, and the alert of theirs that it follows. */
export type Recipient = { subscriberId: string; follows?: string }

/** To these, as far as they are active and not paused; the log counts as a subscriber. */
export function oweToSome(
  db: D1Database,
  owing: Owing,
  recipients: readonly Recipient[],
): D1PreparedStatement[] {
  if (recipients.length === 0) return []
  const insert = insertAlerts({
    subscriber: 's.id',
    channel: 's.channel',
    follows: `json_extract(one.value, '$.follows')`,
    from: `JOIN json_each(?6) AS one JOIN subscribers AS s ON s.id = json_extract(one.value, '$.subscriberId')`,
    where: REACHABLE,
  })
  return [storeContent(db, owing), db.prepare(insert).bind(...firstFive(owing), JSON.stringify(recipients))]
}

/** Alerts that were owed before: of these kinds, about one release, or about what was seen of a watch at a time. */
export type Before = {
  kinds: readonly AlertContent['kind'][]
  channels?: readonly ChannelName[]
  /** What a digest tells is as far as the digest. */
  states?: readonly AlertState[]
} & ({ releaseId: string } | { watchId: string; seenAt: number })

/** To whoever was owed those before, each following the first of theirs; those that ended without arriving do not count. */
export function oweAfter(db: D1Database, owing: Owing, before: Before): D1PreparedStatement[] {
  const matter =
    'releaseId' in before
      ? 'told.release_id = ?6'
      : `told.watch_id = ?6 AND json_extract(told.content, '$.seenAt') = ?7`
  const insert = insertAlerts({
    subscriber: 's.id',
    channel: 's.channel',
    follows: 'first.id',
    from: `JOIN contents AS told JOIN alerts AS first ON first.content_id = told.id
      JOIN subscribers AS s ON s.id = first.subscriber_id`,
    where: `${matter} AND told.kind IN (SELECT value FROM json_each(?8))
      AND first.state <> 'given-up' AND ${REACHABLE}
      AND (?10 IS NULL OR CASE first.state WHEN 'gathered'
        THEN (SELECT list.state FROM alerts AS list WHERE list.id = first.follows)
        ELSE first.state END IN (SELECT value FROM json_each(?10)))
      AND (?9 IS NULL OR first.channel IN (SELECT value FROM json_each(?9)))`,
    order: 'first.created_at, first.id',
  })
  const [key, seenAt] = 'releaseId' in before ? [before.releaseId, null] : [before.watchId, before.seenAt]
  const [channels, states] = [before.channels, before.states].map((list) =>
    list === undefined ? null : JSON.stringify(list),
  )
  return [
    storeContent(db, owing),
    db
      .prepare(insert)
      .bind(...firstFive(owing), key, seenAt, JSON.stringify(before.kinds), channels ?? null, states ?? null),
  ]
}
