import { describe, expect, test } from 'vitest'

import type { SeatsTarget } from '#core/watch.ts'

import { judge } from '#core/judge.ts'
import { readStatic } from '#readers/static-document.ts'

/** Rows of ticket shops by hand, in five languages: what a row says in whatever words the shop has for it. */

const URL_ASKED = 'https://tickets.example/event/1'

function tell(html: string, target: SeatsTarget): string {
  const page = readStatic(html, { url: URL_ASKED, ...target })
  const verdict = judge(
    { url: URL_ASKED, target },
    {
      at: Date.parse('2026-11-20T10:00:00Z'),
      durationMs: 1,
      url: URL_ASKED,
      finalUrl: URL_ASKED,
      chain: [URL_ASKED],
      status: 200,
      headers: {},
      failure: null,
      rendered: false,
      page,
      phases: {},
    },
  )
  return verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
}

const page = (lang: string, body: string) =>
  `<!doctype html><html lang="${lang}"><head><title>x</title></head><body>${body}<footer><a href="/a11y">Accessibility</a></footer></body></html>`

type Shop = { target: SeatsTarget; page: (state: string) => string }

const SHOPS: Record<string, Shop> = {
  en: {
    target: { selector: '.ticket-row', label: 'Wheelchair' },
    page: (state) =>
      page(
        'en',
        `<h1>The Lanterns</h1><table><tr class="ticket-row"><td>Standing</td><td>£45.00 + £5.50 fee</td><td><select><option>0</option><option>1</option></select></td></tr>
        <tr class="ticket-row"><td>Wheelchair + companion</td><td>£45.00</td><td>${state}</td></tr></table><button>Add to basket</button>`,
      ),
  },
  fr: {
    target: { selector: '.cat', label: 'PMR' },
    page: (state) =>
      page(
        'fr',
        `<h1>Rivage - Étoile</h1><div class="cat"><span class="nom">Catégorie 1</span><span>65,00&nbsp;€</span><a href="/panier">Réserver</a></div>
        <div class="cat"><span class="nom">Place PMR</span><span>25,00&nbsp;€</span>${state}</div>`,
      ),
  },
  de: {
    target: { selector: 'li.kat', label: 'Rollstuhlfahrerplatz' },
    page: (state) =>
      page(
        'de',
        `<h1>Nord - Süd</h1><ul><li class="kat"><b>Kategorie 1</b> 80,00 € <button>In den Warenkorb</button></li>
        <li class="kat"><b>Rollstuhlfahrerplatz inkl. Begleitperson</b> 15,00 € ${state}</li></ul>`,
      ),
  },
  es: {
    target: { selector: '.zona', label: 'Movilidad reducida' },
    page: (state) =>
      page(
        'es',
        `<h1>Norte - Sur</h1><article class="zona"><h3>Lateral</h3> 60 € <button>Comprar</button></article>
        <article class="zona"><h3>Movilidad reducida</h3> 20 € ${state}</article>`,
      ),
  },
  it: {
    target: { selector: '.settore', label: 'carrozzina' },
    page: (state) =>
      page(
        'it',
        `<h1>Nord - Sud</h1><div class="settore"><span>Tribuna</span> € 60,00 <button>Acquista</button></div>
        <div class="settore"><span>Posto carrozzina + accompagnatore</span> € 20,00 ${state}</div>`,
      ),
  },
}

const OPEN: Record<string, string[]> = {
  en: [
    '<a href="/b">Book now</a>',
    'Available',
    'Low availability <a href="/b">Book</a>',
    '<select><option>0</option><option>1</option></select>',
    'Presale started 1 November 2026, 10:00 <a href="/b">Book</a>',
  ],
  fr: [
    '<a href="/p">Réserver</a>',
    '<span>Dernières places</span><a href="/p">Acheter</a>',
    '<button>Je me connecte pour acheter</button>',
    '<span>Disponible</span>',
    '<span>2 places restantes</span>',
    '<span>Ouverture le 02/11/2026 à 10 h</span><button>Réserver</button>',
  ],
  de: [
    '<button>In den Warenkorb</button>',
    '<button>Jetzt kaufen</button>',
    'Restkarten <button>Auswählen</button>',
  ],
  es: [
    '<button>Comprar</button>',
    'Últimas entradas <a href="/c">Comprar</a>',
    '<a href="/x">Añadir al carrito</a>',
  ],
  it: ['<button>Acquista</button>', 'Ultimi posti <a href="/c">Aggiungi al carrello</a>'],
}

