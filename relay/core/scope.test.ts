import { expect, test } from 'vitest'

import { scopeOf } from './scope.ts'

test('a call needs the scope of what it touches, and the account is for people only', () => {
  expect(scopeOf('GET', '/api/watches')).toBe('read')
  expect(scopeOf('HEAD', '/api/subscribers')).toBe('read')
  expect(scopeOf('POST', '/api/watches/try')).toBe('watches')
  expect(scopeOf('DELETE', '/api/matches/0')).toBe('watches')
  expect(scopeOf('PUT', '/api/templates')).toBe('alerts')
  expect(scopeOf('PATCH', '/api/rules/r1')).toBe('alerts')
  expect(scopeOf('PATCH', '/api/reporters/d1')).toBe('settings')
  expect(scopeOf('PUT', '/api/watchesque')).toBe('settings')
  for (const path of ['/api/account', '/api/account/keys', '/api/session'])
    expect(scopeOf('GET', path)).toBeNull()
})
