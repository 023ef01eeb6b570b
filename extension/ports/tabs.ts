export type Tab = {
  id: number
  /** `null` where the extension may not read it. */
  url: string | null
  windowId: number
  active: boolean
  discarded: boolean
}

export type Tabs = {
  /** Tabs at this host, port included, as far as the extension may see them. */
  ofHost: (host: string) => Promise<Tab[]>
  get: (id: number) => Promise<Tab | null>
  /** The tab that the person looks at. */
  current: () => Promise<(Tab & { title: string }) | null>
  /** In front; `null` when the browser refuses. */
  open: (url: string) => Promise<Pick<Tab, 'id' | 'windowId'> | null>
  /** Brings a tab and its window to the front; `false` when it is gone. */
  focus: (tab: Pick<Tab, 'id' | 'windowId'>) => Promise<boolean>
  /** `null` when nobody answers within `ms`: the tab is gone or frozen, or runs nothing of ours. */
  send: (id: number, message: unknown, ms: number) => Promise<unknown>
}
