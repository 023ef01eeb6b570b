/** Whose extension this would be, for the wording only; `other` where none can be added. */
export type BrowserName = 'chrome' | 'edge' | 'firefox' | 'other'

/** Reads a `navigator.userAgent`. Phones and tablets add none of ours, whatever their browser's name. Pure. */
export function browserNameOf(userAgent: string): BrowserName {
  if (/Mobile|Android|iPhone|iPad|iPod/.test(userAgent)) return 'other'
  if (/\bEdg\//.test(userAgent)) return 'edge'
  if (/\bFirefox\//.test(userAgent)) return 'firefox'
  return /\bChrom(?:e|ium)\//.test(userAgent) ? 'chrome' : 'other'
}
