import type { Environment, StatusAnswer } from './status-environment.ts'

import { browser } from 'wxt/browser'

import { parseStatus } from '#core/public-status.ts'
import { makeClient } from '#relay/client.ts'

import { parseKept } from './kept.ts'

const ANSWER_MS = 10_000
const TONES = { open: '#0a6345', trouble: '#74500d' }

export const realEnvironment: Environment = {
  now: Date.now,
  readStatus,
  async load() {
    const { settings, reading } = await browser.storage.local.get(['settings', 'reading'])
    return parseKept(settings, reading, navigator.languages)
  },
  saveSettings: (settings) => browser.storage.local.set({ settings }),
  saveReading: (reading) => browser.storage.local.set({ reading }),
  onChange(run) {
    const listener = () => run()
    browser.storage.local.onChanged.addListener(listener)
    return () => browser.storage.local.onChanged.removeListener(listener)
  },
  async showBadge({ text, title, tone }) {
    await browser.action.setBadgeBackgroundColor({ color: TONES[tone] })
    await browser.action.setBadgeTextColor({ color: '#ffffff' })
    await browser.action.setBadgeText({ text })
    await browser.action.setTitle({ title })
  },
  openOptions: () => browser.runtime.openOptionsPage(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

async function readStatus(address: string): Promise<StatusAnswer> {
  let response: Response
  try {
    const init: RequestInit = {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(ANSWER_MS),
    }
    response = await makeClient(address)['status.json'].$get({}, { init })
  } catch {
    return { ok: false, problem: { kind: navigator.onLine ? 'unreachable' : 'offline' } }
  }
  if (!response.ok) return { ok: false, problem: { kind: 'refused', status: response.status } }
  try {
    const status = parseStatus(await response.json())
    return status === null ? { ok: false, problem: { kind: 'unreadable' } } : { ok: true, status }
  } catch {
    return { ok: false, problem: { kind: 'unreadable' } }
  }
}
