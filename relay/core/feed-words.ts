import type { Locale } from './words.ts'

type FeedWords = {
  /** Of one watch, or of all (`null`). */
  title: (name: string | null) => string
  subtitle: string
  opening: (name: string) => string
  places: (count: number) => string
  stillOpen: string
  gone: (clock: string, lived: string) => string
  /** Nobody saw them go. */
  unwatched: (clock: string) => string
}

/** Words of the openings as feeds and calendars tell them. */
export const FEED_WORDS: Record<Locale, FeedWords> = {
  fr: {
    title: (name) => (name === null ? 'Vigie : ouvertures de places' : `Vigie : ouvertures, ${name}`),
    subtitle: 'Quand des places PMR se sont ouvertes, et combien de temps elles sont restées.',
    opening: (name) => `Places PMR : ${name}`,
    places: (count) => `${count} ${count > 1 ? 'places' : 'place'}`,
    stillOpen: 'Encore ouvertes à la dernière vérification.',
    gone: (clock, lived) => `Parties à ${clock}, restées ${lived}.`,
    unwatched: (clock) => `Plus surveillées depuis ${clock} : leur fin n’a pas été vue.`,
  },
  en: {
    title: (name) => (name === null ? 'Vigie: seats that opened' : `Vigie: openings, ${name}`),
    subtitle: 'When accessible seats opened, and how long they stayed.',
    opening: (name) => `Accessible seats: ${name}`,
    places: (count) => `${count} ${count > 1 ? 'seats' : 'seat'}`,
    stillOpen: 'Still open at the last check.',
    gone: (clock, lived) => `Gone at ${clock}, stayed ${lived}.`,
    unwatched: (clock) => `No longer watched since ${clock}: their end was not seen.`,
  },
}
