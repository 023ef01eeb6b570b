import type { PageNode, Tree } from './tree.ts'

import { UNSEEN } from './survey.ts'
import { isHidden } from './visible.ts'
import { fold, words } from './words.ts'

const NODES_MOST = 200
const SIGN_MOST = 60

/**
 * The state that a row shows in other ways than text: a picture with « Épuisé » for its name, or words that a style
 * sheet writes before or behind an element. `null` when there is none. Longer texts describe, and say no state.
 */
export function goneSign(tree: Tree, row: PageNode): string | null {
  let budget = NODES_MOST
  const visit = (node: PageNode): string | null => {
    const name = tree.name(node)
    if (budget-- <= 0 || name === '' || UNSEEN.has(name)) return null
    for (const sign of signsAt(tree, node, name)) {
      const said = sign.length <= SIGN_MOST ? words.gone(fold(sign)) : null
      if (said !== null && !isHidden(tree, node)) return said
    }
    for (const child of tree.children(node)) {
      const said = visit(child)
      if (said !== null) return said
    }
    return null
  }
  return visit(row)
}

function signsAt(tree: Tree, node: PageNode, name: string): readonly string[] {
  const pictured = name === 'img' || tree.attribute(node, 'role') === 'img'
  const named = pictured ? ['alt', 'title', 'aria-label'].map((each) => tree.attribute(node, each)) : []
  return [...named.filter((text) => text !== null), ...(tree.generated?.(node) ?? [])]
}
