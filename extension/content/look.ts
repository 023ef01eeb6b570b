import { settleAndRead } from '#readers/settle.ts'

/** Brings the relay's own look into a page of our small window: it waits, scrolls the page through and reads it. */
export function startLook(): void {
  globalThis.vigieLook = (options) => settleAndRead(document, options)
}
