import type { PageFacts } from '#core/observation.ts'
import type { PendingCall } from './calls.ts'
import type { LookOptions } from './settle.ts'

import './snapshot.ts'
import { notePendingCalls, settleAndRead } from './settle.ts'
import { showOffers } from './show.ts'

declare global {
  /** Waits inside this page for what decides, then reads it. Set by this file, which is bundled to one script. */
  // oxlint-disable-next-line no-var
  var vigieLook: (options: LookOptions) => Promise<PageFacts>
  /** Tells the look that is under way which data calls of the page are pending. */
  // oxlint-disable-next-line no-var
  var vigieCalls: (calls: readonly PendingCall[]) => void
  /** Brings what was read into the window, for a picture of it. */
  // oxlint-disable-next-line no-var
  var vigieShow: (options: LookOptions) => void
}

/** A browser without any font draws text of no size: every offer would look hidden, and a seat absent. */
function refuseWithoutFont(): void {
  const pen = new OffscreenCanvas(1, 1).getContext('2d')
  if (pen !== null && pen.measureText('Vigie').width === 0) throw new Error('this browser has no font')
}

globalThis.vigieLook = async (options) => {
  refuseWithoutFont()
  return await settleAndRead(document, options)
}

globalThis.vigieShow = (options) => showOffers(document, options)

globalThis.vigieCalls = notePendingCalls
