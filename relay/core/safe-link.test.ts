import { expect, test } from 'vitest'

import { safeLink } from './safe-link.ts'

test.each(['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'tickets', '', undefined])(
  '%s is no link',
  (address) => {
    expect(safeLink(address)).toBeNull()
  },
)

test('a link names its host', () => {
  expect(safeLink('https://tickets.example:8443/a?b')).toEqual({
    href: 'https://tickets.example:8443/a?b',
    host: 'tickets.example:8443',
  })
})
