import { expect, test } from 'vitest'

import { cleanAddress, cleanLine, MESSAGE_MOST, redact, redactPersonal } from './redact.ts'

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

test.each([
  ['a mail address', 'Connecté : jean.dupont@example.fr (abonné)', 'jean.dupont'],
  ['a French phone number', 'Appelez le 06 12 34 56 78 avant midi', '06 12 34 56 78'],
  ['an international phone number', 'tel +33 (0)6 12 34 56 78', '12 34 56 78'],
  ['a greeted name', 'Bonjour Jean-Pierre Dupont, votre panier est vide', 'Dupont'],
  ['a greeted name with a title', 'Bienvenue, Mme Martin', 'Martin'],
  ['who is signed in', 'Signed in as Alice Smith', 'Smith'],
])('%s does not get into evidence', (_, text, secret) => {
  expect(redactPersonal(text)).not.toContain(secret)
  expect(redactPersonal(text)).toContain('[masqué]')
})

test('what a page says of seats stays as it is', () => {
  const words =
    'Place PMR + accompagnateur, tribune Borelli, rang 12, 45,00 €, le 20/11/2026 à 21:00 (réf. 2026-11-20-0612)'
  expect(redactPersonal(words)).toBe(words)
})

test.each([
  [
    'https://club.fr/match/psg-om-2026?tribune=borelli#offres',
    'https://club.fr/match/psg-om-2026?tribune=borelli#offres',
  ],
  ['https://me:pw@club.fr/a', 'https://club.fr/a'],
  ['https://club.fr/a?token=abc&rang=12', 'https://club.fr/a?token=***&rang=12'],
  ['https://q.it/?c=club&q=4f9d1c3b-77aa-4d5e-9d11-0f2a3b4c5d6e', 'https://q.it/?c=club&q=***'],
  ['https://club.fr/a?who=jean%40example.fr', 'https://club.fr/a?who=***'],
  ['https://club.fr/cb#access_token=eyJhbGciOiJIUzI1NiJ9.e30.x', 'https://club.fr/cb#access_token=***'],
  ['https://club.fr/x;jsessionid=0A1B2C/offres', 'https://club.fr/x;***/offres'],
  ['https://club.fr/panier/a8F3kd93LmQ02xPzR7tYw1Bv6nC5/voir', 'https://club.fr/panier/***/voir'],
  [
    'https://club.fr/match/2f1c7a52-0b1e-4f7e-8a3b-0f2a3b4c5d6e',
    'https://club.fr/match/2f1c7a52-0b1e-4f7e-8a3b-0f2a3b4c5d6e',
  ],
  ['/panier?sessionId=1', '/panier?sessionId=***'],
  ['', ''],
])('the address %s is kept as %s', (address, clean) => {
  expect(cleanAddress(address)).toBe(clean)
})
