import type { BrowserName } from '../ports/runtime.ts'

const NAMES: Record<BrowserName, string> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
}

/** What the relay's owner reads when they approve: the browser's name, and nothing that tells whose it is. */
export function deviceLabel(browser: BrowserName): string {
  return NAMES[browser]
}
