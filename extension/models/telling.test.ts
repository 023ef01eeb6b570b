import { expect, test } from 'vitest'

import { en } from '../locales/en.ts'
import { fr } from '../locales/fr.ts'
import { LIST_SCENES } from '../test/gallery.ts'
import { tell } from './telling.ts'
import { viewOf } from './view.ts'

const now = Date.UTC(2026, 10, 20, 14)

test.each(Object.keys(LIST_SCENES))('%s: whole sentences in both languages', (scene) => {
  const view = viewOf(LIST_SCENES[scene]?.(now).known ?? null, now)
  if (view.kind === 'loading') return expect(scene).toBe('loading')
  for (const words of [fr, en]) {
    for (const card of [...view.cards, ...view.retired]) {
      const { title, why, checked, next } = tell(card, { words, now })
      expect(title).not.toBe('')
      expect(why.length).toBeGreaterThan(0)
      for (const sentence of why) expect(sentence).toMatch(/^\p{Lu}?[^]*\.$/u)
      const all = [title, ...why, checked, next ?? ''].join(' ')
      expect(all).not.toMatch(/undefined|null|NaN|Invalid|\[object/)
    }
  }
})

test('the two languages never say the same', () => {
  for (const scene of ['ok', 'alert', 'wall', 'needs access', 'stale', 'gone', 'back from sleep']) {
    const view = viewOf(LIST_SCENES[scene]?.(now).known ?? null, now)
    const card = view.kind === 'shown' ? view.cards[0] : undefined
    if (card === undefined) throw new Error(`no card in ${scene}`)
    const [french, english] = [fr, en].map((words) => tell(card, { words, now }))
    expect(french?.title).not.toBe(english?.title)
    expect(french?.why[0]).not.toBe(english?.why[0])
  }
})
