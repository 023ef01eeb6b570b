import type { Sample } from '#core/sample.ts'
import type { Verdict } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'
import type { PageNode, Tree } from './tree.ts'

import { judge } from '#core/judge.ts'

import { readTree } from './read-page.ts'
import { parseStatic } from './static-document.ts'
import { UNSEEN } from './survey.ts'
import { isHidden } from './visible.ts'

export type Taught = Pick<
  Sample,
  'id' | 'html' | 'url' | 'finalUrl' | 'status' | 'headers' | 'at' | 'says' | 'where'
>

/** A saved page, parsed once and asked often. */
export type TaughtPage = {
  sample: Taught
  tree: Tree
  /** Elements that a person sees, in order. */
  nodes: PageNode[]
  /** How many seen elements a selector hits. */
  hits: (selector: string) => number
  judged: (target: SeatsTarget) => Verdict
}

const NODES_MOST = 8000

/** Every sample is read as if it had been drawn: what styles hide is told by a check, not by what is learnt from it. */
export function openPage(sample: Taught): TaughtPage {
  const parsed = parseStatic(sample.html, sample.finalUrl)
  const tree: Tree = { ...parsed, certain: () => true }
  const counts = new Map<string, number>()
  const hits = (selector: string) => {
    const known = counts.get(selector)
    if (known !== undefined) return known
    const count = tree
      .select(selector)
      .slice(0, 100)
      .filter((node) => !isHidden(tree, node)).length
    counts.set(selector, count)
    return count
  }
  return {
    sample,
    tree,
    nodes: seenNodes(tree),
    hits,
    judged: (target) => judgeAsDrawn(sample, tree, target),
  }
}

function judgeAsDrawn(
  { url, finalUrl, status, headers, at }: Taught,
  tree: Tree,
  target: SeatsTarget,
): Verdict {
  const page = readTree(tree, { ...target, url: finalUrl })
  const settle = { ...page.settle, state: 'quiet', agreed: true } as const
  return judge(
    { url, target },
    {
      at,
      durationMs: 0,
      url,
      finalUrl,
      chain: [url],
      status,
      headers,
      failure: null,
      rendered: true,
      page: { ...page, styled: true, settle },
      phases: {},
    },
  )
}

function seenNodes(tree: Tree): PageNode[] {
  const seen: PageNode[] = []
  const stack = [...tree.children(tree.root)].toReversed()
  while (seen.length < NODES_MOST) {
    const node = stack.pop()
    if (node === undefined) break
    const name = tree.name(node)
    if (name === '' || name === 'head' || UNSEEN.has(name) || tree.hiding(node, true) !== null) continue
    seen.push(node)
    stack.push(...tree.children(node).toReversed())
  }
  return seen
}
