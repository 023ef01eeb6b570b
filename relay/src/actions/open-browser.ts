import type { Context } from '../context.ts'
import type { BrowserRoom } from '../kinds/kind.ts'

import { browserRoomOf } from '../browser/browser.ts'

/** The browser as one lane uses it: its own connection, since a connection belongs to the object that made it. */
export function openBrowser(context: Context): BrowserRoom {
  return browserRoomOf(context.env.BROWSER)
}
