export type Sockets = {
  /** Opens a WebSocket that only listens; `onClose` comes once, whoever ended it, but not after the returned function. */
  open: (url: string, on: { onFrame: (frame: unknown) => void; onClose: () => void }) => () => void
}
