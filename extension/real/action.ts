import type { Action } from '../ports/action.ts'

import { browser } from 'wxt/browser'

export const realAction: Action = {
  async show({ text, title, colour }) {
    await browser.action.setBadgeBackgroundColor({ color: colour })
    await browser.action.setBadgeTextColor({ color: '#ffffff' })
    await browser.action.setBadgeText({ text })
    await browser.action.setTitle({ title })
  },
  async isPinned() {
    if (typeof browser.action.getUserSettings !== 'function') return null
    return (await browser.action.getUserSettings()).isOnToolbar ?? null
  },
}
