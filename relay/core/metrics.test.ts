import { expect, test } from 'vitest'

import { renderMetrics } from './metrics.ts'

test('families are named once, together, and equal series are one', () => {
  const text = renderMetrics([
    { name: 'vigie_checks_total', labels: { state: 'none', reporter: 'relay-fetch' }, value: 2 },
    { name: 'vigie_outbox_depth', labels: {}, value: 0 },
    { name: 'vigie_checks_total', labels: { reporter: 'relay-fetch', state: 'none' }, value: 3 },
  ])
  expect(text).toBe(
    '# HELP vigie_checks_total Checks by reporter, state and result.\n' +
      '# TYPE vigie_checks_total counter\n' +
      'vigie_checks_total{reporter="relay-fetch",state="none"} 5\n' +
      '# HELP vigie_outbox_depth Alerts that are owed and not yet delivered.\n' +
      '# TYPE vigie_outbox_depth gauge\n' +
      'vigie_outbox_depth 0\n',
  )
})

test('buckets are added up, whichever were stored', () => {
  const name = 'vigie_lane_lateness_seconds'
  const lines = renderMetrics([
    { name: `${name}_bucket`, labels: { le: '0.01' }, value: 3 },
    { name: `${name}_bucket`, labels: { le: '+Inf' }, value: 1 },
    { name: `${name}_bucket`, labels: { le: '0.1' }, value: 2 },
    { name: `${name}_sum`, labels: {}, value: 40.5 },
    { name: `${name}_count`, labels: {}, value: 6 },
  ]).split('\n')
  expect(lines.filter((line) => line.startsWith('# TYPE'))).toEqual([`# TYPE ${name} histogram`])
  expect(lines.filter((line) => line.startsWith(`${name}_`))).toEqual([
    `${name}_bucket{le="0.005"} 0`,
    `${name}_bucket{le="0.01"} 3`,
    `${name}_bucket{le="0.025"} 3`,
    `${name}_bucket{le="0.05"} 3`,
    `${name}_bucket{le="0.1"} 5`,
    `${name}_bucket{le="0.25"} 5`,
    `${name}_bucket{le="1"} 5`,
    `${name}_bucket{le="5"} 5`,
    `${name}_bucket{le="30"} 5`,
    `${name}_bucket{le="+Inf"} 6`,
    `${name}_sum 40.5`,
    `${name}_count 6`,
  ])
})

test('label values cannot break out of their line', () => {
  const text = renderMetrics([{ name: 'x_total', labels: { a: 'say "hi"\\\nx_total 1' }, value: 1 }])
  expect(text.split('\n')[2]).toBe(String.raw`x_total{a="say \"hi\"\\\nx_total 1"} 1`)
})
