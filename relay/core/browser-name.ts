export const BROWSERS = ['firefox', 'edge', 'opera', 'chrome', 'safari', 'program', 'other'] as const
export const SYSTEMS = ['android', 'ios', 'windows', 'macos', 'linux', 'other'] as const
export type BrowserName = {
  browser: (typeof BROWSERS)[number]
  system: (typeof SYSTEMS)[number]
}

/** In order: a browser names those that it is like, too. */
const BROWSER_SIGNS: readonly (readonly [RegExp, BrowserName['browser']])[] = [
  [/\b(?:Firefox|FxiOS)\//, 'firefox'],
  [/\bEdg(?:A|iOS)?\//, 'edge'],
  [/\bOPR\//, 'opera'],
  [/\b(?:Chrome|Chromium|HeadlessChrome|CriOS)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
  [/^(?!Mozilla\/)\S/, 'program'],
]
const SYSTEM_SIGNS: readonly (readonly [RegExp, BrowserName['system']])[] = [
  [/\bAndroid\b/, 'android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'ios'],
  [/\bWindows\b/, 'windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macos'],
  [/\bLinux\b|\bCrOS\b/, 'linux'],
]

/** The kind of browser in coarse words: enough to know one's own again, nothing that tells two of a kind apart. */
export function nameBrowser(userAgent: string): BrowserName {
  const text = userAgent.slice(0, 400)
  return {
    browser: BROWSER_SIGNS.find(([sign]) => sign.test(text))?.[1] ?? 'other',
    system: SYSTEM_SIGNS.find(([sign]) => sign.test(text))?.[1] ?? 'other',
  }
}
