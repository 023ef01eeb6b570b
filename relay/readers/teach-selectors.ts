import type { PageNode, Tree } from './tree.ts'

import { above } from './visible.ts'

const UP_MOST = 5

/** Abbreviations that have no vowel and are words all the same. */
const SHORT = new Set(
  'btn txt img nav tbl lst prd qty cat ctn wrp hdr ftr msg str src psg pmr vip vfb nbr crd blk grp sct sml mdm lrg html css std'.split(
    ' ',
  ),
)
/** Prefixes of build tools: what follows changes with every build. */
const BUILT =
  /^(?:css|sc|jss|emotion|svelte|styled|makestyles|mui|chakra|ng|_ng\w+|data-v|astro|tw)-?[\w-]*\d|^(?:sc|css|jss|emotion|svelte|astro)-/i

/**
 * A name that a person chose: words of letters, no digits in runs, nothing that a build tool makes. `css-1x2y3z`,
 * `sc-bdVaJa`, `hRzQkd` and `item-48151` are none.
 */
export function isStableName(name: string): boolean {
  if (!/^[a-z][\w-]{1,47}$/i.test(name) || BUILT.test(name) || /\d{2,}/.test(name)) return false
  const parts = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .split(/[-_]+/)
    .filter((part) => part !== '')
  if (parts.length === 0 || parts.some((part) => !isWord(part))) return false
  return parts.join('').length / parts.length >= 2.5
}

function isWord(part: string): boolean {
  const letters = part.toLowerCase().replace(/\d$/, '')
  if (/\d/.test(letters)) return false
  if (letters.length < 3) return true
  return /[aeiouyäöüéèêàâîôû]/.test(letters) || SHORT.has(letters)
}

/** Kinds, states and names of parts are written for programs to read. */
const TELLING =
  /^(?:data-(?:testid|test|test-id|qa|cy|type|kind|state|status|category|name|role|zone|section|offer[\w-]*|ticket[\w-]*|seat[\w-]*|product-type|component)|kind|type|category|state|status|itemprop|slot|part)$/
const TAGS = new Set([
  'main',
  'table',
  'tbody',
  'ul',
  'ol',
  'form',
  'section',
  'article',
  'h1',
  'dl',
  'tr',
  'li',
])
const ROW_TAGS = new Set(['tr', 'li', 'article', 'dt', 'dd', 'section', 'div'])

/** What a person could write down for this element, the most telling first; each may match others, too. */
export function ownSelectors(tree: Tree, node: PageNode): string[] {
  const name = tree.name(node)
  if (name === '') return []
  const given = (key: string) => tree.attribute(node, key) ?? ''
  const found: string[] = []
  for (const key of tree.attributeNames?.(node) ?? []) {
    const value = given(key)
    if (
      TELLING.test(key) &&
      isTelling(value) &&
      !(key === 'type' && /^(?:button|input|script|link|style)$/.test(name))
    )
      found.push(`[${key}="${value}"]`)
  }
  const id = given('id')
  if (isStableName(id) && !/\d/.test(id)) found.push(`#${id}`)
  if (name.includes('-') && /^[a-z][a-z-]+$/.test(name)) found.push(name)
  const classes = given('class')
    .split(/\s+/)
    .filter((each) => each !== '')
  for (const each of classes.filter(isStableName).slice(0, 4)) found.push(`.${each}`)
  for (const each of classes.slice(0, 6)) {
    // CSS modules: `Row_root__3fK2x` is `Row_root` and a hash.
    const [, chosen = ''] = /^([A-Za-z][\w-]*?)__[\w-]{4,}$/.exec(each) ?? []
    if (!isStableName(each) && isStableName(chosen)) found.push(`[class*="${chosen}__"]`)
  }
  if (/^[a-z]{3,20}$/.test(given('role'))) found.push(`[role="${given('role')}"]`)
  const label = given('aria-label')
  if (/^[\p{L}][\p{L} '’-]{2,39}$/u.test(label)) found.push(`[aria-label="${label}"]`)
  if (TAGS.has(name)) found.push(name)
  return [...new Set(found)]
}

const isTelling = (value: string): boolean =>
  /^[\p{L}][\p{L}_ -]{1,39}$/u.test(value) &&
  value.split(' ').every((part) => part.length < 3 || isStableName(part) || /[^\p{ASCII}]/u.test(part))

/** For an element without a name of its own, by the nearest one that has: `#tickets li`, `[role="list"] > div`. */
export function rowSelectors(tree: Tree, node: PageNode): string[] {
  const own = ownSelectors(tree, node).filter((selector) => !TAGS.has(selector))
  const name = tree.name(node)
  if (!ROW_TAGS.has(name) && !name.includes('-')) return own
  const found: string[] = []
  let chain = name
  let [inner, steps] = [node, 0]
  for (const outer of above(tree, node, UP_MOST)) {
    if (steps++ > 0) chain = `${tree.name(inner)} > ${chain}`
    inner = outer
    const isLoose = name !== 'div' && name !== 'section'
    for (const selector of ownSelectors(tree, outer).slice(0, 3))
      if (isLoose || chain.split(' > ').length <= 3)
        found.push(isLoose ? `${selector} ${name}` : `${selector} > ${chain}`)
    if (/^(?:body|html|)$/.test(tree.name(outer))) break
  }
  return [...new Set([...own, ...found])].slice(0, 8)
}
