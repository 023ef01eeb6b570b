import type { ChannelName } from '#core/alert.ts'
import type { Subscriber, SubscriberChoices, SubscriberState } from '#core/subscriber.ts'

import { LOG_ID } from '#core/subscriber.ts'

export type SubscriberRow = {
  id: string
  channel: ChannelName
  address: string
  options: string
  locale: Subscriber['locale']
  time_zone: string
  watches: string
  quiet: string | null
  always: string
  loudness: Subscriber['loudness']
  escalate_to: string | null
  paused_until: number | null
  role: Subscriber['role']
  state: SubscriberState
  disabled_why: string | null
  created_at: number
  updated_at: number
}

/** Everyone but the log, oldest first. */
export async function listSubscribers(db: D1Database): Promise<Subscriber[]> {
  const { results } = await db
    .prepare('SELECT * FROM subscribers WHERE id <> ? ORDER BY created_at, id')
    .bind(LOG_ID)
    .all<SubscriberRow>()
  return results.map(toSubscriber)
}

export async function getSubscriber(db: D1Database, id: string): Promise<Subscriber | null> {
  const row = await db.prepare('SELECT * FROM subscribers WHERE id = ?').bind(id).first<SubscriberRow>()
  return row === null ? null : toSubscriber(row)
}

/** Of the chat of the environment, and of those that stood there before. */
export async function listChatIds(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT id FROM subscribers WHERE id LIKE 'telegram:%'`)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

export async function subscriberAt(
  db: D1Database,
  channel: ChannelName,
  address: string,
): Promise<Subscriber | null> {
  const row = await db
    .prepare('SELECT * FROM subscribers WHERE channel = ? AND address = ?')
    .bind(channel, address)
    .first<SubscriberRow>()
  return row === null ? null : toSubscriber(row)
}

/** The subscriber whose secret token hashes so: see `actions/subscriber-token.ts`. */
export async function subscriberByToken(db: D1Database, tokenHash: string): Promise<Subscriber | null> {
  const row = await db
    .prepare('SELECT * FROM subscribers WHERE token_hash = ?')
    .bind(tokenHash)
    .first<SubscriberRow>()
  return row === null ? null : toSubscriber(row)
}

export type NewSubscriber = Pick<
  Subscriber,
  'id' | 'channel' | 'address' | 'options' | 'role' | 'state' | 'createdAt'
> &
  SubscriberChoices & { tokenHash: string | null }

/**
 * Keeps a subscriber; whoever stands at this channel and address already keeps id, role and beginning, and takes over
 * all else (the token only when there is a new one). Answers the row as it stands.
 */
export async function upsertSubscriber(db: D1Database, given: NewSubscriber): Promise<Subscriber> {
  const row = await db
    .prepare(
      `INSERT INTO subscribers (id, channel, address, options, locale, time_zone, watches, quiet, always, loudness,
         escalate_to, paused_until, role, state, token_hash, created_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16)
       ON CONFLICT (channel, address) DO UPDATE SET options = excluded.options, locale = excluded.locale,
         time_zone = excluded.time_zone, watches = excluded.watches, quiet = excluded.quiet,
         always = excluded.always, loudness = excluded.loudness, escalate_to = excluded.escalate_to,
         paused_until = excluded.paused_until, state = excluded.state, disabled_why = NULL,
         token_hash = coalesce(excluded.token_hash, token_hash), updated_at = excluded.updated_at
       RETURNING *`,
    )
    .bind(
      given.id,
      given.channel,
      given.address,
      JSON.stringify(given.options),
      given.locale,
      given.timeZone,
      JSON.stringify(given.watches),
      given.quiet === null ? null : JSON.stringify(given.quiet),
      JSON.stringify(given.always),
      given.loudness,
      given.escalateTo,
      given.pausedUntil,
      given.role,
      given.state,
      given.tokenHash,
      given.createdAt,
    )
    .first<SubscriberRow>()
  if (row === null) throw new Error('the subscriber was not kept')
  return toSubscriber(row)
}

export type SubscriberPatch = Partial<SubscriberChoices & Pick<Subscriber, 'options' | 'role' | 'state'>> & {
  tokenHash?: string
}

const COLUMNS: { [name in keyof SubscriberPatch]-?: string } = {
  options: 'options',
  locale: 'locale',
  timeZone: 'time_zone',
  watches: 'watches',
  quiet: 'quiet',
  always: 'always',
  loudness: 'loudness',
  escalateTo: 'escalate_to',
  pausedUntil: 'paused_until',
  role: 'role',
  state: 'state',
  tokenHash: 'token_hash',
}
const JSON_COLUMNS = new Set(['options', 'watches', 'quiet', 'always'])

/** Changes only what is named; becoming active forgets why it was disabled. `null` when there is no such subscriber. */
export async function patchSubscriber(
  db: D1Database,
  id: string,
  { at, ...patch }: SubscriberPatch & { at: number },
): Promise<Subscriber | null> {
  const set: string[] = ['updated_at = ?']
  const values: unknown[] = [at]
  for (const [name, column] of Object.entries(COLUMNS)) {
    const value = Object.entries(patch).find(([key]) => key === name)?.[1]
    if (value === undefined) continue
    set.push(`${column} = ?`)
    values.push(value !== null && JSON_COLUMNS.has(column) ? JSON.stringify(value) : value)
  }
  if (patch.state === 'active') set.push('disabled_why = NULL')
  const row = await db
    .prepare(`UPDATE subscribers SET ${set.join(', ')} WHERE id = ? RETURNING *`)
    .bind(...values, id)
    .first<SubscriberRow>()
  return row === null ? null : toSubscriber(row)
}

/**
 * No message gets there any more: ends what is still owed there. `handOn`: what is open and waits or rings there is for
 * whoever is told when this one does not answer, at once.
 */
export function disableSubscriber(
  db: D1Database,
  { id, why, at, handOn = false }: { id: string; why: string; at: number; handOn?: boolean },
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE subscribers SET state = 'disabled', disabled_why = ?, updated_at = ? WHERE id = ? AND state <> 'disabled'`,
      )
      .bind(why, at, id),
    endOwed(db, id, handOn ? at : null),
  ]
}

