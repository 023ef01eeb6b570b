import type { Control } from '#core/observation.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { isHidden, seenText } from './visible.ts'
import { UNSEEN } from './survey.ts'
import { fold, tidy, words } from './words.ts'

const BUTTON_TYPES = new Set(['submit', 'button', 'image'])
const NODES_MOST = 400
const CONTROLS_MOST = 12
/** A longer one is dropped and not cut: a cut address leads elsewhere. */
const HREF_MOST = 700

export type Controls = {
  /** The one that speaks loudest of buying; `null` without any. */
  best: Control | null
  /** Most places that a select or number field lets one choose; `null` without such a field. */
  choosable: number | null
  /** Words of all controls, for what a state says that is written on a button. */
  text: string
}

const RANK: Record<Control['says'], number> = { buy: 0, restricted: 1, plain: 2, waitlist: 3, info: 4 }

/** Everything in the row that a person could press, itself included. Hidden controls are none. */
export function readControls(tree: Tree, row: PageNode): Controls {
  const found: Control[] = []
  let choosable: number | null = null
  let budget = NODES_MOST
  const visit = (node: PageNode, depth: number): void => {
    if (budget-- <= 0 || depth > 60 || found.length >= CONTROLS_MOST) return
    const name = tree.name(node)
    if (name === '' || UNSEEN.has(name)) return
    const places = quantityField(tree, node, name)
    if (places !== null && !isHidden(tree, node)) choosable = Math.max(choosable ?? 0, places)
    else if (isControl(tree, node, name) && !isHidden(tree, node)) found.push(describe(tree, node, name))
    for (const child of tree.children(node)) visit(child, depth + 1)
  }
  visit(row, 0)
  const best = found.sort((a, b) => order(a) - order(b))[0] ?? null
  return { best, choosable, text: found.map((control) => control.text).join(' ') }
}

const order = (control: Control): number => RANK[control.says] + (control.enabled ? 0 : 10)

function isControl(tree: Tree, node: PageNode, name: string): boolean {
  if (name === 'button') return true
  if (name === 'a') return tree.attribute(node, 'href') !== null || tree.attribute(node, 'role') === 'button'
  if (name === 'input') return BUTTON_TYPES.has((tree.attribute(node, 'type') ?? '').toLowerCase())
  return tree.attribute(node, 'role') === 'button'
}

function quantityField(tree: Tree, node: PageNode, name: string): number | null {
  if (name === 'select') {
    const values = tree.children(node).flatMap((child) => {
      const options = tree.name(child) === 'optgroup' ? tree.children(child) : [child]
      return options
        .filter((option) => tree.name(option) === 'option')
        .map((option) => optionNumber(tree, option))
    })
    const numbers = values.filter((value) => value !== null)
    // A select of categories holds no numbers and says nothing of quantity.
    return numbers.length === 0 || numbers.length < values.length - 1 ? null : Math.max(...numbers)
  }
  if (name !== 'input' || tree.attribute(node, 'type')?.toLowerCase() !== 'number') return null
  const most = tree.attribute(node, 'max')
  return most !== null && /^\d{1,4}$/.test(most.trim()) ? Number(most) : null
}

function optionNumber(tree: Tree, option: PageNode): number | null {
  if (tree.attribute(option, 'disabled') !== null) return null
  const written = (tree.attribute(option, 'value') ?? seenText(tree, option).text).trim()
  return /^\d{1,3}$/.test(written) ? Number(written) : null
}

/** Text, value, alt, aria-label and title are all read: a control may be a picture. */
function wording(tree: Tree, node: PageNode, name: string): string {
  const parts = [
    seenText(tree, node, 400).text,
    tree.attribute(node, 'aria-label'),
    tree.attribute(node, 'title'),
  ]
  if (name === 'input') parts.push(tree.value(node), tree.attribute(node, 'alt'))
  for (const child of tree.children(node)) {
    if (tree.name(child) === 'img') parts.push(tree.attribute(child, 'alt'), tree.attribute(child, 'title'))
  }
  return [...new Set(parts.map((part) => tidy(part ?? '', LIMITS.shortText)))].filter(Boolean).join(' ')
}

function describe(tree: Tree, node: PageNode, name: string): Control {
  const text = tidy(wording(tree, node, name), LIMITS.shortText)
  const folded = fold(text)
  const href = name === 'a' ? tree.attribute(node, 'href') : null
  const gone = words.gone(folded) !== null
  const styled = /(?:^|[\s_-])(?:disabled|is-disabled|inactive)(?=$|[\s_-])/i.test(
    tree.attribute(node, 'class') ?? '',
  )
  return {
    text,
    says: says(folded),
    enabled: !tree.disabled(node) && !gone && !styled,
    href: href === null || href.length > HREF_MOST ? null : href.trim(),
  }
}

function says(folded: string): Control['says'] {
  if (words.waitlist(folded) !== null) return 'waitlist'
  if (words.restricted(folded) !== null) return 'restricted'
  if (words.buy(folded) !== null) return 'buy'
  return words.info(folded) === null ? 'plain' : 'info'
}
