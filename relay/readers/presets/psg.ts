import type { Preset } from './preset.ts'

import { GENERIC } from './preset.ts'

/** Seen end of 2024: the login stands on a host of its own, with its form and a puzzle. */
const WALLS: Preset['walls'] = [{ reason: 'login', host: 'auth.billetterie.psg.fr' }]

/**
 * The match page: `div[data-offer-type="PMR"]` in December 2025. About 2022-24 a list `.psgMatchOffersLytList` with
 * one `.psgMatchPrdHeader h2` per offer, drawn by the server. Home cards of the same time: `.psgCptMatchCard`.
 */
export const PSG: Preset = {
  ...GENERIC,
  code: 'psg',
  hosts: ['billetterie.psg.fr'],
  otherPages: /^\/(?:(?:fr|en|es|ar)\/?)?(?:(?:catalogue|saison|calendrier|matchs?|list|liste)\/?)?$/,
  containers: [...GENERIC.containers, '.psgMatchOffersLytList'],
  rows: { selector: '.psgMatchPrdHeader', name: 'h2' },
  walls: WALLS,
}

/**
 * Resale between supporters, about 2023. Prices come only after clicks, which a watch never makes; what stands there
 * unasked is read.
 */
export const PSG_TICKETPLACE: Preset = {
  ...GENERIC,
  code: 'psg-ticketplace',
  hosts: ['billetterie.psg.fr', 'ticketplace.psg.fr'],
  path: /^\/(?:fr|en)\/(?:ticketplace|recherche-place)(?:\/|$)/,
  containers: [...GENERIC.containers, '.psgTicketplaceFastest'],
  rows: { selector: 'button.bookingCategoryToggle' },
  walls: WALLS,
}
