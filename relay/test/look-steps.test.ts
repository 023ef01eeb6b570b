import type { FeedMessage } from '#core/status.ts'
import type { LookStep } from '#core/look-step.ts'
import type { Lookout } from './lookout.ts'

import { expect, test } from 'vitest'

import { eventually } from './eventually.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

/** A look that somebody waits for, told step by step over the feed. */

type Ear = { heard: FeedMessage[]; steps: (lookId: string) => LookStep[]; close: () => void }

async function listen({ relay, admin }: Lookout, asAdmin = true): Promise<Ear> {
  const headers = asAdmin ? { cookie: admin.cookie, origin: relay.url } : {}
  const socket: WebSocket = Reflect.construct(WebSocket, [
    `${relay.url.replace('http', 'ws')}/api/feed`,
    { headers },
  ])
  const heard: FeedMessage[] = []
  socket.addEventListener('message', ({ data }) => {
    const message: FeedMessage = JSON.parse(String(data))
    heard.push(message)
  })
  await eventually(() => heard[0]?.type === 'hello', 'the greeting')
  const steps = (lookId: string) =>
    heard.flatMap((one) => (one.type === 'step' && one.step.lookId === lookId ? [one.step] : []))
  return { heard, steps, close: () => socket.close() }
}

const names = (steps: readonly LookStep[]) => steps.map(({ step }) => step)
const LOOK_MS = 50_000

test('a forced check is told step by step, to admins only, also to one who comes late', async () => {
  const lookout = await startLookout()
  const watch = await watchMatch(lookout)
  const [admin, reader] = [await listen(lookout), await listen(lookout, false)]
  const ask = async () => {
    const answer = await lookout.admin.fetch(`/api/watches/${watch.id}/check`, { method: 'POST' })
    const { checkId }: { checkId: string } = await answer.json()
    await eventually(() => names(admin.steps(checkId)).includes('recorded'), 'the last step', LOOK_MS)
    return checkId
  }
  const calm = await ask()
  const told = admin.steps(calm)
  expect(names(told).slice(0, 3)).toEqual(['queued', 'started', 'robots'])
  expect(names(told).slice(-2)).toEqual(['judged', 'recorded'])
  for (const name of ['asked', 'answered', 'read'] as const) expect(names(told)).toContain(name)
  expect(told).toContainEqual(expect.objectContaining({ step: 'answered', status: 200 }))
  expect(told.at(-2)).toMatchObject({ state: 'none', reason: null, watchId: watch.id })
  expect(told.at(-1)).toMatchObject({ news: 'same', owed: 0 })
  expect(told.map(({ n }) => n)).toEqual(told.map(({ n }) => n).toSorted((a, b) => a - b))

  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  const open = admin.steps(await ask())
  expect(open.at(-1)).toMatchObject({ step: 'recorded', news: 'opened', owed: 1 })

  lookout.office.control({ action: 'mode', mode: 'queue' })
  const shut = admin.steps(await ask())
  expect(shut).toContainEqual(expect.objectContaining({ step: 'wall', reason: 'queue' }))
  expect(shut.at(-1)).toMatchObject({ news: 'blind' })

  const late = await listen(lookout)
  await eventually(() => late.steps(calm).length === told.length, 'the steps that were missed')
  expect(late.steps(calm)).toEqual(told)
  expect(reader.heard.some(({ type }) => type === 'step')).toBe(false)
  for (const { close } of [admin, reader, late]) close()
})

test('a try is told under the name that was given to it, and answers with the picture of the page', async () => {
  const lookout = await startLookout()
  const [match] = lookout.office.matches
  const admin = await listen(lookout)
  const body = JSON.stringify({ url: match?.url, lookId: 'try-1' })
  const answer = await lookout.admin.fetch('/api/watches/try', { method: 'POST', body })
  expect(answer.status).toBe(200)
  const { verdict, picture } = await answer.json()
  expect(verdict.state).toBe('none')
  expect(picture).toMatchObject({ type: 'image/jpeg' })
  expect(atob(picture.data).slice(0, 2)).toBe('\u00FF\u00D8')
  await eventually(() => names(admin.steps('try-1')).at(-1) === 'judged', 'the verdict')
  expect(names(admin.steps('try-1'))).toContain('settling')
  expect(admin.steps('try-1')[0]?.watchId).toBeNull()
  const bad = JSON.stringify({ url: match?.url, lookId: '../x' })
  expect((await lookout.admin.fetch('/api/watches/try', { method: 'POST', body: bad })).status).toBe(400)
  admin.close()
})
