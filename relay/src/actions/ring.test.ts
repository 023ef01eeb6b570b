import type { AlertContent } from '#core/alert.ts'
import type { SubscriberChoices } from '#core/subscriber.ts'
import type { Arrival } from '../../test/alert-stage.ts'

import * as fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'

import { isRepeat } from '#core/alert.ts'
import { isQuiet } from '#core/quiet.ts'

import { MINUTE, SECOND, stageAlerts } from '../../test/alert-stage.ts'
import { acknowledgeAlert } from './acknowledge.ts'
import { ringDue } from './ring.ts'

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue()
})

const kindOf = ({ alert }: Arrival) => alert.content.kind
const releaseOf = (content: AlertContent) => ('releaseId' in content ? content.releaseId : '')
const tells = (content: AlertContent, releaseId: string) =>
  content.kind === 'digest'
    ? content.openings.some((one) => one.releaseId === releaseId)
    : releaseOf(content) === releaseId

test('rings after one, two and five minutes, then turns to the next person, who hands on', async () => {
  const s = await stageAlerts({
    ana: { escalateTo: 'ben' },
    ben: { loudness: 'once', watches: [], escalateTo: 'cleo' },
    cleo: { watches: [] },
  })
  await s.open()
  await s.turn()
  await s.pass(20 * MINUTE)
  expect(s.to('ana')).toEqual(['opened 0', 'ring 60', 'ring 120', 'ring 300'])
  expect(s.to('ben')).toEqual(['escalated 360'])
  expect(s.to('cleo')).toEqual(['escalated 420'])
})

test('an answer stops it, the one who was turned to hears of it, and it is counted once', async () => {
  const s = await stageAlerts({ ana: { escalateTo: 'ben' }, ben: { watches: [] } })
  await s.open()
  await s.turn()
  await s.pass(7 * MINUTE)
  expect(s.to('ben')).toEqual(['escalated 360'])
  const answer = { releaseId: 'r-w', subscriberId: 'ana', outcome: 'seen' } as const
  await acknowledgeAlert(s.context, answer)
  await acknowledgeAlert(s.context, answer)
  await s.pass(10 * MINUTE)
  expect(s.to('ben')).toEqual(['escalated 360', 'acknowledged 430'])
  expect(await s.outcomes()).toMatchObject({ seen: 1, 'got-one': 0 })
  await acknowledgeAlert(s.context, { ...answer, outcome: 'got-one' })
  await acknowledgeAlert(s.context, answer)
  expect(await s.outcomes()).toMatchObject({ seen: 0, 'got-one': 1 })
})

test('who was not told of it cannot answer', async () => {
  const s = await stageAlerts({ ana: {}, ben: { watches: [] } })
  await s.open()
  await s.turn()
  const asked = { releaseId: 'r-w', subscriberId: 'ben', outcome: 'got-one' } as const
  expect(await acknowledgeAlert(s.context, asked)).toEqual({ kind: 'unknown' })
  expect(await s.outcomes()).toBeUndefined()
})

test('an answer while a repeat is owed takes it back', async () => {
  const s = await stageAlerts({ ana: {} })
  await s.open()
  await s.turn()
  s.skip(MINUTE)
  await ringDue(s.context)
  await acknowledgeAlert(s.context, { releaseId: 'r-w', subscriberId: 'ana', outcome: 'seen' })
  expect(await s.lease()).toEqual([])
  await s.pass(10 * MINUTE)
  expect(s.to('ana')).toEqual(['opened 0'])
})

test.each(['sent', 'failed'] as const)(
  'an answer while a repeat is on its way is its end, when it is %s',
  async (how) => {
    const s = await stageAlerts({ ana: {} })
    await s.open()
    await s.turn()
    s.skip(MINUTE)
    await ringDue(s.context)
    const leased = await s.lease()
    expect(leased.map(({ content }) => content.kind)).toEqual(['ring'])
    await acknowledgeAlert(s.context, {
      alertId: leased[0]?.id ?? '',
      subscriberId: 'ana',
      outcome: 'too-late',
    })
    await s.land(leased, how)
    expect(s.state(leased[0]?.id ?? '')).toBe(how === 'sent' ? 'acknowledged' : 'withdrawn')
    await s.pass(10 * MINUTE)
    expect(s.to('ana')).toEqual(how === 'sent' ? ['opened 0', 'ring 60'] : ['opened 0'])
  },
)

