import type { Language } from '../../locales/words.ts'

import { loadOptions, loadWelcome } from '../../locales/load-desk.ts'
import { Desk } from '../../models/desk.ts'
import { createPage } from '../../models/page.ts'
import { realDeskDoor } from '../../desk-door.ts'
import { start } from '../start.tsx'
import { WelcomePage } from './welcome-page.tsx'

export async function startWelcome(): Promise<void> {
  const page = await createPage(realDeskDoor, loadAll)
  const desk = new Desk(realDeskDoor, page)
  start({ page, title: ({ title }) => `${title} · Vigie`, draw: () => <WelcomePage desk={desk} /> })
}

async function loadAll(language: Language) {
  const [welcome, { alerts, display, failed }] = await Promise.all([
    loadWelcome(language),
    loadOptions(language),
  ])
  return { ...welcome, alerts, display, failed }
}
