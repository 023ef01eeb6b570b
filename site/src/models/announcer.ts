import type { Words } from '../locales/fr.ts'
import type { News } from './news.ts'
import type { PublicWatch } from '#core/status.ts'
import type { ReadonlySignal } from '@preact/signals'

import { createModel, signal } from '@preact/signals'

import { newsOf, printsOf, releaseKey } from './news.ts'

/** An object of its own each time, so that the same words about a second release are said again. */
type Announcement = { sentence: string }

/** Puts news into the two live regions: openings at once and only once, the rest when there is a pause. */
export const AnnouncerModel = createModel((words: ReadonlySignal<Words>) => {
  const urgent = signal<Announcement | null>(null)
  const polite = signal<Announcement | null>(null)
  /** Offers by release: what flickers, or is still there behind a wall, is said once. */
  const told = new Map<string, Set<string>>()
  function keep(watch: PublicWatch) {
    const known = told.get(releaseKey(watch)) ?? []
    told.set(releaseKey(watch), new Set([...known, ...printsOf(watch)]))
  }
  function opening(news: News): News[] {
    const { kind, watch } = news
    if (kind !== 'opened' && kind !== 'more') return []
    const known = told.get(releaseKey(watch))
    if (known === undefined) return [{ kind: 'opened', watch }]
    return printsOf(watch).every((print) => known.has(print)) ? [] : [{ kind: 'more', watch }]
  }
  const worded = (news: readonly News[]) => ({
    sentence: news.map((one) => words.value.news(one)).join(' '),
  })
  return {
    urgent,
    polite,
    /** `before` is `null` on the first load: what stands on the page then is read there, not announced. */
    witness(before: readonly PublicWatch[] | null, after: readonly PublicWatch[]) {
      if (before === null) {
        for (const watch of after) if (watch.verdict.state === 'available') keep(watch)
        return
      }
      const news = newsOf(before, after)
      const openings = news.flatMap(opening)
      const others = news.filter(({ kind }) => kind !== 'opened' && kind !== 'more')
      for (const { watch } of openings) keep(watch)
      if (openings.length > 0) urgent.value = worded(openings)
      if (others.length > 0) polite.value = worded(others)
    },
    say(sentence: string) {
      polite.value = { sentence }
    },
  }
})
