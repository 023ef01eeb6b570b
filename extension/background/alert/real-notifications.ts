import type { Notification, Notifications } from '../../ports/notifications.ts'
import type { NoticeKind } from './notice-options.ts'

import { browser } from 'wxt/browser'

import { noticeOptions } from './notice-options.ts'

const optionsOf = (shown: Notification) => {
  const icon = new URL('/icon/128.png', location.href)
  const kind: NoticeKind = icon.protocol === 'chrome-extension:' ? 'chromium' : 'plain'
  return { kind, options: noticeOptions(shown, kind, icon.href) }
}

const standing = async () => Object.keys(await browser.notifications.getAll())

/** The browser's own notifications; a browser that has none, or refuses, answers `false`. */
export const realNotifications: Notifications = {
  async areAllowed() {
    try {
      // Only Chromium has this, and says there what its settings say.
      if (typeof browser.notifications.getPermissionLevel !== 'function') return true
      return (await browser.notifications.getPermissionLevel()) === 'granted'
    } catch {
      return false
    }
  },
  async show(id, shown) {
    try {
      await browser.notifications.create(id, optionsOf(shown).options)
      return true
    } catch {
      return false
    }
  },
  async change(id, shown) {
    try {
      const { kind, options } = optionsOf(shown)
      if (kind === 'chromium') return await browser.notifications.update(id, options)
      if (!(await standing()).includes(id)) return false
      await browser.notifications.create(id, options)
      return true
    } catch {
      return false
    }
  },
  async clear(id) {
    try {
      await browser.notifications.clear(id)
    } catch {
      // Nothing stands.
    }
  },
  async standing() {
    try {
      return await standing()
    } catch {
      return []
    }
  },
}
