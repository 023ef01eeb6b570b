import type { PageFacts } from '#core/observation.ts'
import type { LookOptions } from './settle.ts'

import { settleAndRead } from './settle.ts'

declare global {
  /** Waits inside this page for what decides, then reads it. Set by this file, which is bundled to one script. */
  // oxlint-disable-next-line no-var
  var vigieLook: (options: LookOptions) => Promise<PageFacts>
}

globalThis.vigieLook = async (options) => await settleAndRead(document, options)
