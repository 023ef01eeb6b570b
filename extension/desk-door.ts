import type { Door } from './page-door.ts'

import { pageBrowser, realDoor } from './page-door.ts'

/** `own`: it came with the installation and cannot be taken back. */
export type Site = { pattern: string; own: boolean }
export type Shortcut = { name: string; keys: string }
/** A page of ours, and one of the browser's own. */
type Place = 'list' | 'shortcuts'

/** What only the settings and the welcome ask of the browser. */
export type DeskDoor = Door & {
  /** Consent to send what was seen to a relay, where the browser asks for it apart; first thing in the click. */
  requestReporting: () => Promise<boolean>
  /** Sites that may be read, as the browser writes them. */
  sites: () => Promise<readonly Site[]>
  removeAccess: (pattern: string) => Promise<boolean>
  shortcuts: () => Promise<readonly Shortcut[]>
  /** `null` where the browser cannot tell. */
  isPinned: () => Promise<boolean | null>
  open: (place: Place) => void
  /** As browsers name themselves, without what tells people apart. */
  about: () => { version: string; agent: string; isFirefox: boolean }
}

const PLACES = { list: '/popup.html?tab', shortcuts: 'chrome://extensions/shortcuts' } as const

const isFirefox = () => 'getBrowserInfo' in pageBrowser().runtime

export const realDeskDoor: DeskDoor = {
  ...realDoor,
  async requestReporting() {
    if (!isFirefox()) return true
    const wanted: object = { data_collection: ['websiteContent', 'browsingActivity'] }
    try {
      return await pageBrowser().permissions.request(wanted)
    } catch {
      return false
    }
  },
  async sites() {
    const { permissions, runtime } = pageBrowser()
    const { origins = [] } = await permissions.getAll()
    const fixed = new Set<string>(runtime.getManifest().host_permissions ?? [])
    return origins.map((pattern) => ({ pattern, own: fixed.has(pattern) }))
  },
  async removeAccess(pattern) {
    try {
      return await pageBrowser().permissions.remove({ origins: [pattern] })
    } catch {
      return false
    }
  },
  async shortcuts() {
    const all = await pageBrowser().commands.getAll()
    return all.map(({ name = '', shortcut = '' }) => ({ name, keys: shortcut }))
  },
  async isPinned() {
    const { action } = pageBrowser()
    // Not in every browser.
    if (!('getUserSettings' in action)) return null
    return (await action.getUserSettings()).isOnToolbar ?? null
  },
  open(place) {
    void pageBrowser().tabs.create({ url: PLACES[place] })
  },
  about() {
    const { version } = pageBrowser().runtime.getManifest()
    const agent = /(?:Firefox|Edg|Chrome|Version)\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? 'unknown'
    return { version, agent, isFirefox: isFirefox() }
  },
}
