import type { FeedMessage } from '#core/status.ts'
import type { Lookout } from './lookout.ts'

import { expect, test } from 'vitest'

import { eventually } from './eventually.ts'
import { startLookout, watchMatch } from './lookout.ts'

type Reader = { heard: FeedMessage[]; raw: string[]; socket: WebSocket; closed: () => number | null }

/** Opens the feed; with the admin's cookie it is a reader of the log too. */
async function listenTo(
  { relay, admin }: Lookout,
  { after, asAdmin = false }: { after?: number; asAdmin?: boolean },
) {
  const address = `${relay.url.replace('http', 'ws')}/api/feed${after === undefined ? '' : `?after=${after}`}`
  const headers = asAdmin ? { cookie: admin.cookie, origin: relay.url } : {}
  // Node's WebSocket takes headers; the DOM's type does not know it.
  const socket: WebSocket = Reflect.construct(WebSocket, [address, { headers }])
  let code: number | null = null
  const reader: Reader = { heard: [], raw: [], socket, closed: () => code }
  socket.addEventListener('message', ({ data }) => {
    reader.raw.push(String(data))
    if (!String(data).startsWith('{')) return
    const message: FeedMessage = JSON.parse(String(data))
    reader.heard.push(message)
  })
  socket.addEventListener('close', (event) => (code = event.code))
  await eventually(() => reader.heard[0]?.type === 'hello', 'the greeting')
  return reader
}

const cursors = ({ heard }: Reader) => heard.flatMap((one) => (one.type === 'log' ? [one.line.cursor] : []))

test('an admin who was away gets the lines missed, then the live ones, none lost and none twice', async () => {
  const lookout = await startLookout({ office: { by: 'static' } })
  const watch = await watchMatch(lookout)
  const first = await listenTo(lookout, { after: 0, asAdmin: true })
  await watch.look()
  const last = await eventually(() => cursors(first).at(-1), 'a line')
  first.socket.close()
  await watch.look()
  // Looks go on while the reader comes back.
  const looking = Promise.all([watch.look(), watch.look(), watch.look()])
  const second = await listenTo(lookout, { after: last, asAdmin: true })
  await looking
  const answer = await lookout.admin.fetch(`/api/logs?after=${last}`)
  const { logs }: { logs: { cursor: number }[] } = await answer.json()
  const wanted = logs.map(({ cursor }) => cursor)
  expect(wanted.length).toBeGreaterThan(1)
  await eventually(() => cursors(second).length >= wanted.length, 'all lines')
  expect(cursors(second)).toEqual(Array.from(cursors(second), (_, index) => last + 1 + index))
  expect(cursors(second).slice(0, wanted.length)).toEqual(wanted)
  expect(await readBack(lookout)).toEqual(cursors(first).concat(cursors(second)))
  const bad = await lookout.admin.fetch('/api/logs?before=-1')
  expect([bad.status, await bad.text()]).toEqual([400, expect.stringContaining('before')])
})

/** The whole log as it is read from its end: page by page, each with a word about how much is kept. */
async function readBack({ admin }: Lookout): Promise<number[]> {
  const read: number[] = []
  for (;;) {
    const before = read[0] === undefined ? '' : `&before=${read[0]}`
    const answer = await admin.fetch(`/api/logs?limit=2${before}`)
    const { logs, total }: { logs: { cursor: number }[]; total: number } = await answer.json()
    read.unshift(...logs.map(({ cursor }) => cursor))
    if (logs.length < 2) {
      expect(total).toBe(read.length)
      return read
    }
  }
}

test('the log outlives a kill -9, and its cursors go on', async () => {
  const lookout = await startLookout({ office: { by: 'static' } })
  const watch = await watchMatch(lookout)
  await watch.look()
  const before = await listenTo(lookout, { after: 0, asAdmin: true })
  const last = await eventually(() => cursors(before).at(-1), 'a line')
  await lookout.relay.kill()
  await lookout.relay.restart()
  await watch.look()
  const after = await listenTo(lookout, { after: last, asAdmin: true })
  await eventually(() => cursors(after).length > 0, 'a new line')
  expect(cursors(after)[0]).toBe(last + 1)
})

test('everybody else hears no log line, and whoever talks is shown out', async () => {
  const lookout = await startLookout({ office: { by: 'static' } })
  const watch = await watchMatch(lookout)
  const reader = await listenTo(lookout, { after: 0 })
  expect(reader.heard[0]).toMatchObject({ type: 'hello', admin: false })
  await watch.look()
  await eventually(() => reader.heard.some(({ type }) => type === 'watch'), 'the look')
  expect(cursors(reader)).toEqual([])
  reader.socket.send('ping')
  await eventually(() => reader.raw.includes('pong'), 'the answer to a ping')
  reader.socket.send('{"type":"log"}')
  await eventually(() => reader.closed() === 1008, 'the end')
})

test('a watch that is taken away is gone from every open page', async () => {
  const lookout = await startLookout({ office: { by: 'static' } })
  const watch = await watchMatch(lookout)
  const reader = await listenTo(lookout, {})
  await lookout.admin.fetch(`/api/watches/${watch.id}`, { method: 'DELETE' })
  await eventually(
    () => reader.heard.some((one) => one.type === 'removed' && one.id === watch.id),
    'the news',
  )
})

test('a cursor that is none is refused', async () => {
  const lookout = await startLookout()
  const answer = await fetch(`${lookout.relay.url}/api/feed?after=soon`)
  expect(answer.status).toBe(400)
})

test('signing out ends the live log of that session, and no other', async () => {
  const lookout = await startLookout({ office: { by: 'static' } })
  const other = { ...lookout, admin: await lookout.relay.signIn() }
  const [mine, theirs] = [
    await listenTo(lookout, { asAdmin: true }),
    await listenTo(other, { asAdmin: true }),
  ]
  expect((await lookout.admin.fetch('/api/session', { method: 'DELETE' })).status).toBe(200)
  await eventually(() => mine.closed() === 1008, 'the end of the session’s feed')
  const before = cursors(theirs).length
  await lookout.relay.signIn()
  await eventually(() => cursors(theirs).length > before, 'a line for the one who stayed')
  expect(theirs.closed()).toBeNull()
})