test('an answer that is quicker than the news that the message arrived counts all the same', async () => {
  const s = await stageAlerts({ ana: {} })
  await s.open()
  const leased = await s.lease()
  await acknowledgeAlert(s.context, { alertId: leased[0]?.id ?? '', subscriberId: 'ana', outcome: 'got-one' })
  await s.land(leased)
  expect(s.state(leased[0]?.id ?? '')).toBe('acknowledged')
  await s.pass(10 * MINUTE)
  expect(s.to('ana')).toEqual(['opened 0'])
})

test('whoever cannot be reached for long, or at all, is no reason to wait: somebody else is told', async () => {
  const s = await stageAlerts({ ana: { escalateTo: 'ben' }, ben: { watches: [] } })
  await s.open()
  for (let failures = 0; failures < 8; failures += 1) {
    await s.land(await s.lease(), 'failed')
    s.skip(MINUTE)
  }
  await s.turn()
  expect(s.to('ben')).toEqual(['escalated 480'])
})

test('whoever blocks us while it rings: somebody else is told at once', async () => {
  const s = await stageAlerts({ ana: { escalateTo: 'ben' }, ben: { watches: [] } })
  await s.open()
  await s.turn()
  s.skip(MINUTE)
  await ringDue(s.context)
  await s.land(await s.lease(), 'blocked')
  await s.turn()
  expect(s.to('ben')).toEqual(['escalated 60'])
  await s.pass(10 * MINUTE)
  expect(s.to('ana')).toEqual(['opened 0'])
})

test('whoever blocks us: everything that is open and waits or rings goes to somebody else at once', async () => {
  const s = await stageAlerts({ ana: { escalateTo: 'ben' }, ben: { watches: [] }, cleo: {} })
  await s.open('rings')
  await s.open('over')
  await s.turn()
  await s.close('over')
  await s.turn()
  s.skip(20 * SECOND)
  await s.open('fails')
  const leased = await s.lease()
  await s.open('waits')
  const to = (who: string) => leased.filter(({ subscriberId }) => subscriberId === who)
  await s.land(to('ana'), 'blocked')
  await s.land(to('cleo'))
  await s.turn()
  const handed = s.arrivals.filter(({ to: who }) => who === 'ben')
  expect(handed.map(({ alert: { content } }) => `${content.kind} ${releaseOf(content)}`).toSorted()).toEqual([
    'escalated r-fails',
    'escalated r-rings',
    'escalated r-waits',
  ])
  expect(s.to('cleo').filter((line) => line.startsWith('opened'))).toHaveLength(4)
})

test('in quiet hours nothing rings until they end; what must always ring does', async () => {
  const quiet = { from: '11:30', to: '14:00' }
  const s = await stageAlerts({ ana: { quiet }, ben: { quiet, always: ['w'] } })
  await s.open()
  await s.turn()
  await s.pass(150 * MINUTE, MINUTE)
  expect(s.to('ana')).toEqual(['opened 0', 'ring 7200', 'ring 7260', 'ring 7440'])
  expect(s.to('ben')).toEqual(['opened 0', 'ring 60', 'ring 120', 'ring 300'])
})

test('ten at once are one message, which rings as one and lists what is still there', async () => {
  const s = await stageAlerts({ ana: {}, ben: { loudness: 'once' } })
  const ids = Array.from({ length: 10 }, (_, index) => `w${index}`)
  for (const id of ids) await s.open(id)
  await s.turn()
  expect(s.to('ana')).toEqual(['digest 0'])
  for (const id of ids.slice(4)) await s.close(id)
  await s.pass(90 * SECOND)
  expect(s.listed('ana').map((list) => list.length)).toEqual([10, 4])
  for (const id of ids.slice(0, 4)) await s.close(id)
  await s.pass(10 * MINUTE)
  expect(s.to('ana').filter((line) => line.startsWith('digest'))).toHaveLength(2)
  expect(s.to('ben').filter((line) => line.startsWith('digest'))).toHaveLength(1)
})

