import type { Permissions } from '../ports/permissions.ts'

import { browser } from 'wxt/browser'

/** Match patterns know no ports: a permission is for the whole host. */
const originsOf = (url: string) => {
  const { protocol, hostname } = new URL(url)
  return { origins: [`${protocol}//${hostname}/*`] }
}

export const realPermissions: Permissions = {
  has: (url) => browser.permissions.contains(originsOf(url)),
  async request(url) {
    try {
      return await browser.permissions.request(originsOf(url))
    } catch {
      return false
    }
  },
  async remove(url) {
    try {
      await browser.permissions.remove(originsOf(url))
    } catch {
      // Given with the installation: not to be taken back one by one.
    }
  },
  async offer(url) {
    const { permissions } = browser
    if (typeof permissions.addHostAccessRequest !== 'function') return
    try {
      const [pattern = ''] = originsOf(url).origins
      for (const { id } of await browser.tabs.query({ active: true }))
        if (id !== undefined) await permissions.addHostAccessRequest({ tabId: id, pattern })
    } catch {
      // A kindness only.
    }
  },
}
