import type { Sound } from '../../ports/sound.ts'

import { browser } from 'wxt/browser'

import { playTone } from './tone.ts'

const PAGE = '/offscreen.html'

/** There can be one offscreen document only: making and closing wait for each other. */
let turn: Promise<void> = Promise.resolve()

/** Where the background is a page it plays itself; a service worker has a document for it. */
export const realSound: Sound = {
  async ring(volume) {
    if (typeof AudioContext === 'function') return playTone(volume).catch(() => undefined)
    turn = turn.then(() => playOffscreen(volume)).catch(() => undefined)
    await turn
  },
}

async function playOffscreen(volume: number): Promise<void> {
  const stands = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })
  if (stands.length > 0) await browser.offscreen.closeDocument()
  await browser.offscreen.createDocument({
    url: `${PAGE}#${Math.round(volume)}`,
    reasons: ['AUDIO_PLAYBACK'],
    justification: 'The sound of an alert, three seconds at most, when the person asked for it.',
  })
}
