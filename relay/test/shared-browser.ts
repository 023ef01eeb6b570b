import type { Browser } from 'puppeteer-core'

import { connect } from 'puppeteer-core'
import { inject } from 'vitest'

/** A call that the browser leaves unanswered ends by its own name, before the story that made it runs out of time. */
const UNANSWERED_MS = 25_000

/** The one Chromium that stories share; pages keep the size they are given. */
export function connectShared(): Promise<Browser> {
  return connect({
    browserURL: inject('cdpUrl'),
    defaultViewport: null,
    protocolTimeout: UNANSWERED_MS,
  })
}
