import type { Context } from '../context.ts'

import { expect, test } from 'vitest'

import { markOf } from '#core/subscriber-handle.ts'
import { trailLines } from '#core/alert-trail.ts'

import { openTables } from '../../test/sqlite-d1.ts'
import { settleEnvironmentChat } from '../store/subscriber-upkeep.ts'
import { eachAlert, readAlertTrail } from './read-alerts.ts'
import { handleOf, idOf } from './subscriber-handle.ts'

const CHAT = '-1001234567890'
const ID = `telegram:${CHAT}`
const READER = '2f1c8a4e-0000-4000-8000-00000000000a'

async function stage() {
  const { sql, db } = openTables()
  // Only the database is used.
  // oxlint-disable-next-line no-unsafe-type-assertion
  const context = { env: { DB: db } } as unknown as Context
  await db.batch(settleEnvironmentChat(db, { chatId: CHAT, at: 1 }))
  sql.exec(`INSERT INTO contents (id, kind, about, content, created_at) VALUES ('c', 'opened', 'r', '{}', 5)`)
  const insert = sql.prepare(
    `INSERT INTO alerts (id, content_id, subscriber_id, channel, urgency, shuffle, state, next_at, created_at)
     VALUES (?, 'c', ?, 'telegram', 0, 0, 'sent', 5, ?)`,
  )
  for (const [n, id] of [ID, READER].entries()) insert.run(`a${n}`, id, 5 + n)
  return context
}

test('a chat’s number shows in no trail, no file, and not in its mark; the handle finds its alerts', async () => {
  const context = await stage()
  const handle = await handleOf(context, ID)
  expect(handle).toMatch(/^chat-[\da-f]{16}$/)
  expect(markOf(handle)).toMatch(/^[\da-f]{6}$/)
  expect(await handleOf(context, ID)).toBe(handle)
  const { alerts } = await readAlertTrail(context, { limit: 10 })
  expect(alerts.map((one) => one.subscriberId)).toEqual([READER, handle])
  const pieces: string[] = []
  for await (const piece of eachAlert(context, { subscriberId: handle, limit: 10 }))
    pieces.push(JSON.stringify(piece), trailLines(piece))
  expect(pieces.join('')).toContain('"a0"')
  expect(pieces.join('')).not.toContain('"a1"')
  expect(pieces.join('') + JSON.stringify(alerts)).not.toContain(CHAT.slice(1))
})

test('another relay gives another handle; ids that are random stay, and a handle of nobody finds nobody', async () => {
  const [one, two] = await Promise.all([stage(), stage()])
  expect(await handleOf(one, ID)).not.toBe(await handleOf(two, ID))
  expect(await idOf(one, await handleOf(one, ID))).toBe(ID)
  expect(await handleOf(one, READER)).toBe(READER)
  expect(await idOf(one, READER)).toBe(READER)
  expect(markOf(READER)).toBe('2f1c8a')
  expect(await idOf(one, await handleOf(two, ID))).not.toBe(ID)
})
