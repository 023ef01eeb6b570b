export type SmallWindow = { windowId: number; tabId: number }

export type Windows = {
  /** Opens a small window that takes no focus; `null` where the browser refuses. */
  openSmall: (url: string) => Promise<SmallWindow | null>
  /** Whether it still stands, with its tab. */
  stands: (window: SmallWindow) => Promise<boolean>
  /** It is not minimised: then nothing is drawn in it. */
  isShown: (window: SmallWindow) => Promise<boolean>
  /** Resolves once the new document is there, or after `ms`. */
  navigate: (window: SmallWindow, to: { url: string; ms: number }) => Promise<void>
  close: (windowId: number) => Promise<void>
}
