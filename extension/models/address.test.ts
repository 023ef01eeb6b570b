import { expect, test } from 'vitest'

import { readAddress } from './address.ts'

test.each([
  ['https://vigie.example.org', 'https://vigie.example.org'],
  ['  vigie.example.org/ ', 'https://vigie.example.org'],
  ['HTTPS://Vigie.Example.org:8443', 'https://vigie.example.org:8443'],
  ['http://localhost:8787', 'http://localhost:8787'],
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
  ['http://[::1]:8787', 'http://[::1]:8787'],
  ['http://192.168.1.20:8787', 'http://192.168.1.20:8787'],
  ['http://172.20.0.2', 'http://172.20.0.2'],
  ['http://raspberry.local:8787', 'http://raspberry.local:8787'],
])('%s is taken', (given, address) => {
  expect(readAddress(given)).toEqual({ ok: true, address })
})

test.each([
  ['   ', 'empty'],
  ['https://', 'not-an-address'],
  ['ftp://vigie.example.org', 'not-an-address'],
  ['javascript:alert(1)', 'not-an-address'],
  ['https://user:secret@vigie.example.org', 'not-an-address'],
  ['https://vigie.example.org/status.json', 'has-path'],
  ['https://vigie.example.org/?a', 'has-path'],
  ['http://vigie.example.org', 'not-private'],
  ['http://172.32.0.1', 'not-private'],
  ['http://10.evil.example', 'not-private'],
  ['http://127.0.0.1.evil.example', 'not-private'],
])('%s is refused: %s', (given, problem) => {
  expect(readAddress(given)).toEqual({ ok: false, problem })
})
