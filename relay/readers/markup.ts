import type { PageNode, Tree } from './tree.ts'

import { cleanAddress, redactPersonal } from '#core/redact.ts'
import { UNSEEN } from './survey.ts'

const NODES_MOST = 300
const DEPTH_MOST = 40
const VALUE_MOST = 200
const ATTRIBUTES_MOST = 30
const HIDDEN = '***'

/** Kept where a tree cannot list what an element carries. */
const KNOWN = [
  'id',
  'class',
  'role',
  'type',
  'name',
  'value',
  'href',
  'src',
  'alt',
  'title',
  'style',
  'hidden',
  'inert',
  'disabled',
  'open',
  'selected',
  'min',
  'max',
  'datetime',
  'aria-label',
  'aria-disabled',
  'aria-busy',
  'aria-hidden',
  'aria-expanded',
  'data-type',
  'data-offer-type',
  'data-price',
  'data-quantity',
  'data-stock',
  'data-available',
  'data-date',
  'data-testid',
]
const ADDRESSES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'srcset',
  'poster',
  'data-href',
  'data-url',
])
const SECRET = /token|nonce|csrf|xsrf|secret|session|auth|signature|api-?key|password|email|user|login/i
const PRESSED = new Set(['submit', 'button', 'image', 'reset', 'checkbox', 'radio', 'number'])
const VOID = new Set(['input', 'img', 'br', 'hr', 'source', 'link', 'meta', 'wbr', 'track', 'area', 'col'])

/**
 * The outer HTML of an element for people: without scripts, styles and event handlers, without values that open
 * something or name someone, and cut at `most` characters.
 */
export function cleanMarkup(tree: Tree, element: PageNode, most: number): string {
  let html = ''
  let budget = NODES_MOST
  const write = (node: PageNode, depth: number): void => {
    if (budget-- <= 0 || depth > DEPTH_MOST || html.length >= most) return
    const text = tree.text(node)
    if (text !== null) {
      html += escaped(text.slice(0, most).replace(/\s+/g, ' '))
      return
    }
    const name = tree.name(node)
    if (name === '' || UNSEEN.has(name)) return
    html += `<${name}${attributesOf(tree, node, name)}>`
    if (VOID.has(name)) return
    for (const child of tree.children(node)) write(child, depth + 1)
    html += `</${name}>`
  }
  write(element, 0)
  return redactPersonal(html.slice(0, most)).slice(0, most).toWellFormed()
}

function attributesOf(tree: Tree, node: PageNode, name: string): string {
  const names = (tree.attributeNames?.(node) ?? KNOWN).slice(0, ATTRIBUTES_MOST)
  let written = ''
  for (const key of names) {
    const value = /^[\w:@.-]{1,60}$/.test(key) && !/^on/i.test(key) ? tree.attribute(node, key) : null
    if (value === null) continue
    const clean = cleanValue(tree, node, { name, key, value: value.slice(0, VALUE_MOST) })
    written += clean === '' ? ` ${key}` : ` ${key}="${escaped(clean)}"`
  }
  return written
}

type Given = { name: string; key: string; value: string }

function cleanValue(tree: Tree, node: PageNode, { name, key, value }: Given): string {
  if (ADDRESSES.has(key))
    return /^\s*(?:javascript|data|vbscript):/i.test(value) ? HIDDEN : cleanAddress(value)
  const isTyped = key === 'value' && name === 'input'
  if (isTyped && !PRESSED.has((tree.attribute(node, 'type') ?? '').toLowerCase())) return HIDDEN
  if (SECRET.test(key) || isMachineMade(value)) return HIDDEN
  return value
}

/** A long run of letters and digits without a space was made for one visitor, or is of no use to a person. */
const isMachineMade = (value: string): boolean =>
  /^eyJ[\w-]{8,}/.test(value) || /(?=[^\s]*\d)(?=[^\s]*[a-z])[\w+/=.~-]{28,}/i.test(value)

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
