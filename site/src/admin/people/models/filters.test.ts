import { expect, test } from 'vitest'

import { peopleFilter, soughtOf, trailFilter, withChosen } from './filters.ts'

test('an address is told from a mark, and what is neither is not sent', () => {
  expect(soughtOf('  ')).toEqual({ kind: 'all' })
  expect(soughtOf(' 0a1b2c ')).toEqual({ kind: 'mark', mark: '0a1b2c' })
  expect(soughtOf('chat-0a1b')).toEqual({ kind: 'mark', mark: 'chat-0a1b' })
  expect(soughtOf('marie@exemple.fr')).toEqual({ kind: 'address', address: 'marie@exemple.fr' })
  expect(soughtOf('-1001234567890')).toEqual({ kind: 'address', address: '-1001234567890' })
  expect(soughtOf('https://ntfy.sh/secret')).toMatchObject({ kind: 'address' })
  expect(soughtOf('Marie Dupont')).toBeNull()
})

test('the address of the screen is asked of the relay as far as it makes sense', () => {
  expect(peopleFilter({ state: 'missed', channel: 'pigeon', watch: 'om' })).toEqual({
    state: 'missed',
    watch: 'om',
  })
  const now = new Date(2026, 10, 20, 12).getTime()
  expect(trailFilter({ when: 'day', state: 'given-up', text: 'PSG' }, now)).toEqual({
    state: 'given-up',
    text: 'PSG',
    from: String(now - 86_400_000),
  })
  const [from, to] = [new Date(2026, 9, 25), new Date(2026, 9, 26)].map((day) => String(day.getTime()))
  expect(trailFilter({ day: '2026-10-25', when: 'hour' }, now)).toEqual({ from, to })
  expect(trailFilter({ day: 'nonsense', when: 'never' }, now)).toEqual({})
})

test('of a span and a day the later choice holds, and nothing else is lost', () => {
  const day = { day: '2026-10-25', text: 'PSG' }
  expect(withChosen(day, 'when', 'week')).toEqual({ when: 'week', text: 'PSG' })
  expect(withChosen({ when: 'week', watch: 'om' }, 'day', '2026-10-25')).toEqual({
    day: '2026-10-25',
    watch: 'om',
  })
  expect(withChosen(day, 'watch', 'om')).toEqual({ ...day, watch: 'om' })
  expect(withChosen(day, 'day', '')).toEqual({ text: 'PSG' })
})
