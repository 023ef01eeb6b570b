export type Permissions = {
  /** Whether pages of this address may be read. */
  has: (url: string) => Promise<boolean>
  /** Asks the person; only within their click, before anything is awaited. */
  request: (url: string) => Promise<boolean>
  remove: (url: string) => Promise<void>
}
