import { loadOptions } from '../../locales/load-desk.ts'
import { Desk } from '../../models/desk.ts'
import { createPage } from '../../models/page.ts'
import { realDeskDoor } from '../../desk-door.ts'
import { start } from '../start.tsx'
import { OptionsPage } from './options-page.tsx'

export async function startOptions(): Promise<void> {
  const page = await createPage(realDeskDoor, loadOptions)
  const desk = new Desk(realDeskDoor, page)
  start({ page, title: ({ title }) => title, draw: () => <OptionsPage desk={desk} /> })
}
