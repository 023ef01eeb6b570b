import type { RowEvidence } from '#core/observation.ts'
import type { SeatsTarget } from '#core/watch.ts'

/** A node of one home; only the tree that gave it can look into it. */
export type PageNode = object

/**
 * What the reader needs of a document. Two homes answer to it: a live document (`dom-tree.ts`) and parsed HTML
 * (`static-document.ts`). No method throws, whatever the page did to its own objects.
 */
export type Tree = {
  /** Computed styles are known. */
  readonly styled: boolean
  /** Nothing in the document could hide an element unseen by this tree. */
  readonly certain: () => boolean
  readonly url: string
  readonly root: PageNode
  /** The document came to its end. */
  readonly complete: boolean
  /** Lower-case tag name; empty for what is no element. */
  name: (node: PageNode) => string
  /** The characters of a text node; `null` for what is none. */
  text: (node: PageNode) => string | null
  attribute: (node: PageNode, name: string) => string | null
  /** Children with open shadow roots and frames of the same site put in their place. */
  children: (node: PageNode) => readonly PageNode[]
  parent: (node: PageNode) => PageNode | null
  /** Bad selectors find nothing. */
  select: (selector: string) => PageNode[]
  /** What hides this very element, or `null`. `self`: it is asked for itself, not as an ancestor. */
  hiding: (element: PageNode, self: boolean) => string | null
  /** Size and reach of the element's box: what makes it unseeable, or `null`. Always `null` without styles. */
  boxless: (element: PageNode) => string | null
  /** A control that cannot be used, by property or attribute. */
  disabled: (element: PageNode) => boolean
  /** The live value of a control. */
  value: (element: PageNode) => string
  /** Names of all that an element carries, where the tree can tell. */
  attributeNames?: (node: PageNode) => readonly string[]
  /** Where the element is drawn, in CSS pixels from the top left of the document, where styles are known. */
  measure?: (element: PageNode) => RowEvidence['box']
  /** Words that a style sheet writes before and behind the element, where styles are known. */
  generated?: (element: PageNode) => readonly string[]
  /** A frame of another site, large enough to hold offers. */
  unreadableFrame: (element: PageNode) => boolean
}

/** What is looked for; the reader's part of a watch. The target's own words are told in `core/watch.ts`. */
export type ReadOptions = SeatsTarget & {
  /** Address that was asked. */
  url: string
}
