import type { AlertsDoor } from '../door.ts'
import type { OwnAlert } from '#core/own-alert.ts'

import { expect, test } from 'vitest'

import { RecentModel } from './recent.ts'

const alert = (name: string, change: Partial<OwnAlert> = {}): OwnAlert => ({
  releaseId: `r-${name}`,
  watchId: name,
  name,
  url: 'https://a.fr/',
  alertIds: [`a-${name}`],
  toldAt: 0,
  closedAt: null,
  answered: null,
  rings: false,
  ...change,
})

/** A relay that keeps answers, but those about `fails`. */
function play(
  alerts: OwnAlert[],
  { asked = null, fails = '' }: { asked?: string | null; fails?: string } = {},
) {
  const sent: string[] = []
  const door: Pick<AlertsDoor, 'recent' | 'answer'> = {
    recent: async () => ({ ok: true, value: { alerts } }),
    answer: async (_, { releaseId, outcome }) => {
      sent.push(`${releaseId} ${outcome}`)
      return releaseId === fails
        ? { ok: false, trouble: { kind: 'unreachable' } }
        : { ok: true, value: { state: 'kept', matches: [] } }
    },
  }
  const recent = new RecentModel(door, { token: 't', asked })
  const shown = () => {
    const { value } = recent.state
    if (value.kind !== 'shown') throw new Error(value.kind)
    return value
  }
  const lines = () => shown().alerts.map(({ name, answered, rings }) => `${name} ${answered} ${rings}`)
  return { recent, sent, shown, lines }
}

test('first what the link speaks of, then what rings, then the newest', async () => {
  const { recent, shown } = play(
    [
      alert('old'),
      alert('new', { toldAt: 9 }),
      alert('rings', { rings: true }),
      alert('asked', { alertIds: ['d', 'x'] }),
    ],
    { asked: 'x' },
  )
  await recent.sync()
  expect(shown().alerts.map(({ name }) => name)).toEqual(['asked', 'rings', 'new', 'old'])
})

test('what was kept shows its answer, and "seen" takes nothing back', async () => {
  const { recent, sent, lines, shown } = play([
    alert('a', { rings: true }),
    alert('b', { answered: 'got-one' }),
  ])
  await recent.sync()
  await recent.answer(['r-a', 'r-b'], 'seen')
  expect(sent).toEqual(['r-a seen', 'r-b seen'])
  expect(lines()).toEqual(['a seen false', 'b got-one false'])
  expect(shown()).toMatchObject({ kept: true, trouble: null, busy: [] })
})

test('what does not get through still rings, and is said', async () => {
  const { recent, sent, lines, shown } = play(
    [
      alert('a', { rings: true, toldAt: 3 }),
      alert('b', { rings: true, toldAt: 2 }),
      alert('c', { rings: true }),
    ],
    { fails: 'r-b' },
  )
  await recent.sync()
  await recent.answer(['r-a', 'r-b', 'r-c'], 'seen')
  expect(sent).toEqual(['r-a seen', 'r-b seen'])
  expect(lines()).toEqual(['a seen false', 'b null true', 'c null true'])
  expect(shown()).toMatchObject({ kept: false, trouble: { kind: 'unreachable' } })
})

test('two presses at once are one answer', async () => {
  const { recent, sent } = play([alert('a', { rings: true })])
  await recent.sync()
  await Promise.all([recent.answer(['r-a'], 'seen'), recent.answer(['r-a'], 'got-one')])
  expect(sent).toEqual(['r-a seen'])
})
