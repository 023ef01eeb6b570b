import type { Action } from '../ports/action.ts'

import { browser } from 'wxt/browser'

/** What this life of the worker showed last: most looks change nothing on the icon. */
let shown = ''

export const realAction: Action = {
  async show({ text, title, colour }) {
    const wanted = JSON.stringify([text, title, colour])
    if (wanted === shown) return
    await browser.action.setBadgeBackgroundColor({ color: colour })
    await browser.action.setBadgeTextColor({ color: '#ffffff' })
    await browser.action.setBadgeText({ text })
    await browser.action.setTitle({ title })
    shown = wanted
  },
  async isPinned() {
    if (typeof browser.action.getUserSettings !== 'function') return null
    return (await browser.action.getUserSettings()).isOnToolbar ?? null
  },
}
