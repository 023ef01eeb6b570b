import { expect, test } from 'vitest'

import { fold, words } from '#readers/words.ts'

/** The table of VERDICTS.md part 1, word for word, and its traps. */

const TABLE: [string, (folded: string) => string | null, string[]][] = [
  [
    'accessible seat',
    words.accessible,
    [
      'PMR',
      'Personne à mobilité réduite',
      'UFR',
      'Fauteuil roulant',
      'PFR',
      'PSH',
      'Place accompagnateur',
      'Place handicapé',
      'Accessible seating',
      'Wheelchair',
      'Easy Access Standard - Category 1',
      'Ambulant disabled',
      'ADA seats',
      'Companion seat',
      'Personal assistant',
      'Carer ticket',
      'Rollstuhlplatz',
      'Rollstuhlfahrerplatz',
      'Rollstuhlfahrer',
      'Barrierefreie Plätze',
      'Begleitperson',
      'Movilidad reducida',
      'Silla de ruedas',
      'Carrozzina',
      'Disabili + accompagnatore',
      'Mobilità ridotta',
    ],
  ],
  [
    'gone',
    (folded) => words.gone(folded),
    [
      'Épuisé',
      'ÉPUISÉ ²',
      'Complet',
      'Indisponible',
      'Plus disponible',
      'Rupture de stock',
      'Sold out',
      'Not currently available',
      'Unavailable',
      'Ausverkauft',
      'Vergriffen',
      'Nicht verfügbar',
      'Agotado',
      'No disponible',
      'Esaurito',
      'Non disponibile',
      'Gästebereich ausverkauft',
      'Espace PMR complet',
    ],
  ],
  [
    'empty',
    words.emptyNotice,
    [
      'Aucune offre n’est disponible',
      'No tickets available',
      'Keine Tickets verfügbar',
      'No hay entradas',
      'Nessun biglietto disponibile',
    ],
  ],
  [
    'not yet',
    words.notYet,
    [
      'Bientôt disponible',
      'Ouverture le 12/12',
      'Prévente le 3 mars',
      'Coming soon',
      'Register soon',
      'On sale soon',
      'Verkaufsstart',
      'Vorverkauf ab 10 Uhr',
      'Próximamente',
      'Pronto estarán en stock',
      'Prossimamente',
    ],
  ],
  [
    'restricted',
    words.restricted,
    ['Sur justificatif', 'Réservé aux abonnés', 'Me connecter', 'Ballot', 'Members only'],
  ],
  [
    'buy',
    words.buy,
    [
      'Ajouter au panier',
      'Réserver',
      'Acheter',
      'Choisir',
      'Buy now',
      'Add to basket',
      'Add to cart',
      'Find tickets',
      'In den Warenkorb',
      'Jetzt kaufen',
      'Añadir al carro',
      'Añadir al carrito',
      'Comprar',
      'Aggiungi al carrello',
      'Acquista',
    ],
  ],
]

test.each(TABLE.flatMap(([kind, rule, phrases]) => phrases.map((phrase) => ({ kind, rule, phrase }))))(
  '$phrase is $kind',
  ({ rule, phrase }) => {
    expect(rule(fold(phrase))).not.toBeNull()
    const odd = phrase.toUpperCase().replaceAll(' ', '\u00A0').replace(/^(..)/, '$1\u00AD')
    expect(rule(fold(odd))).not.toBeNull()
  },
)

test.each([
  'Parking PMR',
  'Accès PMR',
  'Informations PMR',
  'Tarif PMR sur demande',
  'Accessibility',
  'Accessible from the footer',
  'Die Arena ist barrierefrei',
  'Posti disabili: scrivere a biglietteria',
  'Ada Lovelace',
])('%s is no seat', (phrase) => {
  expect(words.accessible(fold(phrase))).toBeNull()
})

test.each(['Presque complet', 'Sin agotar', 'Nearly sold out', 'Nom complet', 'Billets disponibles'])(
  '%s is not gone',
  (phrase) => {
    expect(words.gone(fold(phrase))).toBeNull()
  },
)
