import type { Delivery } from '#core/delivery.ts'
import type { ChannelIo } from './channel.ts'
import type { Stand } from '../../test/channels/stands.ts'

import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'

import { makeIo } from '../../test/channels/io.ts'
import { makeMessage } from '../../test/channels/message.ts'
import { NOW, STANDS } from '../../test/channels/stands.ts'
import { CHANNELS } from './registry.ts'

/** Trials are named by the stands; a first look tells which there are. */
const named = await Promise.all(
  Object.entries(STANDS).map(async ([name, start]) => {
    const stand = await start()
    await stand.close()
    return { name, start, trials: Object.keys(stand.trials) }
  }),
)

type Sent = { delivery: Delivery; left: number }

async function send(stand: Stand, given: Parameters<typeof makeMessage>[0] = {}): Promise<Sent> {
  let left = 0
  const io = makeIo({ now: () => NOW, leaving: () => (left += 1), ...stand.io })
  const delivery = await stand.channel.send(makeMessage(given), stand.address, io)
  return { delivery, left }
}

async function begin(start: () => Promise<Stand>): Promise<Stand> {
  const stand = await start()
  onTestFinished(stand.close)
  return stand
}

function expectNoSecrets(stand: Stand, delivery: Delivery): void {
  const { kind, ...told } = delivery
  // Where it has moved to is an address, kept with the subscriber and never told.
  const text = JSON.stringify(kind === 'moved' ? {} : told)
  for (const secret of stand.secrets) expect(text).not.toContain(secret)
}

describe.each(named)('$name', ({ start, trials }) => {
  test.each(trials)('%s', async (name) => {
    const stand = await begin(start)
    const trial = stand.trials[name]
    await trial?.prepare()
    const { delivery, left } = await send(stand)
    expect(delivery).toMatchObject(trial?.expected ?? {})
    expect(stand.arrived()).toBe(trial?.arrived)
    // What has arrived had left, and what is ambiguous too: a crash in between must not hide it.
    if (stand.arrived() > 0 || (delivery.kind === 'retry' && delivery.ambiguous))
      expect(left).toBeGreaterThan(0)
    expectNoSecrets(stand, delivery)
  })

  test('two in a row, and a repeat, all arrive', async () => {
    const stand = await begin(start)
    for (const repeat of [false, false, true])
      expect((await send(stand, { repeat })).delivery).toMatchObject({ kind: 'sent' })
    expect(stand.arrived()).toBe(3)
  })

  test('the one repeat is not spent on a dead line', async () => {
    const stand = await begin(start)
    await stand.close()
    const { delivery, left } = await send(stand, { repeat: true })
    expect(delivery).toMatchObject({ kind: 'retry', ambiguous: false })
    expect(left).toBe(0)
  })

  test('the longest words fit', async () => {
    const stand = await begin(start)
    const long = '<b>*_[é♿`@everyone](http://x) '.repeat(200)
    const lines = Array.from({ length: 40 }, () => long)
    const { links } = makeMessage().text
    const longest = [{ label: long.slice(0, 60), url: `https://billetterie.psg.fr/${'x'.repeat(1900)}` }]
    for (const text of [
      { title: long, lines, links: longest },
      { title: long, lines, links },
      { title: 'court', lines, links },
      { title: 'court', lines: lines.map(() => '♿é '.repeat(500)), links: [...longest, ...longest] },
    ])
      expect((await send(stand, { text })).delivery).toMatchObject({ kind: 'sent' })
  })

  test('nothing to say but a title', async () => {
    const stand = await begin(start)
    const text = { title: 'Vigie voit de nouveau', lines: [], links: [] }
    expect((await send(stand, { text, level: 'info', silent: true })).delivery).toMatchObject({
      kind: 'sent',
    })
  })

  test('an address that is none is refused, and nothing is asked', async () => {
    const stand = await begin(start)
    const io = makeIo({ now: () => NOW, ...stand.io, fetch: () => Promise.reject(new Error('asked')) })
    const options = stand.io.options ?? {}
    for (const address of WRONG) {
      if (stand.channel.problem === undefined || stand.channel.problem(address, options) === null) continue
      const delivery = await stand.channel.send(makeMessage(), address, io)
      expect(delivery).toMatchObject(
        delivery.kind === 'retry' ? { ambiguous: false } : { kind: 'refused', permanent: true },
      )
    }
    expect(stand.channel.problem?.(stand.address, options) ?? null).toBeNull()
  })
})