/** Forgets a person: the row, and every alert to it with its deliveries. */
export function eraseSubscriber(db: D1Database, id: string): D1PreparedStatement[] {
  return [
    db.prepare('UPDATE subscribers SET escalate_to = NULL WHERE escalate_to = ?').bind(id),
    db.prepare('DELETE FROM alerts WHERE subscriber_id = ?').bind(id),
    db.prepare('DELETE FROM subscribers WHERE id = ?').bind(id),
  ]
}

function endOwed(db: D1Database, id: string, handOnAt: number | null): D1PreparedStatement {
  const isOpening = `EXISTS (SELECT 1 FROM contents LEFT JOIN releases ON releases.id = contents.release_id
    WHERE contents.id = alerts.content_id AND contents.kind IN ('opened', 'escalated', 'digest')
      AND alerts.follows IS NULL AND releases.closed_at IS NULL)`
  const hasSecond = `EXISTS (SELECT 1 FROM subscribers AS s
    WHERE s.id = ?1 AND s.escalate_to IS NOT NULL AND s.loudness = 'ring')`
  return db
    .prepare(
      `UPDATE alerts SET
         ring_at = CASE WHEN ?2 IS NOT NULL AND acknowledged_at IS NULL AND ${hasSecond}
           AND (ring_at IS NOT NULL OR (state = 'owed' AND ${isOpening})) THEN ?2 END,
         state = CASE WHEN state IN ('owed', 'gathered') THEN 'given-up' ELSE state END
       WHERE subscriber_id = ?1 AND (state IN ('owed', 'gathered') OR ring_at IS NOT NULL)`,
    )
    .bind(id, handOnAt)
}

export function toSubscriber(row: SubscriberRow): Subscriber {
  // Only this file writes these columns.
  const options: Subscriber['options'] = JSON.parse(row.options)
  const watches: Subscriber['watches'] = JSON.parse(row.watches)
  const quiet: Subscriber['quiet'] = row.quiet === null ? null : JSON.parse(row.quiet)
  const always: Subscriber['always'] = JSON.parse(row.always)
  return {
    id: row.id,
    channel: row.channel,
    address: row.address,
    options,
    locale: row.locale,
    timeZone: row.time_zone,
    watches,
    quiet,
    always,
    loudness: row.loudness,
    escalateTo: row.escalate_to,
    pausedUntil: row.paused_until,
    role: row.role,
    state: row.state,
    disabledWhy: row.disabled_why,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
