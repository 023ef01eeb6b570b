import { loadOptions } from '../../locales/load.ts'
import { Desk } from '../../models/desk.ts'
import { createPage } from '../../models/page.ts'
import { realDoor } from '../../page-door.ts'
import { start } from '../start.tsx'
import { OptionsPage } from './options-page.tsx'

export async function startOptions(): Promise<void> {
  const page = await createPage(realDoor, loadOptions)
  const desk = new Desk(realDoor, page)
  start({ page, title: ({ title }) => title, draw: () => <OptionsPage desk={desk} /> })
}
