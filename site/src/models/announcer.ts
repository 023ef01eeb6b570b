import type { Words } from '../locales/fr.ts'
import type { News } from './news.ts'
import type { PublicWatch } from '#core/status.ts'
import type { ReadonlySignal } from '@preact/signals'

import { createModel, signal } from '@preact/signals'

import { newsOf, releaseKey } from './news.ts'

/** An object of its own each time, so that the same words about a second release are said again. */
type Announcement = { sentence: string }

/** Puts news into the two live regions: openings at once and only once, the rest when there is a pause. */
export const AnnouncerModel = createModel((words: ReadonlySignal<Words>) => {
  const urgent = signal<Announcement | null>(null)
  const polite = signal<Announcement | null>(null)
  const told = new Set<string>()
  const worded = (news: readonly News[]) => ({
    sentence: news.map((one) => words.value.news(one)).join(' '),
  })
  return {
    urgent,
    polite,
    /** `before` is `null` on the first load: what stands on the page then is read there, not announced. */
    witness(before: readonly PublicWatch[] | null, after: readonly PublicWatch[]) {
      if (before === null) {
        for (const watch of after) if (watch.verdict.state === 'available') told.add(releaseKey(watch))
        return
      }
      const news = newsOf(before, after)
      const openings = news.filter(({ kind, watch }) => kind === 'opened' && !told.has(releaseKey(watch)))
      const others = news.filter(({ kind }) => kind !== 'opened')
      for (const { watch } of openings) told.add(releaseKey(watch))
      if (openings.length > 0) urgent.value = worded(openings)
      if (others.length > 0) polite.value = worded(others)
    },
    say(sentence: string) {
      polite.value = { sentence }
    },
  }
})
