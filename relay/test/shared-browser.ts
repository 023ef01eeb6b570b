import type { Browser } from 'puppeteer-core'

import { connect } from 'puppeteer-core'
import { inject } from 'vitest'

/** A call that the browser leaves unanswered ends by its own name, before the story that made it runs out of time, and after a wait has said what it waited for. */
const UNANSWERED_MS = 35_000

/** The one Chromium that stories share; pages keep the size they are given. */
export function connectShared(): Promise<Browser> {
  return connect({
    browserURL: inject('cdpUrl'),
    defaultViewport: null,
    protocolTimeout: UNANSWERED_MS,
  })
}
