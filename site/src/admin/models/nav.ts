import type { AdminWords } from '../locales/fr.ts'
import type { Route } from './route.ts'

/** A screen that the menu leads to. */
export type NavPage = Exclude<Route['page'], 'watch' | 'transfer'>

export type NavGroup = 'watching' | 'people' | 'tuning' | 'access'

/** The menu, in the order in which it is drawn. A new screen is one more word in its group. */
export const NAV: readonly { group: NavGroup; pages: readonly NavPage[] }[] = [
  { group: 'watching', pages: ['list', 'new', 'dashboard', 'log'] },
  { group: 'people', pages: ['people', 'alerts', 'devices'] },
  { group: 'tuning', pages: ['rules', 'templates', 'settings'] },
  { group: 'access', pages: ['account', 'audit'] },
]

/** What the menu and the window's title call a screen. */
export function screenName(words: AdminWords, page: NavPage | 'transfer'): string {
  if (page === 'transfer') return words.tend.transfer
  if (page === 'list') return words.list.title
  return page === 'new' ? words.add.title : words.desk[page]
}
