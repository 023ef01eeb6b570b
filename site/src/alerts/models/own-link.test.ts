import { expect, test } from 'vitest'

import { readOwnLink, tokenIn } from './own-link.ts'

const TOKEN = 'abcdefghijklmnopqrst-_'

test.each([
  [`#${TOKEN}`, { kind: 'own', token: TOKEN, alertId: null }],
  [`#${TOKEN}&alert=0a1b-2c`, { kind: 'own', token: TOKEN, alertId: '0a1b-2c' }],
  ['#second=AAECAwQFBgcICQoLDA0ODw', { kind: 'second', code: 'AAECAwQFBgcICQoLDA0ODw' }],
  ['', { kind: 'own', token: '', alertId: null }],
  ['#short', { kind: 'own', token: '', alertId: null }],
  [`#${TOKEN}&alert=<script>`, { kind: 'own', token: '', alertId: null }],
  [`#${TOKEN}x`, { kind: 'own', token: '', alertId: null }],
])('%s', (hash, link) => {
  expect(readOwnLink(hash)).toEqual(link)
})

test.each([
  [TOKEN, TOKEN],
  [` https://vigie.example.org/abonnement#${TOKEN} `, TOKEN],
  [`https://vigie.example.org/abonnement#${TOKEN}&alert=a1`, TOKEN],
  ['https://vigie.example.org/abonnement', null],
  ['https://vigie.example.org/abonnement#second=AAECAwQFBgcICQoLDA0ODw', null],
  ['marie@exemple.fr', null],
  ['', null],
])('the token in %s', (text, token) => {
  expect(tokenIn(text)).toBe(token)
})
