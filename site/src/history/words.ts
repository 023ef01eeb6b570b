import type { Language } from '../locales/words.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

const fr = {
  loading: 'Lecture des ouvertures…',
  failed:
    'Impossible de lire les ouvertures. Vérifiez votre connexion, puis refermez et rouvrez cette liste.',
  empty: 'Les ouvertures de cette veille ne sont plus gardées.',
  lasted: (length: string) => `restée ${length}`,
  unwatched: (length: string) => `plus regardée après ${length}, sa fin n’a pas été vue`,
  stillOpen: 'encore ouverte',
  found: (count: number) => some(count, 'personne y a trouvé une place', 'personnes y ont trouvé une place'),
  late: (count: number) => some(count, 'est arrivée trop tard', 'sont arrivées trop tard'),
}

const en: typeof fr = {
  loading: 'Reading the openings…',
  failed: 'The openings cannot be read. Check your connection, then close and open this list again.',
  empty: 'The openings of this watch are no longer kept.',
  lasted: (length) => `lasted ${length}`,
  unwatched: (length) => `no longer watched after ${length}, its end was not seen`,
  stillOpen: 'still open',
  found: (count) => (count === 1 ? '1 person found a seat' : `${count} people found a seat`),
  late: (count) => `${count} came too late`,
}

export const HISTORY_WORDS = { fr, en } as const satisfies Record<Language, typeof fr>