const LISTED = ['a', 'b', 'c', 'd', 'e']
const stageList = async () => {
  const s = await stageAlerts({ ana: {} })
  for (const id of LISTED) await s.open(id)
  await s.pass(5 * SECOND, SECOND)
  const answer = (alertId: string, outcome: 'seen' | 'got-one' | 'too-late') =>
    acknowledgeAlert(s.context, { alertId, subscriberId: 'ana', outcome })
  return { ...s, answer, digest: s.arrivals[0]?.alert.id ?? '' }
}

test('seen is an answer to everything on a list', async () => {
  const s = await stageList()
  expect(await s.answer(s.digest, 'seen')).toMatchObject({ kind: 'acknowledged', matters: { length: 5 } })
  await s.pass(10 * MINUTE)
  expect(s.to('ana')).toHaveLength(1)
  for (const id of LISTED) expect(await s.outcomes(id)).toMatchObject({ seen: 1, 'got-one': 0 })
})

test('a seat that somebody got is asked for by its match, rings no more meanwhile, and counts once', async () => {
  const s = await stageList()
  const asked = await s.answer(s.digest, 'got-one')
  if (asked.kind !== 'which') throw new Error(asked.kind)
  expect(asked.matters.map(({ content }) => content.name)).toEqual(LISTED.map((id) => `Match ${id}`))
  await s.pass(10 * MINUTE)
  expect(s.to('ana')).toHaveLength(1)
  expect(await s.outcomes('b')).toMatchObject({ seen: 1, 'got-one': 0 })
  const one = asked.matters[1]?.alertId ?? ''
  for (const _ of [1, 2])
    expect(await s.answer(one, 'got-one')).toMatchObject({ kind: 'acknowledged', matters: { length: 1 } })
  expect(await s.outcomes('b')).toMatchObject({ seen: 0, 'got-one': 1 })
  expect(await s.outcomes('c')).toMatchObject({ seen: 1, 'got-one': 0 })
  // The list once more: what was said of one match stays.
  await s.answer(s.digest, 'seen')
  expect(await s.outcomes('b')).toMatchObject({ seen: 0, 'got-one': 1 })
})

test('a repeat that lists one match only needs no asking', async () => {
  const s = await stageList()
  for (const id of LISTED.slice(1)) await s.close(id)
  await s.pass(90 * SECOND)
  const repeat = s.arrivals.find(({ alert: { content } }) => content.kind === 'digest' && content.step === 1)
  expect(await s.answer(repeat?.alert.id ?? '', 'too-late')).toMatchObject({ kind: 'acknowledged' })
  expect(await s.outcomes('a')).toMatchObject({ seen: 0, 'too-late': 1 })
  for (const id of LISTED.slice(1)) expect(await s.outcomes(id)).toMatchObject({ seen: 1, 'too-late': 0 })
})

test('gone is told to who was told, and ends what is owed', async () => {
  const s = await stageAlerts({ ana: {}, ben: { watches: [] } })
  await s.open()
  await s.turn()
  await s.pass(30 * SECOND)
  await s.close()
  await s.pass(10 * MINUTE)
  expect(s.to('ana')).toEqual(['opened 0', 'gone 40'])
  expect(s.to('ben')).toEqual([])
})

const names = ['ana', 'ben', 'cleo'] as const
const anyChoices: fc.Arbitrary<Partial<SubscriberChoices>> = fc.record({
  loudness: fc.constantFrom('ring', 'ring', 'once'),
  quiet: fc.constantFrom(null, null, { from: '12:02', to: '12:04' }),
  always: fc.constantFrom([], ['w1']),
  escalateTo: fc.constantFrom(null, ...names),
  watches: fc.constantFrom('all' as const, 'all' as const, []),
})
const watchId = fc.integer({ min: 0, max: 5 }).map((n) => `w${n}`)
const command = fc.oneof(
  fc.record({ do: fc.constant('open' as const), watch: watchId }),
  fc.record({ do: fc.constant('close' as const), watch: watchId }),
  fc.record({ do: fc.constant('answer' as const), watch: watchId, who: fc.constantFrom(...names) }),
  fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ do: fc.constant('lease' as const) }),
  fc.record({ do: fc.constant('land' as const), fails: fc.boolean() }),
)

