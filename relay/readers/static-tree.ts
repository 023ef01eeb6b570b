import type { Options } from 'css-select'
import type { Handler } from 'htmlparser2'

import { compile } from 'css-select'
import { Parser } from 'htmlparser2'

export type StaticNode = StaticElement | StaticText
export type StaticParent = StaticElement | StaticRoot

const NONE: readonly StaticNode[] = []

/** The document; no element. */
export class StaticRoot {
  children: readonly StaticNode[] = NONE
}

export class StaticElement {
  readonly name: string
  readonly attribs: Readonly<Record<string, string>>
  readonly parent: StaticParent
  children: readonly StaticNode[] = NONE

  constructor(name: string, attribs: Record<string, string>, parent: StaticParent) {
    this.name = name
    this.attribs = attribs
    this.parent = parent
  }
}

export class StaticText {
  data: string
  /** `null` for white space alone: one node stands for all of it. */
  readonly parent: StaticParent | null

  constructor(data: string, parent: StaticParent | null) {
    this.data = data
    this.parent = parent
  }
}

/** White space between two elements says no more than one space. */
const SPACE = new StaticText(' ', null)

/** HTML as a small tree, made for one reading: a hundred kilobytes of page must not cost a megabyte of nodes. */
export function parseHtml(html: string): StaticRoot {
  const builder = new Builder()
  new Parser(builder, { lowerCaseTags: true }).end(html)
  return builder.root
}

/** Comments and processing instructions are seen by nobody: they are not kept. */
class Builder implements Partial<Handler> {
  readonly root = new StaticRoot()
  readonly #open: StaticElement[] = []
  /** Where in `#nodes` the children of each open element begin. */
  readonly #starts: number[] = []
  /** Children of all open elements, one list after the other: each gets an array of its very size when it closes. */
  readonly #nodes: StaticNode[] = []
  #count = 0
  #textFrom = 0

  onopentag(name: string, attribs: Record<string, string>): void {
    const element = new StaticElement(name, attribs, this.#parent())
    this.#push(element)
    this.#open.push(element)
    this.#starts.push(this.#count)
    this.#textFrom = this.#count
  }

  onclosetag(): void {
    const start = this.#starts.pop()
    const element = this.#open.pop()
    if (element === undefined || start === undefined) return
    if (start < this.#count) element.children = this.#nodes.slice(start, this.#count)
    this.#count = this.#textFrom = start
  }

  ontext(data: string): void {
    const last = this.#count > this.#textFrom ? this.#nodes[this.#count - 1] : undefined
    if (last === undefined || !(last instanceof StaticText)) {
      this.#push(isBlank(data) ? SPACE : new StaticText(data, this.#parent()))
    } else if (last !== SPACE) last.data += data
    else if (!isBlank(data)) this.#nodes[this.#count - 1] = new StaticText(` ${data}`, this.#parent())
  }

  onend(): void {
    this.root.children = this.#nodes.slice(0, this.#count)
  }

  #parent(): StaticParent {
    return this.#open.at(-1) ?? this.root
  }

  #push(node: StaticNode): void {
    this.#nodes[this.#count] = node
    this.#count += 1
  }
}

/** White space of HTML; a no-break space is text. */
function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 9 && code !== 13 && code !== 12) return false
  }
  return true
}

type Adapter = NonNullable<Options<StaticRoot | StaticNode, StaticElement>['adapter']>

const childrenOf = (node: StaticRoot | StaticNode): (StaticRoot | StaticNode)[] =>
  node instanceof StaticText ? [] : [...node.children]

const textOf = (node: StaticRoot | StaticNode): string =>
  node instanceof StaticText ? node.data : node.children.map(textOf).join('')

const ADAPTER: Adapter = {
  isTag: (node) => node instanceof StaticElement,
  getAttributeValue: (element, name) => element.attribs[name],
  hasAttrib: (element, name) => Object.hasOwn(element.attribs, name),
  getName: (element) => element.name,
  getChildren: childrenOf,
  getParent: (element) => element.parent,
  getSiblings: (node) =>
    node instanceof StaticRoot || node.parent === null ? [node] : childrenOf(node.parent),
  getText: textOf,
  removeSubsets: (nodes) => nodes.filter((node) => !nodes.some((other) => isAbove(other, node))),
}

function isAbove(outer: StaticRoot | StaticNode, node: StaticRoot | StaticNode): boolean {
  let above = node instanceof StaticRoot ? null : node.parent
  while (above !== null && above !== outer) above = above instanceof StaticElement ? above.parent : null
  return above !== null
}

type Test = (element: StaticElement) => boolean

/** Compiled selectors: the same few are asked at every check. */
const compiled = new Map<string, Test | null>()
const COMPILED_MOST = 200

/** `null` for a selector that cannot be read: it finds nothing, as in a browser. */
function testFor(selector: string): Test | null {
  const known = compiled.get(selector)
  if (known !== undefined) return known
  if (compiled.size >= COMPILED_MOST) compiled.clear()
  let test: Test | null = null
  try {
    test = compile<StaticRoot | StaticNode, StaticElement>(selector, { adapter: ADAPTER })
  } catch {
    // Said above.
  }
  compiled.set(selector, test)
  return test
}

const NODES_MOST = 160_000

/** In document order. css-select's own `selectAll` takes a time that grows with the square of the width. */
export function selectIn(root: StaticRoot, selector: string): StaticElement[] {
  const test = testFor(selector)
  if (test === null) return []
  const found: StaticElement[] = []
  let left = NODES_MOST
  const visit = (nodes: readonly StaticNode[], depth: number): void => {
    for (const node of nodes) {
      if ((left -= 1) < 0) return
      if (node instanceof StaticText) continue
      if (test(node)) found.push(node)
      if (node.children.length > 0 && depth < DEPTH_MOST) visit(node.children, depth + 1)
    }
  }
  visit(root.children, 0)
  return found
}

const DEPTH_MOST = 1024
