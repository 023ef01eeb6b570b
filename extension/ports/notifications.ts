export type Notification = {
  title: string
  message: string
  /** Lines of a list, where the browser draws lists; `message` says the same. */
  items: readonly { title: string; message: string }[]
  /** Words of the buttons, where the browser has buttons. */
  buttons: readonly string[]
  /** Stays until the person answers, where the browser can. */
  stays: boolean
  silent: boolean
}

export type Notifications = {
  /** Whether the browser shows any; the system may hide them all the same. */
  areAllowed: () => Promise<boolean>
  /** Shows it, or replaces the one of that id, which rings again; `false` when the browser refuses. */
  show: (id: string, notification: Notification) => Promise<boolean>
  /** Changes one that stands, without ringing; `false` when it does not stand any more. */
  change: (id: string, notification: Notification) => Promise<boolean>
  clear: (id: string) => Promise<void>
  /** Ids of those that stand. */
  standing: () => Promise<string[]>
}
