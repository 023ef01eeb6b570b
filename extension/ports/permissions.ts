export type Permissions = {
  /** Whether pages of this address may be read. */
  has: (url: string) => Promise<boolean>
  /** Asks the person; only within their click, before anything is awaited. */
  request: (url: string) => Promise<boolean>
  remove: (url: string) => Promise<void>
  /** Shows in the toolbar, on tabs of this site, that it could be allowed, where the browser can do that. */
  offer: (url: string) => Promise<void>
}
