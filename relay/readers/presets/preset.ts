import type { PresetCode, PresetSight } from '#core/preset.ts'
import type { Reason } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'

/** What is known of a site's pages. Plain data; its words for people are in `core/preset-words.ts`. */
export type Preset = {
  code: PresetCode
  sight: PresetSight
  /** Host names, subdomains included; none for a preset that its path alone chooses. */
  hosts: readonly string[]
  /** Of the pages that it is for; any page of the host without it. */
  path?: RegExp
  /** Paths of the same host that hold no match of their own: home, season, list. */
  otherPages?: RegExp
  /** The attribute that carries an offer's type word. */
  typeAttribute: string
  /** Boxes that hold the offers, drawn even when there is none. */
  containers: readonly string[]
  /** Rows that carry no type word, and where in a row its name stands. */
  rows?: { selector: string; name?: string }
  /** How a row's markup tells its state, whatever its words say. The first that is found counts. */
  states?: readonly RowStateRule[]
  /** Taken where the watch leaves it out. */
  target?: SeatsTarget
  /** In embedded JSON: something is on sale. A hint, never an offer. */
  hint?: readonly RegExp[]
  /** Addresses of this site that are a wall. */
  walls?: readonly { reason: Reason; host?: string; path?: RegExp }[]
}

export type RowStateRule = { selector: string; is: 'open' | 'gone' | 'not-yet' }

/** Every site without a preset of its own. */
export const GENERIC: Preset = {
  code: 'generic',
  sight: 'page',
  hosts: [],
  typeAttribute: 'data-offer-type',
  containers: ['[data-offers]', '[data-offer-list]', '.offers-list', '.offer-list', '#offers'],
}
