import type { RowEvidence } from '#core/observation.ts'
import type { Exhibit } from './layout.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { redactPersonal } from '#core/redact.ts'
import { areaHash } from './layout.ts'
import { cleanMarkup } from './markup.ts'
import { dataHint } from './page-data.ts'
import { pathOf } from './rows.ts'
import { seenText } from './visible.ts'
import { tidy } from './words.ts'

const OWN_TEXT_MOST = 200

/** What a person, or a later lesson, wants to see of this reading: bounded, and cleaned of scripts, tokens and names. */
export const exhibit: Exhibit = (tree, found, { seats, anchors, box }) => ({
  rows: seats.targetNodes.map((node) => rowEvidence(tree, node)),
  anchors: anchors.map(({ fact }) => redactPersonal(`${fact.kind}: ${fact.value}`)),
  areaHash: box === null ? null : areaHash(tree, box),
  data: dataHint(tree, found),
})

function rowEvidence(tree: Tree, node: PageNode): RowEvidence {
  return {
    path: pathOf(tree, node),
    html: cleanMarkup(tree, node, LIMITS.rowHtml),
    ownText: redactPersonal(tidy(seenText(tree, node, 4 * OWN_TEXT_MOST).text, OWN_TEXT_MOST)),
    box: tree.measure?.(node) ?? null,
  }
}
