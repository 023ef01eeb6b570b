export type Notification = {
  title: string
  message: string
  /** Words of a button, where the browser has buttons. */
  buttons: readonly string[]
  /** Stays until the person answers, where the browser can. */
  stays: boolean
  silent: boolean
}

export type Notifications = {
  /** Shows it, or replaces the one of that id; `false` when the browser or the system refuses. */
  show: (id: string, notification: Notification) => Promise<boolean>
  clear: (id: string) => Promise<void>
  /** Ids of those that stand. */
  standing: () => Promise<string[]>
}
