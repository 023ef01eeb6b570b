import type { List } from '../models/list.ts'

import { pageBrowser } from '../page-door.ts'
import { sayNews } from './say-news.ts'

/** What the list does once it stands: it says what changes, and goes along as the person goes from page to page. */
export function stay(list: List): void {
  sayNews(list)
  const { onActivated, onUpdated } = pageBrowser().tabs
  onActivated.addListener(() => void list.look())
  onUpdated.addListener((_, { status, url }, { active }) => {
    if (active && (status === 'complete' || url !== undefined)) void list.look()
  })
}
