import type { Scripting } from '../ports/scripting.ts'

import { browser } from 'wxt/browser'

import { within } from './within.ts'

export const realScripting: Scripting = {
  async registered() {
    const all = await browser.scripting.getRegisteredContentScripts()
    return all.map(({ id, matches = [] }) => ({ id, matches }))
  },
  async register({ id, matches, file }) {
    const script = { id, matches: [...matches], js: [file], runAt: 'document_idle' as const }
    const known = await browser.scripting.getRegisteredContentScripts({ ids: [id] })
    if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [id] })
    await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }])
  },
  async unregister(ids) {
    if (ids.length > 0) await browser.scripting.unregisterContentScripts({ ids: [...ids] })
  },
  async inject(tabId, file) {
    try {
      await browser.scripting.executeScript({ target: { tabId }, files: [file] })
      return true
    } catch {
      return false
    }
  },
  async look(tabId, file, { options, ms }) {
    try {
      const target = { tabId }
      const looking = async () => {
        await browser.scripting.executeScript({ target, files: [file] })
        const [answer] = await browser.scripting.executeScript({ target, func: lookInPage, args: [options] })
        return answer?.result ?? null
      }
      return await within(ms, looking())
    } catch {
      return null
    }
  },
}

/** Runs in the page, where `look.js` has just put it. */
async function lookInPage(options: object): Promise<unknown> {
  const { vigieLook } = globalThis as { vigieLook?: (options: object) => unknown }
  if (vigieLook === undefined) return null
  let visible = document.visibilityState === 'visible'
  const note = () => {
    visible &&= document.visibilityState === 'visible'
  }
  document.addEventListener('visibilitychange', note)
  try {
    const facts = await vigieLook(options)
    return { facts, visible }
  } finally {
    document.removeEventListener('visibilitychange', note)
  }
}
