/**
 * Takes a picture of every state of every page, in both languages, light, dark and forced colours, narrow and wide:
 * `node extension/test/screens.ts [page] [scene]`. They go to `.vigie/screens`, which is not kept.
 */
import type { Scene } from './gallery.ts'
import type { Look, PageName } from './stage.ts'
import type { Page } from 'puppeteer-core'

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { argv } from 'node:process'

import { ROOT } from '../../relay/dev/paths.ts'
import { LIST_SCENES, OPTION_SCENES, WELCOME_SCENES } from './gallery.ts'
import { startStage } from './harness.ts'
import { showScene } from './stage.ts'

type Make = (now: number) => Scene
type Pictures = { name: PageName; scenes: Record<string, Make>; looks: readonly Look[] }

const look = (language: Look['language'], scheme: Look['scheme'], width: number): Look => ({
  language,
  scheme,
  width,
  textSize: 100,
})

const NARROW = [look('fr', 'light', 432), look('en', 'dark', 432), look('fr', 'forced', 432)]
const BIG: readonly Look[] = [{ language: 'fr', scheme: 'light', width: 320, textSize: 200 }]
const WIDE = [look('fr', 'light', 800), look('en', 'dark', 800)]

const SETS: Record<string, Pictures> = {
  popup: { name: 'popup', scenes: LIST_SCENES, looks: [...NARROW, ...BIG] },
  tab: { name: 'popup.html?tab', scenes: LIST_SCENES, looks: WIDE },
  sidepanel: { name: 'sidepanel', scenes: LIST_SCENES, looks: [look('en', 'light', 320)] },
  options: { name: 'options', scenes: OPTION_SCENES, looks: [...WIDE, ...BIG] },
  welcome: { name: 'welcome', scenes: WELCOME_SCENES, looks: [...WIDE, ...BIG] },
}

/** What can be opened in a page, by the selector of what opens it and of what then stands there. */
const PARTS: Record<string, [opener: string, part: string]> = {
  tools: ['[aria-controls^=tools]', '.part form'],
  add: ['[aria-controls=part-add]', '#part-add form'],
  pause: ['[aria-controls=part-pause]', '#part-pause button'],
}

const folder = join(ROOT, '.vigie/screens')
const [, , onlyPage, onlyScene] = argv

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name.replaceAll(/[^\w.]+/g, '-')}.png`), fullPage: true })
}

await mkdir(folder, { recursive: true })
const stage = await startStage()
try {
  for (const [set, { name, scenes, looks }] of Object.entries(SETS)) {
    if (onlyPage !== undefined && onlyPage !== set) continue
    for (const [scene, make] of Object.entries(scenes)) {
      if (onlyScene !== undefined && onlyScene !== scene) continue
      for (const one of looks) {
        const page = await stage.browser.newPage()
        await showScene(page, { id: stage.id, name, scene: make(Date.now()), look: one })
        const title = `${set} ${scene} ${one.language} ${one.scheme} ${one.width} ${one.textSize}`
        await shoot(page, title)
        if (set === 'popup' && scene === 'ok') {
          for (const [part, [opener, shown]] of Object.entries(PARTS)) {
            await page.click(opener)
            await page.waitForSelector(shown)
            await shoot(page, `${title} ${part}`)
            await page.click(opener)
          }
        }
        await page.close()
      }
    }
  }
} finally {
  await stage.close()
}
