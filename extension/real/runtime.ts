import type { BrowserName, Runtime } from '../ports/runtime.ts'

import { browser } from 'wxt/browser'

const root = () => new URL('/', location.href)

export const realRuntime: Runtime = {
  // The build reads this file where there is no browser.
  get id() {
    return browser.runtime.id
  },
  get version() {
    return browser.runtime.getManifest().version
  },
  get browser() {
    return nameOf()
  },
  get languages() {
    return navigator.languages
  },
  url: (path) => new URL(path, root()).href,
  openOptions: () => browser.runtime.openOptionsPage(),
}

/** Its own pages tell which family it is; Edge is a Chromium that says so. */
function nameOf(): BrowserName {
  const { protocol } = root()
  if (protocol === 'moz-extension:') return 'firefox'
  if (protocol === 'safari-web-extension:') return 'safari'
  return navigator.userAgent.includes('Edg/') ? 'edge' : 'chrome'
}