const WRONG = ['', 'nowhere', 'ftp://x/y', 'a@b\r\nRCPT TO:<c@d.fr>', 'http://user:pw@x.fr/']
const inTheHouse = async () => ({ code: 'address-private', message: '10.0.0.1 is not a public address.' })
const unknown = async () => ({ code: 'address-unresolved', message: 'No such host.' })

const asked = named.filter(({ name }) => name !== 'telegram' && name !== 'email')

describe.each(asked)('$name, by an address that somebody gave', ({ start }) => {
  test('an address that may not be asked is not asked', async () => {
    const stand = await begin(start)
    const io = makeIo({ ...stand.io, guard: inTheHouse, fetch: () => Promise.reject(new Error('asked')) })
    const delivery = await stand.channel.send(makeMessage(), stand.address, io)
    expect(delivery).toMatchObject({ kind: 'refused', permanent: true })
  })

  test('a name that DNS does not know for now is tried again', async () => {
    const stand = await begin(start)
    const io = makeIo({ ...stand.io, guard: unknown })
    expect(await stand.channel.send(makeMessage(), stand.address, io)).toMatchObject({
      kind: 'retry',
      ambiguous: false,
    })
  })

  test('neither an error nor an answer brings its address and secrets into what is told', async () => {
    const stand = await begin(start)
    const words = [stand.address, ...stand.secrets].join(' ')
    const tell = async (fetch: ChannelIo['fetch']) =>
      await stand.channel.send(makeMessage(), stand.address, makeIo({ ...stand.io, fetch }))
    const broken = await tell((url) => Promise.reject(new Error(`${url} is away: ${words}`)))
    expect(broken).toMatchObject({ kind: 'retry', detail: expect.stringContaining('is away') })
    expectNoSecrets(stand, broken)
    const answer = { code: 40_024, message: words, error: words, description: words }
    for (const status of [400, 401, 404, 500]) {
      const refused = await tell(async () => Response.json(answer, { status }))
      expect(refused).toMatchObject({ detail: expect.stringContaining(String(status)) })
      expectNoSecrets(stand, refused)
    }
  })

  test('whatever is answered, something is said about it and nothing thrown', async () => {
    const stand = await begin(start)
    const status = fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(200, 204, 301, 404, 429))
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('null', '[]', '{"id":1}', '{"retry_after":"x"}'),
    )
    const headers = fc.record({
      'retry-after': fc.oneof(
        fc.constantFrom('-1', '1e99', 'soon', ''),
        fc.string({ unit: fc.constantFrom('0', '9', '.') }),
      ),
      location: fc.constantFrom('', '/', '//', 'http://[', 'javascript:x'),
    })
    await fc.assert(
      fc.asyncProperty(status, body, headers, async (status, body, headers) => {
        const isBare = status === 204 || status === 205 || status === 304
        const fetch = async () => new Response(isBare ? null : body, { status, headers })
        const delivery = await stand.channel.send(
          makeMessage(),
          stand.address,
          makeIo({ ...stand.io, fetch }),
        )
        if (delivery.kind === 'rate-limited') {
          expect(delivery.retryAfterMs).toBeGreaterThan(0)
          expect(delivery.retryAfterMs).toBeLessThanOrEqual(86_400_000)
        }
        if (status >= 400) expect(delivery.kind).not.toBe('sent')
        expectNoSecrets(stand, delivery)
      }),
      { numRuns: 300 },
    )
  })
})

test('the log takes what it can keep, and what it cannot is tried again', async () => {
  const lines: string[] = []
  const write = async ({ message }: { message: string }) => void lines.push(message)
  expect(await CHANNELS.log.send(makeMessage(), '', makeIo({ write }))).toEqual({
    kind: 'sent',
    messageId: null,
  })
  expect(lines).toEqual([
    expect.stringMatching(/^2 places PMR : PSG – OM · • Borelli.* · https:\/\/billetterie/),
  ])
  const broken = makeIo({ write: () => Promise.reject(new Error('the feed is away')) })
  expect(await CHANNELS.log.send(makeMessage(), '', broken)).toMatchObject({
    kind: 'retry',
    ambiguous: false,
  })
})
