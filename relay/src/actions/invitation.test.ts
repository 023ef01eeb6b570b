import { expect, test } from 'vitest'

import { FIRST_CHOICES } from '#core/subscriber.ts'

import { openTables } from '../../test/sqlite-d1.ts'
import { upsertSubscriber } from '../store/subscribers.ts'
import { makeInvitation, readInvitation } from './invitation.ts'

const HOUR = 3_600_000

async function start() {
  const { db: DB } = openTables()
  let at = 1_000 * HOUR
  const context = { env: { DB }, now: () => at }
  const add = async (id: string) => {
    const rest = { options: {}, role: 'reader', state: 'active', createdAt: 0, tokenHash: null } as const
    await upsertSubscriber(DB, { ...FIRST_CHOICES, ...rest, id, channel: 'telegram', address: id })
    return id
  }
  return { context, add, later: (hours: number) => (at += hours * HOUR) }
}

test.each(['2f1c8a4e-0000-4000-8000-00000000000a', 'telegram:-1001234567890'])(
  'a link of %s counts for two days',
  async (id) => {
    const { context, add, later } = await start()
    await add(id)
    const token = (await makeInvitation(context, id)) ?? ''
    expect(token).toMatch(/^[\w-]{40,60}$/)
    expect(await readInvitation(context, token)).toMatchObject({ id })
    later(47)
    expect(await readInvitation(context, token)).toMatchObject({ id })
    later(2)
    expect(await readInvitation(context, token)).toBeNull()
  },
)

test('no sign of a link can be changed, and none of another house counts', async () => {
  const [{ context, add }, other] = await Promise.all([start(), start()])
  const id = await add('2f1c8a4e-0000-4000-8000-00000000000a')
  await other.add(id)
  const token = (await makeInvitation(context, id)) ?? ''
  expect(await readInvitation(other.context, token)).toBeNull()
  for (let at = 0; at < token.length; at += 1) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'Q' : 'A') + token.slice(at + 1)
    const read = await readInvitation(context, changed)
    // The last sign of base64 may hold bits that mean nothing.
    expect(at === token.length - 1 || read === null).toBe(true)
  }
  for (const nothing of ['', 'A', '%', 'A'.repeat(60), 'A'.repeat(500)])
    expect(await readInvitation(context, nothing)).toBeNull()
})

test('nothing of a link is kept but the key', async () => {
  const { context, add } = await start()
  await makeInvitation(context, await add('2f1c8a4e-0000-4000-8000-00000000000a'))
  const { results } = await context.env.DB.prepare("SELECT key FROM settings WHERE key LIKE 'invit%'").all()
  expect(results).toEqual([{ key: 'invitation-key' }])
})
