import { assert, property, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'

import {
  CODE_LETTERS,
  makeUserCode,
  networkPrefix,
  ownerKey,
  readUserCode,
  wordFingerprint,
} from './reporter.ts'

test('a code is eight letters that make no words, and reads back however it is typed', () => {
  assert(
    property(uint8Array({ minLength: 24, maxLength: 24 }), (random) => {
      const code = makeUserCode(random)
      if (code === null) return
      expect(code).toMatch(new RegExp(`^[${CODE_LETTERS}]{4}-[${CODE_LETTERS}]{4}$`))
      for (const typed of [code, code.toLowerCase(), code.replace('-', ''), ` ${code.replace('-', ' – ')} `])
        expect(readUserCode(typed)).toBe(code)
    }),
  )
})

test('no letter of a code is likelier than another', () => {
  expect(makeUserCode(Uint8Array.from({ length: 24 }, () => 255))).toBeNull()
  expect(makeUserCode(Uint8Array.of(250, 239, 19, 0, 1, 20, 2, 3, 4, 5))).toBe('ZZBC-BDFG')
})

test.each(['', 'BCDF-GHJ', 'BCDF-GHJKL', 'ABCD-FGHJ', 'BCDF-GHJ1', 'é'.repeat(8), 'B'.repeat(5000)])(
  '%j is no code',
  (text) => expect(readUserCode(text)).toBeNull(),
)

test.each([
  ['203.0.113.7', '4:203.0.113'],
  ['203.0.113.250', '4:203.0.113'],
  ['::ffff:203.0.113.7', '4:203.0.113'],
  ['203.0.114.7', '4:203.0.114'],
  ['2001:db8:1::1', '6:2001:db8:1'],
  ['2001:0DB8:0001:2:3:4:5:6', '6:2001:db8:1'],
  ['[2001:db8:2::1]', '6:2001:db8:2'],
  ['fe80::1%eth0', '6:fe80:0:0'],
  ['::1', '6:0:0:0'],
  ['', null],
  ['somewhere', null],
  ['1.2.3.256', null],
  ['1:2:3', null],
  ['1::2::3', null],
  ['1:2:3:4:5:6:7:8:9', null],
])('the connection of %j is %j', (address, prefix) => expect(networkPrefix(address)).toBe(prefix))

test('an owner is one however the name is written', () => {
  expect(ownerKey('  Jeanne\u00A0 D. ')).toBe(ownerKey('jeanne d.'))
  expect(ownerKey('Jeanne')).not.toBe(ownerKey('Jean'))
})

test('a fingerprint is short enough to be compared aloud', () => {
  expect(wordFingerprint('0123456789abcdef0123')).toBe('0123 4567 89AB CDEF')
})
