import { expect, test } from 'vitest'

import { en } from './en.ts'
import { fr } from './fr.ts'

test('one missing line is told as one, several as several', () => {
  expect([fr.gap.asking(1), fr.gap.failed(1), fr.gap.dropped(1)]).toEqual([
    'Lecture de 1 ligne manquée…',
    '1 ligne manque ici et n’a pas pu être lue.',
    '1 ligne manque ici : le relais ne la garde plus.',
  ])
  expect(fr.gap.dropped(2)).toBe('2 lignes manquent ici : le relais ne les garde plus.')
  expect([en.gap.asking(1), en.gap.failed(1), en.gap.dropped(1)]).toEqual([
    'Reading 1 missed line…',
    '1 line is missing here and could not be read.',
    '1 line is missing here: the relay no longer keeps it.',
  ])
  expect(en.gap.failed(2)).toBe('2 lines are missing here and could not be read.')
})
