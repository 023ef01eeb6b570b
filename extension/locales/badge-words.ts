import type { Language } from './words.ts'

type Names = { names: readonly string[]; more: number }

/** The whole sentence of the icon's title. */
type BadgeWords = {
  loading: string
  empty: string
  waiting: string
  open: (names: Names) => string
  seen: (names: Names) => string
  maybe: (names: Names) => string
  trouble: (names: Names) => string
  paused: string
  offline: string
  asleep: string
  calm: (matches: number) => string
}

const french = ({ names, more }: Names) =>
  [...names, ...(more > 0 ? [`et ${more} ${more > 1 ? 'autres' : 'autre'}`] : [])].join(', ')

const english = ({ names, more }: Names) => [...names, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')

export const BADGE_WORDS: Record<Language, BadgeWords> = {
  fr: {
    loading: 'Vigie',
    empty: 'Vigie : aucun match suivi',
    waiting: 'Vigie : premiers regards à venir',
    open: (names) => `Vigie : places PMR disponibles, ${french(names)}`,
    seen: (names) => `Vigie : places PMR déjà vues, ${french(names)}`,
    maybe: (names) => `Vigie : à vérifier, ${french(names)}`,
    trouble: (names) => `Vigie ne voit pas tout : ${french(names)}`,
    paused: 'Vigie : en pause, personne ne guette',
    offline: 'Vigie : hors ligne',
    asleep: 'Vigie : personne ne regardait, ordinateur en veille ou navigateur fermé',
    calm: (matches) =>
      `Vigie : pas de place PMR, ${matches > 1 ? `${matches} matchs guettés` : '1 match guetté'}`,
  },
  en: {
    loading: 'Vigie',
    empty: 'Vigie: no match followed',
    waiting: 'Vigie: first looks to come',
    open: (names) => `Vigie: wheelchair seats available, ${english(names)}`,
    seen: (names) => `Vigie: wheelchair seats you have seen, ${english(names)}`,
    maybe: (names) => `Vigie: have a look, ${english(names)}`,
    trouble: (names) => `Vigie cannot see everything: ${english(names)}`,
    paused: 'Vigie: paused, nobody is watching',
    offline: 'Vigie: offline',
    asleep: 'Vigie: nobody was looking, computer asleep or browser closed',
    calm: (matches) =>
      `Vigie: no wheelchair seats, ${matches === 1 ? '1 match watched' : `${matches} matches watched`}`,
  },
}
