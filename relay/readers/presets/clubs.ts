import type { Preset } from './preset.ts'

import { GENERIC } from './preset.ts'
import { PSG, PSG_TICKETPLACE } from './psg.ts'

/** Drawn by the server. Every text stands in script data again; the state is the class, its set is open. */
const LIVERPOOL: Preset = {
  ...GENERIC,
  code: 'liverpool',
  sight: 'label',
  hosts: ['liverpoolfc.com'],
  otherPages: /^\/tickets\/?$/,
  rows: {
    selector: '[data-testid="ticketing-accordion-list-item"]',
    name: '[data-testid="ticketing-accordion-list-item__title"]',
  },
  target: { anchor: '[data-testid="ticketing-accordion-list-item"]' },
  states: [
    { selector: '[class*="statusIndicator--"][class*="-ended"]', is: 'gone' },
    { selector: '[class*="statusIndicator--"][class*="-soon"]', is: 'not-yet' },
    { selector: '[class*="statusIndicator--"][class*="-now"]', is: 'open' },
  ],
}

/** One card a match, « Gästebereich ausverkauft » on its button. */
const VFB: Preset = {
  ...GENERIC,
  code: 'vfb',
  sight: 'label',
  hosts: ['tickets.vfb.de'],
  rows: { selector: '.events .event-container' },
  target: { anchor: '.events .event-container' },
}

/** No such sale on the site in November 2023: the desk, an association and the telephone. */
const OM: Preset = { ...GENERIC, code: 'om', sight: 'none', hosts: ['om.fr'] }

/** Only for registered disabled members, the companion's ticket free beside it. */
const ARSENAL: Preset = { ...GENERIC, code: 'arsenal', sight: 'session', hosts: ['arsenal.com'] }
const CHELSEA: Preset = { ...GENERIC, code: 'chelsea', sight: 'session', hosts: ['chelseafc.com'] }

export const CLUBS: readonly Preset[] = [PSG_TICKETPLACE, PSG, LIVERPOOL, VFB, OM, ARSENAL, CHELSEA]
