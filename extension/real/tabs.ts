import type { Tab, Tabs } from '../ports/tabs.ts'

import { browser } from 'wxt/browser'

import { within } from './within.ts'

type Given = Pick<Tab, 'windowId' | 'active' | 'discarded'> & {
  id?: number | undefined
  url?: string | undefined
}

function tabOf({ id, url, windowId, active, discarded }: Given): Tab | null {
  return id === undefined ? null : { id, url: url ?? null, windowId, active, discarded }
}

export const realTabs: Tabs = {
  async ofHost(host) {
    // A pattern knows no ports, so these are chosen here; without the permission, addresses are not shown.
    const all = await browser.tabs.query({})
    return all.flatMap((one) => {
      const tab = tabOf(one)
      return tab?.url != null && URL.parse(tab.url)?.host === host ? [tab] : []
    })
  },
  async get(id) {
    try {
      return tabOf(await browser.tabs.get(id))
    } catch {
      return null
    }
  },
  async current() {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true })
    const known = tab === undefined ? null : tabOf(tab)
    return known === null ? null : { ...known, title: tab?.title ?? '' }
  },
  async open(url) {
    try {
      return tabOf(await browser.tabs.create({ url, active: true }))
    } catch {
      return null
    }
  },
  async focus({ id, windowId }) {
    try {
      await browser.tabs.update(id, { active: true })
      await browser.windows.update(windowId, { focused: true })
      return true
    } catch {
      return false
    }
  },
  async send(id, message, ms) {
    try {
      return await within(ms, browser.tabs.sendMessage<unknown, unknown>(id, message, { frameId: 0 }))
    } catch {
      return null
    }
  },
}
