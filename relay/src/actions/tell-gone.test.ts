import type { Channel, ChannelMessage } from '../channels/channel.ts'

import { beforeEach, expect, test, vi } from 'vitest'

import { MINUTE, SECOND, stageAlerts } from '../../test/alert-stage.ts'
import { ringDue } from './ring.ts'
import { tellGone } from './tell-gone.ts'

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue()
})

type Stage = Awaited<ReturnType<typeof stageAlerts>>
type Leased = Awaited<ReturnType<Stage['lease']>>[number]

/** What stands in each message once the end has been told where it can be changed: first line, and the match itself. */
async function changedBy({ context }: Stage, alert: Leased) {
  const changed = new Map<string, string[]>()
  const message: ChannelMessage = {
    text: { title: 'Places parties', lines: [], links: [] },
    level: 'info',
    repeat: false,
  }
  const channel: Channel = {
    pace: null,
    send: () => Promise.reject(new Error('nothing new is to be said')),
    edit: async ({ text }, { messageId }) => {
      changed.set(messageId, [text.title, ...text.lines])
      return { kind: 'sent', messageId }
    },
  }
  // Only a real channel uses it.
  // oxlint-disable-next-line no-unsafe-type-assertion
  const io = {} as Parameters<Channel['send']>[2]
  const landed = vi.fn<() => void>()
  const turn = vi.fn(async () => landed)
  const gone = { alert, channel, message, address: 'ana', io, turn }
  expect(await tellGone(context, gone)).toMatchObject({ kind: 'sent' })
  // The first call has had its turn as the alert left.
  expect(turn).toHaveBeenCalledTimes(changed.size - 1)
  expect(landed).toHaveBeenCalledTimes(changed.size - 1)
  return changed
}

const only = <T>(list: readonly T[]): T => {
  const [first, ...others] = list
  if (first === undefined || others.length > 0) throw new Error(`${list.length} instead of one`)
  return first
}

const never = () => Promise.reject(new Error('nothing more is to be tried'))

test('a list and its repeat both say which of their matches has gone', async () => {
  const s = await stageAlerts({ ana: {} })
  for (const id of ['a', 'b', 'c', 'd', 'e']) await s.open(id)
  await s.pass(90 * SECOND)
  expect(s.listed('ana')).toHaveLength(2)
  await s.close('a')
  const changed = await changedBy(s, only(await s.lease()))
  expect([...changed.keys()]).toEqual(s.arrivals.map(({ alert }) => `m-${alert.id}`))
  const [list, repeat] = [...changed.values()]
  expect(list?.[0]).toBe('Places pour 5 matchs en même temps')
  expect(repeat?.[0]).toMatch(/^Toujours là depuis/)
  for (const lines of [list, repeat])
    expect(lines?.filter((line) => /parties à/.test(line))).toEqual([expect.stringMatching(/^• Match a : /)])
})

test('the end waits for a repeat that is on its way, and stands there, too', async () => {
  const s = await stageAlerts({ ana: {} })
  await s.open()
  await s.turn()
  s.skip(MINUTE)
  await ringDue(s.context)
  const ring = await s.lease()
  expect(ring.map(({ content }) => content.kind)).toEqual(['ring'])
  await s.close()
  expect(await s.lease()).toEqual([])
  await s.land(ring)
  const changed = await changedBy(s, only(await s.lease()))
  expect([...changed.keys()]).toEqual(s.arrivals.map(({ alert }) => `m-${alert.id}`))
  expect([...changed.values()]).toEqual([['Places parties'], ['Places parties']])
})

test('what goes while the list with it is on its way is told there', async () => {
  const s = await stageAlerts({ ana: {} })
  for (const id of ['a', 'b', 'c', 'd', 'e']) await s.open(id)
  await s.lease()
  s.skip(2 * SECOND)
  const [digest] = await s.lease()
  if (digest?.content.kind !== 'digest') throw new Error('a list is owed')
  await s.close('a')
  expect(await s.lease()).toEqual([])
  await s.land([digest])
  const changed = await changedBy(s, only(await s.lease()))
  expect([...changed.keys()]).toEqual([`m-${digest.id}`])
})

test('a change whose answer is lost is made again, and the others with it', async () => {
  const s = await stageAlerts({ ana: {} })
  await s.open()
  await s.turn()
  await s.pass(70 * SECOND)
  await s.close()
  const gone = only(await s.lease())
  const left = vi.fn<() => void>()
  const lost: Channel = {
    pace: null,
    send: () => Promise.reject(new Error('nothing new is to be said')),
    edit: async (_, __, { leaving }) => {
      leaving()
      return { kind: 'retry', detail: 'silent', ambiguous: true }
    },
  }
  const message: ChannelMessage = {
    text: { title: '', lines: [], links: [] },
    level: 'info',
    repeat: false,
  }
  // Only a real channel uses more of it.
  // oxlint-disable-next-line no-unsafe-type-assertion
  const io = { leaving: left } as unknown as Parameters<Channel['send']>[2]
  const about = { alert: gone, channel: lost, message, address: 'ana', io, turn: never }
  const delivery = await tellGone(s.context, about)
  expect(delivery).toMatchObject({ kind: 'retry', ambiguous: false })
  // Killed meanwhile, the next process takes it for not begun.
  expect(left).not.toHaveBeenCalled()
  await s.land([gone], 'failed')
  s.skip(MINUTE)
  const changed = await changedBy(s, only(await s.lease()))
  expect(changed.size).toBe(2)
})
