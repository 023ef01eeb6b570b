import type { Offer } from './markup.ts'

/** A home match of our invented club. */
export type Fixture = {
  slug: string
  opponent: string
  /** Two letters and two colours for its crest. */
  crest: { letters: string; colour: string; ink: string }
  competition: string
  /** Days after today, and the hour in France. */
  day: number
  hour: string
  /** Everything on sale besides the PMR seats, which come and go. */
  offers: readonly Offer[]
  pmr: Omit<Offer, 'places'>
}

const pmr = (category: string): Fixture['pmr'] => ({
  type: 'PMR',
  name: 'Espace PMR et accompagnateur',
  category,
  price: '15,00 €',
})

const adult = (price: string, places: number): Offer => ({
  type: 'ADULTE',
  name: 'Plein tarif',
  category: 'Tribune Nord, catégorie 2',
  price,
  places,
})

const family = (price: string, places: number): Offer => ({
  type: 'FAMILLE',
  name: 'Pack famille',
  category: 'Tribune Ouest, 2 adultes et 2 enfants',
  price,
  places,
})

const young = (price: string, places: number): Offer => ({
  type: 'JEUNE',
  name: 'Moins de 16 ans',
  category: 'Tribune Sud, catégorie 3',
  price,
  places,
})

export const FIXTURES: readonly Fixture[] = [
  {
    slug: 'etoile-de-vigny-olympique-brumes',
    opponent: 'Olympique des Brumes',
    crest: { letters: 'OB', colour: '#274b7a', ink: '#ffffff' },
    competition: 'Championnat, 14e journée',
    day: 8,
    hour: '21 h 00',
    offers: [adult('32,00 €', 46), family('74,00 €', 12), young('12,00 €', 8)],
    pmr: pmr('Tribune Est, niveau 0'),
  },
  {
    slug: 'etoile-de-vigny-as-port-clair',
    opponent: 'AS Port-Clair',
    crest: { letters: 'PC', colour: '#b4532a', ink: '#ffffff' },
    competition: 'Championnat, 16e journée',
    day: 22,
    hour: '17 h 00',
    offers: [adult('28,00 €', 0), family('66,00 €', 5)],
    pmr: pmr('Tribune Est, niveau 0'),
  },
  {
    slug: 'etoile-de-vigny-racing-valombre',
    opponent: 'Racing Valombre',
    crest: { letters: 'RV', colour: '#5b3a78', ink: '#ffffff' },
    competition: 'Coupe, huitième de finale',
    day: 29,
    hour: '20 h 45',
    offers: [],
    pmr: pmr('Tribune Sud, plateforme accessible'),
  },
  {
    slug: 'etoile-de-vigny-union-sainte-aure',
    opponent: 'Union Sainte-Aure',
    crest: { letters: 'SA', colour: '#f0c044', ink: '#2b2105' },
    competition: 'Championnat féminin, 11e journée',
    day: 36,
    hour: '15 h 00',
    offers: [adult('14,00 €', 120), young('6,00 €', 80)],
    pmr: pmr('Tribune Est, niveau 0'),
  },
]
