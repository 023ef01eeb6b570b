import { expect, test } from 'vitest'

import { calendarText } from './calendar.ts'

const NOW = Date.parse('2026-11-20T13:14:15Z')
const event = {
  id: 'r1',
  beganAt: NOW,
  endedAt: NOW + 180_000,
  changedAt: NOW + 180_000,
  title: 'Places PMR, Paris – Lyon; « 2 »',
  description: 'Première ligne\nSeconde, ligne',
  url: 'https://billetterie.example/match?a=1,2',
}
const calendar = { name: 'Vigie', description: 'Ouvertures', host: 'vigie.example' }

test('an opening is an event from its first sight to its last', () => {
  const text = calendarText({ ...calendar, events: [event, { ...event, id: 'r2', endedAt: null }] })
  expect(text).toContain('DTSTART:20261120T131415Z\r\nDTEND:20261120T131715Z\r\n')
  expect(text).toContain('SUMMARY:Places PMR\\, Paris – Lyon\\; « 2 »\r\n')
  expect(text).toContain('DESCRIPTION:Première ligne\\nSeconde\\, ligne\r\n')
  expect(text).toContain('URL:https://billetterie.example/match?a=1,2\r\n')
  expect(text.match(/DTEND/g)).toHaveLength(1)
})

test('no line is longer than 75 octets, and unfolded it is what it was', () => {
  const title = 'Gradin accompagné · été '.repeat(12).trim()
  const text = calendarText({ ...calendar, events: [{ ...event, title }] })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`)
})

test('hostile text cannot add a property', () => {
  const text = calendarText({
    ...calendar,
    events: [{ ...event, title: 'x\r\nATTACH:https://evil.example', url: 'https://a.example/\r\nX:1' }],
  })
  expect(text).not.toMatch(/^ATTACH/m)
  expect(text).not.toMatch(/^X:1/m)
})
