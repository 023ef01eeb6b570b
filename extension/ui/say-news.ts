import type { List, ListState } from '../models/list.ts'
import type { View } from '../models/view.ts'

import { newsOf } from '../models/news.ts'

/** Tells those who hear the page what changes, and takes the keyboard to a match that was followed just now. */
export function sayNews(list: List): void {
  const { page, asked } = list
  let before: View | null = null
  let told: ListState['trouble'] = null
  let was: ListState['here'] = null
  const listen = () => {
    const { view, words, now } = page.state
    if (before !== view || asked.size > 0) {
      const news = newsOf(before, view, { words, now, asked })
      before = view
      asked.clear()
      say('urgent', news.urgent)
      say('polite', news.polite)
    }
    const { trouble, here } = list.state
    if (trouble !== null && trouble !== told) {
      say('polite', words.trouble[trouble.kind])
      document.querySelector('.trouble')?.scrollIntoView({ block: 'nearest' })
    }
    told = trouble
    // On the page of a match that is over, its row must not be looked for.
    if (here !== was && here?.kind === 'already') openAround(rowOf(here.follow.id))
    was = here
    goTo(list)
  }
  page.onDraw(listen)
  listen()
}

/** What was pressed is gone, and the row that came of it stands. */
function goTo(list: List): void {
  if (list.followed === null) return
  const row = rowOf(list.followed)
  if (row === null) return
  list.followed = null
  openAround(row)
  row.focus()
}

const rowOf = (id: string) => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] h2`)

/** Past matches are folded away. */
function openAround(row: HTMLElement | null): void {
  const folded = row?.closest('details')
  if (folded != null) folded.open = true
}

/** Says a sentence in one of the live regions of the page; they stand there before any script. */
function say(region: 'polite' | 'urgent', sentence: string): void {
  const element = document.getElementById(region)
  if (element !== null && sentence !== '') element.textContent = sentence
}
