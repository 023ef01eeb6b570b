import type { SeatsTarget } from '#core/watch.ts'
import type { Selector } from 'css-what'

import { compile } from 'css-select'
import { parse } from 'css-what'

export type TargetProblem = { path: string; message: string }

/** What css-select and the browsers understand alike; its jQuery extensions would find nothing in a browser. */
const PSEUDO_CLASSES = new Set(
  (
    'is not where has empty root scope first-child last-child only-child first-of-type last-of-type only-of-type ' +
    'nth-child nth-last-child nth-of-type nth-last-of-type lang link any-link disabled enabled checked required ' +
    'optional read-only read-write'
  ).split(' '),
)

/** The selectors of a target that are not standard CSS which a parsed document can be asked, too. */
export function checkTarget(target: SeatsTarget): TargetProblem[] {
  return (['selector', 'anchor', 'empty'] as const).flatMap((key) => {
    const selector = target[key]
    const problem = selector === undefined ? null : problemOf(selector)
    return problem === null ? [] : [{ path: `target.${key}`, message: problem }]
  })
}

function problemOf(selector: string): string | null {
  try {
    const groups = parse(selector)
    compile(selector)
    return refuseGroups(groups, false)
  } catch (error) {
    return `not a CSS selector: ${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'}`
  }
}

const COMBINATORS = new Set<string>(['adjacent', 'child', 'descendant', 'sibling'])

/** `relative`: within `:has()`, where a combinator may come first. */
function refuseGroups(groups: Selector[][], relative: boolean): string | null {
  if (groups.length === 0) return 'empty'
  for (const group of groups) {
    const joins = group.map((part) => COMBINATORS.has(part.type))
    if (joins.at(-1) === true || (!relative && joins[0] === true) || group.length === 0)
      return 'a combinator stands at an end'
    if (joins.some((join, index) => join && joins[index + 1] === true))
      return 'two combinators stand together'
  }
  return groups.flatMap((group) => group.map(refuse)).find((problem) => problem !== null) ?? null
}

function refuse(part: Selector): string | null {
  switch (part.type as string) {
    case 'pseudo-element':
      return 'pseudo-elements hold no offer'
    case 'parent':
    case 'column-combinator':
      return 'not a combinator of standard CSS'
    default:
  }
  if ('action' in part && (part.action as string) === 'not')
    return '[a!=b] is not standard CSS: write :not([a=b])'
  if (!('data' in part)) return null
  if (!PSEUDO_CLASSES.has(part.name)) return `:${part.name} cannot be used here`
  if (!Array.isArray(part.data)) return null
  return refuseGroups(part.data, part.name === 'has')
}