const GONE: Record<string, string[]> = {
  en: [
    'Sold out',
    'SOLD-OUT!',
    'None available',
    'No tickets available',
    'Currently unavailable',
    'Off sale',
    'Allocation exhausted',
    'Fully booked',
    'Sales have ended',
    'Not on sale',
    'Presale starts Fri 27 Nov, 10:00',
    'On sale soon',
    '<button disabled>Book</button>',
    '<button>Join the waiting list</button>',
  ],
  fr: [
    'Épuisé',
    'Complet',
    'Plus de disponibilité',
    'Non disponible en ligne',
    'Indisponible',
    'Vente terminée',
    'Quota atteint',
    'Plus aucune place',
    'Aucune place disponible',
    '0 place disponible',
    'Guichets fermés',
    'Victime de son succès',
    'Rupture temporaire',
    'Bientôt en vente',
    'En vente le 12 janvier à 10h',
    '<button>Être alerté</button>',
    '<a href="#">Liste d’attente</a>',
  ].map((state) => (state.startsWith('<') ? state : `<span>${state}</span>`)),
  de: [
    'ausverkauft',
    'vergriffen',
    'derzeit nicht verfügbar',
    'zurzeit keine Tickets verfügbar',
    'nicht buchbar',
    'leider ausgebucht',
    'Keine Plätze mehr',
    'Vorverkauf startet am 1.12.2026 um 10 Uhr',
    '<button>Auf die Warteliste</button>',
  ],
  es: [
    'Agotado',
    'Entradas agotadas',
    'No disponible',
    'Sin disponibilidad',
    'No quedan entradas',
    'Venta finalizada',
    'Próximamente',
    'A la venta el 3 de diciembre a las 10:00',
  ],
  it: [
    'Esaurito',
    'Tutto esaurito',
    'Posti esauriti',
    'Non disponibile',
    'Nessun posto disponibile',
    'Vendita terminata',
    'Vendite chiuse',
    'Prossimamente',
    'In vendita dal 3 dicembre alle 10:00',
  ],
}

const cases = (states: Record<string, string[]>) =>
  Object.entries(states).flatMap(([lang, all]) => all.map((state) => [lang, state] as const))

describe('a row of a ticket shop', () => {
  test.each(cases(OPEN))('%s: "%s" can be had', (lang, state) => {
    const shop = SHOPS[lang]
    expect(shop && tell(shop.page(state), shop.target)).toBe('available')
  })

  test.each(cases(GONE))('%s: "%s" cannot', (lang, state) => {
    const shop = SHOPS[lang]
    expect(shop && tell(shop.page(state), shop.target)).toBe('none')
  })

  test.each(Object.entries(SHOPS))('%s: words that nobody knows beside a price call no alert', (_, shop) => {
    expect(tell(shop.page('<i>Zut alors, bernique</i>'), shop.target)).toBe('unknown:ambiguous-offer')
  })
})

const notice = (said: string) =>
  page('en', `<main><h1>Match</h1><div id="tickets"><h2>Tickets</h2><p>${said}</p></div></main>`)
const NOTICED = { anchor: '#tickets', selector: '.ticket' }

test.each([
  'There are currently no tickets available for this event',
  'This event is sold out',
  'Unfortunately, no tickets are available',
  'Event cancelled',
  'Il n’y a plus de places disponibles pour ce match',
  'Ce match est complet',
  'La billetterie de ce match est fermée',
  'Toutes les places ont été vendues',
  'Diese Veranstaltung ist ausverkauft',
  'Aktuell sind keine Tickets verfügbar',
  'No hay entradas disponibles',
  'Evento agotado',
  'Non ci sono biglietti disponibili',
  'Biglietti esauriti',
])('"%s" is the site’s word for nothing', (said) => {
  expect(tell(notice(said), NOTICED)).toBe('none')
})

test.each([
  'Almost sold out!',
  'Not sold out yet',
  'Get your tickets before they are sold out',
  'No tickets left behind: join us',
  'Les billets ne sont plus remboursables',
  'Chargement…',
  'Welcome',
])('"%s" is not', (said) => {
  expect(tell(notice(said), NOTICED)).toMatch(/^unknown/)
})
