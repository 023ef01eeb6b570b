import type { PageFacts, Settle } from '#core/observation.ts'
import type { PageNode, ReadOptions, Tree } from './tree.ts'

import { exhibit } from './exhibits.ts'
import { readFacts } from './read-facts.ts'

/** The reading of a document that is not waited for. */
const STATIC: Settle = {
  state: 'static',
  agreed: true,
  waitedMs: 0,
  paintedAtMs: null,
  scrollSteps: 0,
}

/**
 * Reads one document, live or parsed, into facts. Changes nothing, waits for nothing, and is bounded whatever the
 * page holds. `settle` says how the waiting went where something waited.
 */
export function readTree(tree: Tree, options: ReadOptions, settle: Settle = STATIC): PageFacts {
  return readWithBox(tree, options, settle).facts
}

/** The same, with the box of the offers area for whoever waits for it to be quiet. */
export function readWithBox(
  tree: Tree,
  given: ReadOptions,
  settle: Settle = STATIC,
): { facts: PageFacts; box: PageNode | null } {
  return readFacts(tree, given, { settle, show: exhibit })
}
