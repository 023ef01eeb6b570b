import type { LookOptions } from './settle.ts'

import { domTree } from './dom-tree.ts'
import { isElement } from './native.ts'
import { presetFor } from './presets.ts'
import { findSeats } from './seats.ts'
import { survey } from './survey.ts'

/** Scrolls the wanted offer to the middle of the window, or else what was read in its place: for a picture. */
export function showOffers(page: Document, { target, url }: LookOptions): void {
  const tree = domTree(page)
  const options = { ...target, url: url ?? tree.url }
  const preset = presetFor(options)
  const { nodes, box } = findSeats(tree, survey(tree, preset.typeAttribute), options, preset)
  const shown = nodes[0] ?? box
  if (shown !== null && isElement(shown))
    shown.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
}
