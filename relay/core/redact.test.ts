import { expect, test } from 'vitest'

import { cleanLine, MESSAGE_MOST, redact } from './redact.ts'

const TOKEN = '123456789:AAFakeTokenForTestsOnly_0123456789abc'

test.each([
  ['a bot token', `token is ${TOKEN}.`, TOKEN],
  ['a Bot API address', 'POST https://api.telegram.org/bot42:short/sendMessage', '42:short'],
  ['a password', 'sign-in with password=hunter2&next=/', 'hunter2'],
  ['a password in JSON', '{"password": "correct horse battery"}', 'correct horse battery'],
  ['a French password', 'mot de passe : sésame', 'sésame'],
  ['cookies', 'Cookie: session=abc; theme=dark', 'abc'],
  ['a set-cookie header', 'set-cookie: vigie=topsecret; HttpOnly', 'topsecret'],
  ['credentials in an address', 'GET https://me:pass@club.fr/', 'me:pass'],
  ['a bearer token', 'Bearer abc.def-ghi', 'abc.def-ghi'],
])('%s does not get into the log', (_, text, secret) => {
  expect(redact(text)).not.toContain(secret)
  expect(redact(text)).toContain('[masqué]')
})

test('known secrets are taken out wherever they stand', () => {
  expect(redact('it was open sesame!', ['open sesame'])).toBe('it was [masqué]!')
})

test('plain words stay as they are', () => {
  const words = 'PSG – OM : 2 places PMR à 15,00 €, https://billetterie.psg.fr/match/om?x=1 (14:02:11)'
  expect(redact(words)).toBe(words)
})

test('a line is bounded, its facts too', () => {
  const line = cleanLine(
    {
      at: 0,
      level: 'info',
      message: 'x'.repeat(9000),
      facts: { cookie: 'a=b', places: 2, note: 'y'.repeat(900) },
    },
    [],
  )
  expect(line.message).toHaveLength(MESSAGE_MOST)
  expect(line.facts).toEqual({ cookie: '[masqué]', places: 2, note: 'y'.repeat(300) })
})
