import { expect, test } from 'vitest'

import { isTimeZone } from './quiet.ts'
import { COMMON_ZONES, readTimeZone } from './time-zones.ts'

test.each([
  ['Europe/Paris', 'Europe/Paris'],
  ['  europe/paris ', 'Europe/Paris'],
  ['indian/reunion', 'Indian/Reunion'],
  ['america/new york', 'America/New_York'],
  ['America/Argentina/Buenos_Aires', expect.stringContaining('Buenos_Aires')],
  ['UTC', 'UTC'],
  ['Mars/Olympus', null],
  ['', null],
  ['+05:00', null],
  ["Europe/Paris'; DROP TABLE", null],
  ['a'.repeat(500), null],
])('%j is read as %j', (text, zone) => {
  expect(readTimeZone(text)).toEqual(zone)
})

test('every zone that is offered is one, and is read as it is written', () => {
  for (const zone of COMMON_ZONES) expect([isTimeZone(zone), readTimeZone(zone)]).toEqual([true, zone])
})
