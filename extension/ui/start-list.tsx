import { loadWords } from '../locales/load.ts'
import { List } from '../models/list.ts'
import { createPage } from '../models/page.ts'
import { realDoor } from '../page-door.ts'
import { ListPage } from './list-page.tsx'
import { start } from './start.tsx'

/** The list of matches, in whichever of its windows. */
export async function startList(): Promise<void> {
  const page = await createPage(realDoor, loadWords)
  const list = new List(realDoor, page)
  start({ page, title: () => 'Vigie', draw: () => <ListPage list={list} /> })
  // The first screen stands; the answer to this draws the rest.
  list.most = undefined
  void list.look()
  void import('./stay.ts').then(({ stay }) => stay(list))
}
