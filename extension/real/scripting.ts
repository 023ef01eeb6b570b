import type { MarkAsk, PickAsk } from '../content/contract.ts'
import type { CallName, Scripting } from '../ports/scripting.ts'
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
    const answer = await run(tabId, file, { func: lookInPage, argument: options, ms })
    return answer?.value ?? null
  },
  call: (tabId, file, { name, argument, ms }) => run(tabId, file, { func: CALLS[name], argument, ms }),
}

type Run = { func: (argument: object) => unknown; argument: object; ms: number }

async function run(
  tabId: number,
  file: string,
  { func, argument, ms }: Run,
): Promise<{ value: unknown } | null> {
  const target = { tabId }
  const running = async () => {
    await browser.scripting.executeScript({ target, files: [file] })
    const [answer] = await browser.scripting.executeScript({ target, func, args: [argument] })
    return answer === undefined ? null : { value: answer.result }
  }
  try {
    return await within(ms, running())
  } catch {
    return null
  }
}

/** Each of these runs in the page, by its text alone, where the file has just put what it calls. */
const CALLS: Record<CallName, (argument: object) => unknown> = {
  read: (options) => globalThis.vigieReader?.read(options as LookOptions) ?? null,
  pick: (ask) => globalThis.vigiePick?.(ask as PickAsk) ?? null,
  mark: (ask) => globalThis.vigieMark?.(ask as MarkAsk) ?? null,
}

async function lookInPage(options: object): Promise<unknown> {
  let visible = document.visibilityState === 'visible'
  const seen = () => {
    visible &&= document.visibilityState === 'visible'
  }
  document.addEventListener('visibilitychange', seen)
  try {
    const facts = await globalThis.vigieLook(options as LookOptions)
    return { facts, visible }
  } finally {
    document.removeEventListener('visibilitychange', seen)
  }
}
