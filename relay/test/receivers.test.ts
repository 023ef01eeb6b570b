import type { Asked, End } from './channels/end.ts'
import type { Lookout, Watched } from './lookout.ts'

import { expect, onTestFinished, test } from 'vitest'

import { discordLimit, startDiscord } from './channels/discord.ts'
import { jsonOf } from './channels/end.ts'
import { startNtfy } from './channels/ntfy.ts'
import { SECRET, isSigned, startReceiver } from './channels/receiver.ts'
import { eventually } from './eventually.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

async function begin<E extends End>(start: () => Promise<E>): Promise<E> {
  const end = await start()
  onTestFinished(end.close)
  return end
}

type Wish = { channel: string; address: string; options?: object; locale?: 'fr' | 'en' }

const subscribe = ({ admin }: Lookout, wish: Wish) =>
  admin.fetch('/api/subscribers', { method: 'POST', body: JSON.stringify(wish) })

type Story = Lookout & { watch: Watched; release: () => Promise<void>; take: () => Promise<void> }

/** A watch without a seat, and these who want to know. */
async function start(ends: End[], wishes: Wish[]): Promise<Story> {
  const story = await startLookout({
    hosts: ends.map(({ url }) => new URL(url).host),
    office: { by: 'static' },
  })
  for (const wish of wishes) expect((await subscribe(story, wish)).status).toBe(201)
  const watch = await watchMatch(story)
  const release = async () => {
    story.office.control({ action: 'release', match: firstSlug(story), places: 2 })
    await watch.lookUntil('available')
  }
  const take = async () => {
    story.office.control({ action: 'take', match: firstSlug(story) })
    await watch.lookUntil('none')
  }
  return { ...story, watch, release, take }
}

const first = (end: End, what: string) => eventually(() => end.arrived[0], what)
const read = (asked: Asked | undefined) => (asked === undefined ? {} : jsonOf(asked))

test('a seat reaches Discord, and its message says so when it is gone', async () => {
  const discord = await begin(startDiscord)
  const story = await start([discord], [{ channel: 'discord', address: discord.address }])
  await story.release()
  const message = read(await first(discord, 'the message about the seat'))
  expect(message).toMatchObject({
    content: expect.stringMatching(/^\*\*2 places PMR \\: /),
    allowed_mentions: { parse: [] },
  })
  expect(message.content).toContain(`](<${story.office.matches[0]?.url}>)`)
  await story.take()
  const changed = await eventually(
    () => discord.arrived.find(({ method }) => method === 'PATCH'),
    'the change',
  )
  expect(changed.path).toMatch(/\/messages\/1(\?|$)/)
  expect(read(changed).content).not.toBe(message.content)
  expect(story.relay.output()).not.toContain(discord.token)
})

test('Discord’s own 429 is obeyed, and keeps nobody else waiting', async () => {
  const [discord, ntfy] = [await begin(startDiscord), await begin(startNtfy)]
  const story = await start(
    [discord, ntfy],
    [
      { channel: 'discord', address: discord.address },
      { channel: 'ntfy', address: ntfy.address, options: { token: ntfy.token } },
    ],
  )
  discord.next({ kind: 'reply', reply: discordLimit(3) })
  await story.release()
  await eventually(() => discord.asked.length === 1, 'the message that is refused')
  const refusedAt = Date.now()
  const { priority, topic, click } = read(await first(ntfy, 'the message of ntfy'))
  expect({ priority, topic, click }).toEqual({
    priority: 5,
    topic: ntfy.topic,
    click: story.office.matches[0]?.url,
  })
  await first(discord, 'the message after the wait')
  expect(Date.now() - refusedAt).toBeGreaterThanOrEqual(2500)
})

test('a webhook whose answer is lost gets the same message once more, by the same key', async () => {
  const receiver = await begin(startReceiver)
  const wish = {
    channel: 'webhook',
    address: receiver.address,
    options: { secret: SECRET },
    locale: 'en',
  } as const
  const story = await start([receiver], [wish])
  receiver.next({ kind: 'accept-then-reset' })
  await story.release()
  const [one, two] = await eventually(
    () => (receiver.arrived.length > 1 ? receiver.arrived : null),
    'the repeat',
  )
  if (one === undefined || two === undefined) throw new Error('nothing arrived')
  expect([isSigned(one), isSigned(two)]).toEqual([true, true])
  expect(two.headers['idempotency-key']).toBe(one.headers['idempotency-key'])
  const told = {
    kind: 'opened',
    status: 'firing',
    locale: 'en',
    facts: { offers: [{ type: 'PMR', quantity: 2 }] },
  }
  expect(read(one)).toMatchObject({ ...told, repeat: false })
  expect(read(two)).toMatchObject({ ...told, repeat: true })
  expect(story.relay.output()).not.toContain('fakeReceiverPath0123')
})

test('an address in the house, or one that is none, is not taken', async () => {
  const story = await startLookout()
  const wishes: Wish[] = [
    { channel: 'webhook', address: 'http://10.0.0.1/hook' },
    { channel: 'ntfy', address: 'http://192.168.1.1/topic' },
    { channel: 'discord', address: 'http://169.254.169.254/api/webhooks/123/abcdefghijk' },
    { channel: 'discord', address: 'https://exemple.fr/' },
    { channel: 'webhook', address: 'https://exemple.fr/', options: { secret: 'short' } },
    { channel: 'email', address: 'nobody' },
  ]
  for (const wish of wishes) expect((await subscribe(story, wish)).status).toBe(422)
})
