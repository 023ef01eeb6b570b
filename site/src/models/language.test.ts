import { expect, test } from 'vitest'

import { chooseLanguage } from './language.ts'

test.each([
  ['the address decides', { asked: 'en', preferred: ['fr'] }, 'fr', 'en'],
  ['then the earlier choice', { asked: null, preferred: ['fr-FR'] }, 'en', 'en'],
  ['then the browser, best first', { asked: null, preferred: ['de-DE', 'en-GB', 'fr'] }, null, 'en'],
  ['nonsense counts as nothing', { asked: '<b>', preferred: ['toString'] }, 'xx', 'fr'],
  ['French otherwise', { asked: null, preferred: [] }, null, 'fr'],
])('%s', (_, wish, remembered, language) => {
  expect(chooseLanguage(wish, remembered)).toBe(language)
})
