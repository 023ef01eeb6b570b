import type { Scene } from './gallery.ts'
import type { Page } from 'puppeteer-core'
import type { browser as WebExtension } from 'wxt/browser'

/** What the page knows by this name. */
declare const chrome: typeof WebExtension

export type Look = {
  language: 'fr' | 'en'
  /** How the system draws. */
  scheme: 'light' | 'dark' | 'forced'
  width: number
  textSize: 100 | 125 | 150 | 200
}

/** The pages of the extension, by the names of their files. */
export type PageName = 'popup' | 'popup.html?tab' | 'sidepanel' | 'options' | 'welcome'

/**
 * One page of the built extension, showing a scene: what the worker would have published is handed to the page, and
 * the worker is not asked. The page itself is the real one.
 */
export async function showScene(
  page: Page,
  { id, name, scene, look }: { id: string; name: PageName; scene: Scene; look: Look },
): Promise<void> {
  const { known } = scene
  const shown =
    known === null
      ? null
      : {
          ...known,
          settings: { ...known.settings, language: look.language, textSize: look.textSize },
        }
  const answers = {
    suggest: scene.here ?? { kind: 'none' },
    'test-alert': { shown: true, sounded: true },
    export: { text: '[]' },
  }
  const script = await page.evaluateOnNewDocument(actAsWorker, {
    session: shown === null ? {} : { known: { version: '', known: shown }, atWorkAt: shown.wokeAt },
    answers,
    online: shown?.online ?? true,
  })
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: look.scheme === 'dark' ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'forced-colors', value: look.scheme === 'forced' ? 'active' : 'none' },
  ])
  await page.setViewport({ width: look.width, height: 800 })
  await page.goto(`chrome-extension://${id}/${name.includes('.html') ? name : `${name}.html`}`)
  await page.waitForSelector(known === null ? 'main' : 'main:not([aria-busy=true])')
  await page.removeScriptToEvaluateOnNewDocument(script.identifier)
}

type Acted = { session: object; answers: Record<string, unknown>; online: boolean }

/** Runs in the page, before its own scripts. */
function actAsWorker({ session, answers, online }: Acted): void {
  Object.defineProperty(navigator, 'onLine', { get: () => online })
  for (const name of ['chrome', 'browser']) {
    const api: Partial<typeof chrome> | undefined = Reflect.get(globalThis, name)
    if (api?.runtime === undefined || api.storage === undefined) continue
    Object.assign(api.storage.session, { get: () => Promise.resolve(session) })
    Object.assign(api.runtime, {
      sendMessage: ({ type }: { type: string }) => Promise.resolve(answers[type] ?? { done: true }),
    })
  }
}
