import type { PageNode, Tree } from './tree.ts'

/** What one walk over the whole document collects: everything after asks this and not the document again. */
export type Survey = {
  elements: number
  textLength: number
  truncated: boolean
  title: string
  lang: string | null
  canonical: string | null
  h1: PageNode[]
  h2: PageNode[]
  times: PageNode[]
  /** Elements with a typed offer attribute, in order. */
  typed: PageNode[]
  ids: Map<string, PageNode>
  /** First element of each class. */
  classes: Map<string, PageNode>
  /** Class attributes already taken apart, as rows repeat them, and whether they mark what still loads. */
  classLists: Map<string, boolean>
  scripts: PageNode[]
  frames: PageNode[]
  passwords: PageNode[]
  /** Elements that a page marks as still loading. */
  busy: PageNode[]
  /** Progress bars: a wait, or the step of a sale. */
  bars: PageNode[]
  metas: PageNode[]
  /** Texts with the element that holds them, scripts and templates left out. */
  texts: { holder: PageNode; text: string }[]
}

const NODES_MOST = 80_000
const DEPTH_MOST = 512
const LIST_MOST = 400
const TYPED_MOST = 20_000
const TEXTS_MOST = 12_000
const NAMES_MOST = 20_000
const BUSY =
  /(?:^|[\s_-])(?:skeleton|shimmer|spinner|preloader|loader|loading|placeholder-(?:glow|wave))(?=$|[\s_-])/i

/** Elements whose content is no part of what a person sees. */
export const UNSEEN = new Set([
  'template',
  'noscript',
  'script',
  'style',
  'noframes',
  'object',
  'textarea',
  'datalist',
])

const push = (list: PageNode[], node: PageNode) => {
  if (list.length < LIST_MOST) list.push(node)
}

/** Walks the document once, in order, never deeper or longer than its bounds. */
export function survey(tree: Tree, typeAttribute: string): Survey {
  const found: Survey = {
    elements: 0,
    textLength: 0,
    truncated: false,
    title: '',
    lang: null,
    canonical: null,
    h1: [],
    h2: [],
    times: [],
    typed: [],
    ids: new Map(),
    classes: new Map(),
    classLists: new Map(),
    scripts: [],
    frames: [],
    passwords: [],
    busy: [],
    bars: [],
    metas: [],
    texts: [],
  }
  let visited = 0
  const visit = (nodes: readonly PageNode[], holder: PageNode, depth: number): void => {
    for (const node of nodes) {
      if (++visited > NODES_MOST) {
        found.truncated = true
        return
      }
      const text = tree.text(node)
      if (text !== null) {
        noteText(found, holder, text)
        continue
      }
      const name = tree.name(node)
      // Only documents in frames and shadow roots have no name and yet have children.
      if (name === '') continue
      noteElement(tree, found, node, name, typeAttribute)
      if (UNSEEN.has(name) || name === 'title') continue
      if (depth >= DEPTH_MOST) found.truncated = true
      else visit(tree.children(node), node, depth + 1)
    }
  }
  visit(tree.children(tree.root), tree.root, 1)
  return found
}

function noteText(found: Survey, holder: PageNode, text: string): void {
  const length = text.trim().length
  if (length === 0) return
  found.textLength += length
  if (found.texts.length < TEXTS_MOST) found.texts.push({ holder, text })
  else found.truncated = true
}

function noteElement(tree: Tree, found: Survey, node: PageNode, name: string, typeAttribute: string): void {
  found.elements += 1
  if (tree.attribute(node, typeAttribute) !== null) {
    if (found.typed.length < TYPED_MOST) found.typed.push(node)
    // The wanted one may be among those that were left out.
    else found.truncated = true
  }
  const id = tree.attribute(node, 'id')
  if (id !== null && found.ids.size < NAMES_MOST && !found.ids.has(id)) found.ids.set(id, node)
  const classes = tree.attribute(node, 'class')
  if (classes !== null && classes !== '') noteClasses(found, node, classes)
  if (tree.attribute(node, 'aria-busy') === 'true') push(found.busy, node)
  switch (name) {
    case 'h1':
      push(found.h1, node)
      break
    case 'h2':
      push(found.h2, node)
      break
    case 'time':
      push(found.times, node)
      break
    case 'title':
      if (found.title === '') found.title = childText(tree, node)
      break
    case 'script':
      push(found.scripts, node)
      break
    case 'iframe':
      push(found.frames, node)
      break
    case 'html':
      found.lang ??= tree.attribute(node, 'lang')
      break
    case 'link':
      if (tree.attribute(node, 'rel')?.toLowerCase() === 'canonical')
        found.canonical ??= tree.attribute(node, 'href')
      break
    case 'meta':
      push(found.metas, node)
      break
    case 'input':
      if (tree.attribute(node, 'type')?.toLowerCase() === 'password') push(found.passwords, node)
      break
    case 'progress':
      push(found.bars, node)
      break
    default:
      if (tree.attribute(node, 'role') === 'progressbar') push(found.bars, node)
  }
}

function noteClasses(found: Survey, node: PageNode, classes: string): void {
  const known = found.classLists.get(classes)
  const busy = known ?? BUSY.test(classes)
  if (busy) push(found.busy, node)
  if (known !== undefined || found.classes.size >= NAMES_MOST) return
  found.classLists.set(classes, busy)
  for (const name of classes.split(/\s+/)) if (!found.classes.has(name)) found.classes.set(name, node)
}

/** The plain text of an element's own text nodes, such as a script's or a title's. */
export function childText(tree: Tree, node: PageNode, most = 4000): string {
  let text = ''
  for (const child of tree.children(node)) {
    text += tree.text(child) ?? ''
    if (text.length >= most) break
  }
  return text.slice(0, most)
}