test('whatever happens in whatever order: no repeat after an answer or the end, three and one at most, none lost, none twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(anyChoices, anyChoices, anyChoices),
      fc.array(command, { maxLength: 40 }),
      async ([ana, ben, cleo], commands) => {
        const s = await stageAlerts({ ana, ben, cleo })
        const [state, answers] = [new Map<string, 'open' | 'closed'>(), new Set<string>()]
        const wanted: string[] = []
        let flying: Awaited<ReturnType<typeof s.lease>> = []
        const check = (leased: typeof flying) => {
          for (const { content, subscriberId, attempts } of leased) {
            if (!isRepeat(content) && content.kind !== 'escalated') continue
            const ids =
              content.kind === 'digest' ? content.openings.map((one) => one.releaseId) : [releaseOf(content)]
            const isAlive = ids.some(
              (id) => state.get(id) === 'open' && !answers.has(`${subscriberId} ${id}`),
            )
            expect(isAlive).toBe(true)
            const { quiet = null, always = [] } = { ana, ben, cleo }[subscriberId] ?? {}
            const peace = { quiet, always, timeZone: 'Europe/Paris' }
            if (content.kind === 'ring' && attempts === 1)
              expect(isQuiet(peace, s.now(), content.watchId)).toBe(false)
          }
        }
        const turn = async () => {
          await ringDue(s.context)
          for (let leased = await s.lease(); leased.length > 0; leased = await s.lease()) {
            check(leased)
            await s.land(leased)
          }
        }
        const pass = async (seconds: number) => {
          for (let left = seconds; left > 0; left -= 10) {
            s.skip(10 * SECOND)
            await turn()
          }
        }
        for (const one of commands) {
          if (one.do === 'open' && !state.has(`r-${one.watch}`)) {
            await s.open(one.watch)
            state.set(`r-${one.watch}`, 'open')
            for (const [who, { watches }] of Object.entries({ ana, ben, cleo }))
              if (watches === 'all') wanted.push(`${who} r-${one.watch}`)
          } else if (one.do === 'close' && state.get(`r-${one.watch}`) === 'open') {
            await s.close(one.watch)
            state.set(`r-${one.watch}`, 'closed')
          } else if (one.do === 'answer') {
            const asked = { releaseId: `r-${one.watch}`, subscriberId: one.who, outcome: 'seen' } as const
            const { kind } = await acknowledgeAlert(s.context, asked)
            if (kind === 'acknowledged') answers.add(`${one.who} r-${one.watch}`)
          } else if (one.do === 'pass') await pass(one.seconds)
          else if (one.do === 'lease' && flying.length === 0) {
            await ringDue(s.context)
            flying = await s.lease()
            check(flying)
          } else if (one.do === 'land') {
            await s.land(flying, one.fails ? 'failed' : 'sent')
            flying = []
          }
        }
        await s.land(flying)
        await pass(8 * 60)
        const told = s.arrivals.flatMap(({ to, alert: { content } }) => {
          if (content.kind === 'opened') return [`${to} ${content.releaseId}`]
          return content.kind === 'digest' && content.step === 0
            ? content.openings.map((opening) => `${to} ${opening.releaseId}`)
            : []
        })
        expect(told.toSorted()).toEqual(wanted.toSorted())
        for (const who of names)
          for (const releaseId of state.keys()) {
            const mine = s.arrivals.filter(({ to, alert }) => to === who && tells(alert.content, releaseId))
            const count = (kind: string) => mine.filter((one) => kindOf(one) === kind).length
            expect(mine.filter(({ alert }) => isRepeat(alert.content)).length).toBeLessThanOrEqual(3)
            expect(count('escalated')).toBeLessThanOrEqual(1)
            expect(count('gone')).toBeLessThanOrEqual(1)
          }
      },
    ),
    { numRuns: 40 },
  )
}, 60_000)
