import { expect, test } from 'vitest'

import { MINUTE, SECOND, stageAlerts } from '../../test/alert-stage.ts'
import { readOwnAlerts } from '../store/own-alerts.ts'
import { patchSubscriber } from '../store/subscribers.ts'
import { acknowledgeAlert } from './acknowledge.ts'
import { answerOwn, readRecent } from './own-alerts.ts'
import { hashSubscriberToken } from './subscriber-token.ts'

const DAY = 24 * 60 * MINUTE

async function stage() {
  const s = await stageAlerts({ ana: {}, ben: { watches: [] }, cleo: { loudness: 'once' } })
  const shown = async (subscriberId = 'ana') =>
    await readOwnAlerts(s.context.env.DB, { subscriberId, since: s.now() - DAY, most: 50 })
  const lines = async (subscriberId?: string) =>
    (await shown(subscriberId)).map(({ name, rings, answered, closedAt }) =>
      [name, rings ? 'rings' : 'still', answered, closedAt === null ? null : 'gone']
        .filter((word) => word !== null)
        .join(' '),
    )
  const answer = (releaseId: string, outcome: 'seen' | 'got-one') =>
    acknowledgeAlert(s.context, { releaseId, subscriberId: 'ana', outcome })
  return { ...s, shown, lines, answer }
}

test('what rings, what was answered and what is gone, and nothing of anybody else', async () => {
  const s = await stage()
  await s.open('a')
  // Nothing has left yet.
  expect(await s.shown()).toEqual([])
  await s.turn()
  expect(await s.lines()).toEqual(['Match a rings'])
  expect(await s.lines('ben')).toEqual([])
  expect(await s.lines('cleo')).toEqual(['Match a still'])
  // Through every step of the series: between two repeats, and while one is on its way.
  await s.pass(2 * MINUTE)
  s.skip(3 * MINUTE)
  await s.turn()
  const [one] = await s.shown()
  const mine = s.arrivals.filter(({ to }) => to === 'ana').map(({ alert }) => alert.id)
  expect(one?.alertIds.toSorted()).toEqual(mine.toSorted())
  await s.answer('r-a', 'seen')
  expect(await s.lines()).toEqual(['Match a still seen'])
  await s.open('b')
  await s.turn()
  await s.close('b')
  await s.turn()
  expect(await s.lines()).toEqual(['Match b still gone', 'Match a still seen'])
  s.skip(DAY)
  expect(await s.shown()).toEqual([])
})

test('a list rings with everything on it, and each match is answered on its own', async () => {
  const s = await stage()
  for (const id of ['a', 'b', 'c', 'd', 'e']) await s.open(id)
  await s.pass(5 * SECOND, SECOND)
  const digest = s.arrivals.find(({ to }) => to === 'ana')?.alert
  expect(digest?.content.kind).toBe('digest')
  const shown = await s.shown()
  expect(shown.map(({ rings }) => rings)).toEqual([true, true, true, true, true])
  for (const { alertIds } of shown) expect(alertIds).toContain(digest?.id)
  await s.answer('r-b', 'got-one')
  expect(await s.lines()).toEqual([
    'Match a rings',
    'Match b still got-one',
    'Match c rings',
    'Match d rings',
    'Match e rings',
  ])
  await s.pass(2 * MINUTE)
  expect((await s.lines())[0]).toBe('Match a rings')
})

test('by the secret of one’s own link: a list asks which match, and no other secret answers it', async () => {
  const s = await stage()
  const [token, other] = ['abcdefghijklmnopqrstuv', 'zyxwvutsrqponmlkjihgfe']
  for (const [id, secret] of [
    ['ana', token],
    ['ben', other],
  ] as const) {
    const tokenHash = (await hashSubscriberToken(secret)) ?? ''
    await patchSubscriber(s.context.env.DB, id, { tokenHash, at: s.now() })
  }
  for (const id of ['a', 'b', 'c', 'd', 'e']) await s.open(id)
  await s.pass(5 * SECOND, SECOND)
  const alertId = s.arrivals.find(({ to }) => to === 'ana')?.alert.id ?? ''
  const answer = { alertId, outcome: 'too-late' } as const
  expect(await answerOwn(s.context, other, answer)).toBe('unknown')
  expect(await answerOwn(s.context, 'no-such-secret-at-all-', answer)).toBe('gone')
  expect(await readRecent(s.context, 'no-such-secret-at-all-')).toBeNull()
  const asked = await answerOwn(s.context, token, answer)
  expect(asked).toMatchObject({ state: 'which', matches: { length: 5 } })
  expect((await readRecent(s.context, token))?.map(({ answered, rings }) => [answered, rings])).toEqual(
    Array.from({ length: 5 }, () => ['seen', false]),
  )
  expect(await answerOwn(s.context, token, { releaseId: 'r-c', outcome: 'too-late' })).toEqual({
    state: 'kept',
    matches: [{ releaseId: 'r-c', watchId: 'c', name: 'Match c' }],
  })
  expect(await s.outcomes('c')).toMatchObject({ seen: 0, 'too-late': 1 })
})
