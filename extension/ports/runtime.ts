export type BrowserName = 'chrome' | 'edge' | 'firefox' | 'safari'

export type Runtime = {
  /** Of the extension, given by the browser. */
  id: string
  version: string
  browser: BrowserName
  /** The browser's own languages, the preferred one first. */
  languages: readonly string[]
  /** Address of a file of ours. */
  url: (path: string) => string
  openOptions: () => Promise<void>
}
