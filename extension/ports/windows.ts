export type SmallWindow = { windowId: number; tabId: number }

export type Windows = {
  /** Opens a small window that takes no focus; `null` where the browser refuses. */
  openSmall: (url: string) => Promise<SmallWindow | null>
  /** Whether it still stands, with its tab. */
  stands: (window: SmallWindow) => Promise<boolean>
  navigate: (window: SmallWindow, url: string) => Promise<void>
  close: (windowId: number) => Promise<void>
}
