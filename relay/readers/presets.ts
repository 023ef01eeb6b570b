import type { ReadOptions } from './tree.ts'

/** What is known of a site's pages (VERDICTS.md part 1). Sites without an entry get the generic one. */
export type Preset = {
  name: string
  /** Host names, subdomains included. */
  hosts: readonly string[]
  /** The attribute that carries an offer's type word. */
  typeAttribute: string
  /** Boxes that hold the offers, drawn even when there is none. */
  containers: readonly string[]
}

const GENERIC: Preset = {
  name: 'generic',
  hosts: [],
  typeAttribute: 'data-offer-type',
  containers: ['[data-offers]', '[data-offer-list]', '.offers-list', '.offer-list', '#offers'],
}

const PRESETS: readonly Preset[] = [
  {
    ...GENERIC,
    name: 'psg',
    hosts: ['billetterie.psg.fr'],
    // Seen about 2022-24 on the match page: `.psgMatchOffersLytList` with one `.psgMatchPrdHeader` per offer.
    containers: [...GENERIC.containers, '.psgMatchOffersLytList'],
  },
]

/** Choosing an address chooses the preset. */
export function presetFor(options: ReadOptions): Preset {
  const host = URL.parse(options.url)?.hostname ?? ''
  return (
    PRESETS.find((preset) => preset.hosts.some((own) => host === own || host.endsWith(`.${own}`))) ?? GENERIC
  )
}
