import type { Area } from '../ports/area.ts'

import { browser } from 'wxt/browser'

const areaOf = (name: 'local' | 'session'): Area => ({
  async get(key) {
    return (await browser.storage[name].get(key))[key]
  },
  set: (values) => browser.storage[name].set(values),
  remove: (keys) => browser.storage[name].remove([...keys]),
  onChange(run) {
    const listener = (changes: Record<string, unknown>) => run(Object.keys(changes))
    browser.storage[name].onChanged.addListener(listener)
    return () => browser.storage[name].onChanged.removeListener(listener)
  },
})

export const realLocal: Area = areaOf('local')
export const realSession: Area = areaOf('session')

/** Scripts in pages never read what is kept, where the browser can promise that. */
export async function keepFromPages(): Promise<void> {
  for (const area of [browser.storage.local, browser.storage.session]) {
    // Firefox has it for neither, older Chromium for `session` alone.
    if (typeof area.setAccessLevel === 'function')
      await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })
  }
}
