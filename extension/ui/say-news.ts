import type { List, ListState } from '../models/list.ts'
import type { View } from '../models/view.ts'

import { newsOf } from '../models/news.ts'

/** Tells those who hear the page what changes, and takes the keyboard to a match that was followed just now. */
export function sayNews(list: List): void {
  const { page, asked } = list
  let before: View | null = null
  let told: ListState['trouble'] = null
  const listen = () => {
    const { view, words, now } = page.state
    if (before !== view || asked.size > 0) {
      const news = newsOf(before, view, { words, now, asked })
      before = view
      asked.clear()
      say('urgent', news.urgent)
      say('polite', news.polite)
    }
    const { trouble } = list.state
    if (trouble !== null && trouble !== told) {
      say('polite', words.trouble[trouble.kind])
      document.querySelector('.trouble')?.scrollIntoView({ block: 'nearest' })
    }
    told = trouble
    goTo(list)
  }
  page.onDraw(listen)
  listen()
}

/** What was pressed is gone, and the row that came of it stands. */
function goTo(list: List): void {
  if (list.followed === null) return
  const row = document.querySelector(`[data-row="${CSS.escape(list.followed)}"] h2`)
  if (!(row instanceof HTMLElement)) return
  list.followed = null
  row.focus()
}

/** Says a sentence in one of the live regions of the page; they stand there before any script. */
function say(region: 'polite' | 'urgent', sentence: string): void {
  const element = document.getElementById(region)
  if (element !== null && sentence !== '') element.textContent = sentence
}
