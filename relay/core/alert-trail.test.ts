import type { TrailAlert } from './alert-trail.ts'

import { expect, test } from 'vitest'

import { TRAIL_HEAD, lifeOf, trailLines } from './alert-trail.ts'
import { csvLine } from './csv.ts'

const alert: TrailAlert = {
  id: 'a1',
  subscriberId: 's1',
  channel: 'telegram',
  kind: 'opened',
  watchId: 'w1',
  releaseId: 'r1',
  name: '=HYPERLINK("https://evil.example","PSG, OM")',
  state: 'acknowledged',
  owedAt: 1000,
  attempts: [
    { attempt: 1, leasedAt: 1100, answeredAt: 1300, outcome: 'rate-limited', detail: null },
    { attempt: 2, leasedAt: 2100, answeredAt: 2300, outcome: 'sent', detail: null },
  ],
  nextAt: null,
  sentAt: 2300,
  acknowledgedAt: 9000,
  acknowledgedAs: 'got-one',
  endedAt: null,
}

test('an alert’s life is told in its order', () => {
  expect(lifeOf(alert).map(({ event, at }) => `${event} ${at}`)).toEqual([
    'owed 1000',
    'leased 1100',
    'answered 1300',
    'leased 2100',
    'answered 2300',
    'sent 2300',
    'acknowledged 9000',
  ])
  const failed = { ...alert, state: 'given-up' as const, sentAt: null, acknowledgedAt: null }
  expect(lifeOf(failed).at(-1)).toEqual({ event: 'given-up', at: 2300 })
  const unsent = { ...failed, attempts: [], endedAt: 1500 }
  for (const state of ['withdrawn', 'gathered'] as const)
    expect(lifeOf({ ...unsent, state }).at(-1)).toEqual({ event: state, at: 1500 })
})

test('the export is a line for each moment, and nothing in it is run by a spreadsheet', () => {
  const lines = (TRAIL_HEAD + trailLines([alert])).split('\r\n')
  expect(lines).toHaveLength(9)
  expect(lines[1]).toBe(
    `a1,s1,telegram,opened,w1,"'=HYPERLINK(""https://evil.example"",""PSG, OM"")",owed,,1970-01-01T00:00:01.000Z,`,
  )
  expect(lines[3]).toContain(',answered,1,1970-01-01T00:00:01.300Z,rate-limited')
  expect(lines[7]).toContain(',acknowledged,,1970-01-01T00:00:09.000Z,got-one')
})

test.each(['=1+1', '+33', '-2', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1'])('%j is text', (text) => {
  expect(csvLine([text, 'b'])).toBe(`"'${text}",b\r\n`)
})

test('quotes, commas and line ends stay within their field', () => {
  expect(csvLine(['a"b', 'c,d', 'e\nf', 'g'])).toBe('"a""b","c,d","e\nf",g\r\n')
})
