import type { MarkAsk, PickAsk } from '../content/contract.ts'
import type { Scripting } from '../ports/scripting.ts'
import type { LookOptions } from '#readers/look-options.ts'

import { browser } from 'wxt/browser'

import { within } from './within.ts'

export const realScripting: Scripting = {
  async registered() {
    const all = await browser.scripting.getRegisteredContentScripts()
    return all.map(({ id, matches = [] }) => ({ id, matches }))
  },
  async register({ id, matches, file }) {
    const script = { id, matches: [...matches], js: [file], runAt: 'document_idle' as const }
    try {
      await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }])
    } catch {
      // It stands already, perhaps only since a moment ago.
      await browser.scripting.updateContentScripts([script])
    }
  },
  async unregister(ids) {
    try {
      await browser.scripting.unregisterContentScripts({ ids: [...ids] })
    } catch {
      // It is gone already.
    }
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
    return (await run(tabId, file, { func: lookInPage, argument: options, ms }))?.value ?? null
  },
  call(tabId, file, { ms, ...call }) {
    switch (call.name) {
      case 'read':
        return run(tabId, file, { func: readInPage, argument: call.argument, ms })
      case 'pick':
        return run(tabId, file, { func: pickInPage, argument: call.argument, ms })
      default:
        return run(tabId, file, { func: markInPage, argument: call.argument, ms })
    }
  },
}

type Run<A> = { func: (argument: A) => unknown; argument: A; ms: number }

async function run<A>(
  tabId: number,
  file: string,
  { func, argument, ms }: Run<A>,
): Promise<{ value: unknown } | null> {
  const target = { tabId }
  const running = async () => {
    await browser.scripting.executeScript({ target, files: [file] })
    const [answer] = await browser.scripting.executeScript<[A], unknown>({ target, func, args: [argument] })
    return answer === undefined ? null : { value: answer.result }
  }
  try {
    return await within(ms, running())
  } catch {
    return null
  }
}

// Each of these runs in the page, by its text alone, where the file has just put what it calls.
const readInPage = (options: LookOptions) => globalThis.vigieReader?.read(options) ?? null
const pickInPage = (ask: PickAsk) => globalThis.vigiePick?.(ask) ?? null
const markInPage = (ask: MarkAsk) => globalThis.vigieMark?.(ask) ?? null

async function lookInPage(options: LookOptions): Promise<unknown> {
  let visible = document.visibilityState === 'visible'
  const seen = () => {
    visible &&= document.visibilityState === 'visible'
  }
  document.addEventListener('visibilitychange', seen)
  try {
    const facts = await globalThis.vigieLook(options)
    return { facts, visible, ageMs: performance.now() }
  } finally {
    document.removeEventListener('visibilitychange', seen)
  }
}
