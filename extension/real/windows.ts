import type { SmallWindow, Windows } from '../ports/windows.ts'

import { browser } from 'wxt/browser'

const SIZE = { width: 480, height: 640 }

export const realWindows: Windows = {
  async openSmall(url) {
    try {
      const made = await browser.windows.create({ url, type: 'popup', focused: false, ...SIZE })
      const tabId = made?.tabs?.[0]?.id
      if (made?.id === undefined || tabId === undefined) return null
      await calm(tabId)
      return { windowId: made.id, tabId }
    } catch {
      return null
    }
  },
  async stands({ windowId, tabId }) {
    try {
      const { type } = await browser.windows.get(windowId)
      return type === 'popup' && (await browser.tabs.get(tabId)).windowId === windowId
    } catch {
      return false
    }
  },
  async isShown({ windowId }) {
    try {
      return (await browser.windows.get(windowId)).state !== 'minimized'
    } catch {
      return false
    }
  },
  async navigate({ tabId }, { url, ms }) {
    await loaded({ tabId, ms }, () => browser.tabs.update(tabId, { url }))
  },
  async close(windowId) {
    try {
      await browser.windows.remove(windowId)
    } catch {
      // The person has closed it.
    }
  },
}

/** What plays in it is heard by nobody, and the browser does not put it away. */
async function calm(tabId: number): Promise<void> {
  try {
    await browser.tabs.update(tabId, { muted: true, autoDiscardable: false })
  } catch {
    // A kindness only: the window stands all the same.
  }
}

/** Resolves once the tab's next document is there, or after `ms`. */
async function loaded(
  { tabId, ms }: { tabId: SmallWindow['tabId']; ms: number },
  begin: () => Promise<unknown>,
): Promise<void> {
  const { promise: done, resolve: end } = Promise.withResolvers<void>()
  const listener = (id: number, { status }: { status?: string }) => {
    if (id === tabId && status === 'complete') end()
  }
  const timer = setTimeout(() => end(), ms)
  browser.tabs.onUpdated.addListener(listener)
  try {
    await begin()
    await done
  } finally {
    clearTimeout(timer)
    browser.tabs.onUpdated.removeListener(listener)
  }
}
