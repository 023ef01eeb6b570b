import type { Preset } from './preset.ts'

import { GENERIC } from './preset.ts'

/** Stock is in JSON `categories[]` with `isPmr` and `hasStock`; its zones are drawn on a map. */
const ROLAND_GARROS: Preset = {
  ...GENERIC,
  code: 'roland-garros',
  hosts: ['rolandgarros.com', 'billetterie.fft.fr'],
  hint: [
    /"isPmr"\s*:\s*true[^{}]{0,800}"hasStock"\s*:\s*true/,
    /"hasStock"\s*:\s*true[^{}]{0,800}"isPmr"\s*:\s*true/,
  ],
}

/** SecuTix: names such as "Easy Access Standard - Category 1"; stock is a quantity select that holds 1 or more. */
const SECUTIX: Preset = {
  ...GENERIC,
  code: 'secutix',
  hosts: [],
  path: /\/secure\/selection\//,
  containers: [...GENERIC.containers, '.table_container', '#seatMap'],
  rows: { selector: '.seat_category, .tariff, .table_container tr, .table_container > div' },
  walls: [{ reason: 'queue', path: /\/pkpcontroller\// }],
}

const FIFA: Preset = {
  ...SECUTIX,
  code: 'fifa-2026',
  hosts: ['tickets.fifa.com', 'auth.fifa.com'],
  path: /^/,
  otherPages: /^\/(?:[a-z]{2}\/?)?$|\/secure\/selection\/?$/,
  walls: [
    { reason: 'queue', host: 'access.tickets.fifa.com' },
    { reason: 'login', host: 'auth.fifa.com' },
  ],
}

/** Closed until pressed: « Choix rapide par tarif ». The state is written as « Épuisé ² », with a footnote mark. */
const TICKETMASTER_FR: Preset = {
  ...GENERIC,
  code: 'ticketmaster-fr',
  hosts: ['ticketmaster.fr'],
  containers: [...GENERIC.containers, 'ul.session-price-list'],
  rows: { selector: 'li.session-price-item', name: '.session-price-cat-title-txt' },
}

/** A menu of tiers and not stock; resale is there only for who presses search. */
const TICKETMASTER_MENU: Preset = {
  ...GENERIC,
  code: 'ticketmaster-menu',
  sight: 'none',
  hosts: ['ticketmaster.ie', 'ticketmaster.com', 'ticketmaster.co.uk'],
}

/** One row a performance, its state a class beside `last-column` (AudienceView, as at the BFI). */
const AUDIENCEVIEW: Preset = {
  ...GENERIC,
  code: 'audienceview',
  sight: 'label',
  hosts: ['whatson.bfi.org.uk'],
  rows: { selector: '.result-box-item' },
  target: { anchor: '.result-box-item' },
  states: [
    { selector: '.soldout, .unavailable-message', is: 'gone' },
    { selector: '.next-on-sale, .on-sale-date', is: 'not-yet' },
    { selector: '.item-link.excellent, .item-link.good, .item-link.limited', is: 'open' },
  ],
}

/** The first that fits counts: a host before a mere path. */
export const SHOPS: readonly Preset[] = [
  ROLAND_GARROS,
  FIFA,
  TICKETMASTER_FR,
  TICKETMASTER_MENU,
  AUDIENCEVIEW,
  SECUTIX,
]
