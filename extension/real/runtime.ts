import type { BrowserName, Runtime } from '../ports/runtime.ts'

import { browser } from 'wxt/browser'

const root = () => new URL('/', location.href)

export const realRuntime: Runtime = {
  id: browser.runtime.id,
  version: browser.runtime.getManifest().version,
  browser: nameOf(),
  languages: navigator.languages,
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
