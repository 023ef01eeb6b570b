import type { View } from '../models/view.ts'

import { loadWords } from '../locales/load.ts'
import { List } from '../models/list.ts'
import { createPage } from '../models/page.ts'
import { pageBrowser, realDoor } from '../page-door.ts'
import { ListPage } from './list-page.tsx'
import { say, start } from './start.tsx'

/** The list of matches, in whichever of its windows. */
export async function startList(): Promise<void> {
  const page = await createPage(realDoor, loadWords)
  const list = new List(realDoor, page)
  start({ page, title: () => 'Vigie', draw: () => <ListPage list={list} /> })
  // The first screen stands; the answer to this draws the rest.
  list.most = undefined
  void list.look()
  void sayNews(list)
  // A side panel stays while the person goes from page to page.
  pageBrowser().tabs.onActivated.addListener(() => void list.look())
}

/** Tells those who hear the page what changes; the list stands before that is fetched. */
async function sayNews({ page, asked }: List): Promise<void> {
  const { newsOf } = await import('../models/news.ts')
  let before: View | null = null
  const listen = () => {
    const { view, words, now } = page.state
    if (before === view) return
    const news = newsOf(before, view, { words, now, asked })
    before = view
    say('urgent', news.urgent)
    say('polite', news.polite)
  }
  page.onDraw(listen)
  listen()
}
