import type { SightReporter } from '../db/types.ts'
import type { Language } from './words.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

/** What notifications say: it may stand on a locked screen, so that nothing in it speaks of anybody's health. */
export type AlertWords = {
  /** `count`: places, `null` when the page does not say how many. */
  open: (count: number | null, name: string) => string
  /** The lowest of several prices. */
  from: (price: string) => string
  by: Record<SightReporter | 'both', string>
  seen: (at: string, by: string) => string
  /** It took a while until this could be said. */
  since: (at: string, by: string) => string
  gone: (name: string) => string
  goneAt: (at: string, lasted: string) => string
  many: (matches: number) => string
  manyMore: (matches: number) => string
  /** One line of a notification for several matches. */
  entry: (what: string, goneAt: string | null) => string
  what: (count: number | null) => string
  line: (name: string, what: string) => string
  visit: string
  answer: string
  test: { title: string; message: string }
  look: { title: (name: string) => string; message: string }
  /** A relay told this browser of something, and then could not be asked. */
  pushed: { message: string }
}

export const ALERT_WORDS: Record<Language, AlertWords> = {
  fr: {
    what: (count) => (count === null ? 'places PMR' : some(count, 'place PMR', 'places PMR')),
    open: (count, name) =>
      `${count === null ? 'Places PMR' : some(count, 'place PMR', 'places PMR')} : ${name}`,
    from: (price) => `dès ${price}`,
    by: { me: 'ce navigateur', relay: 'le relais', both: 'ce navigateur et le relais' },
    seen: (at, by) => `vu à ${at} par ${by}`,
    since: (at, by) => `là depuis ${at}, vu par ${by}`,
    gone: (name) => `Places parties : ${name}`,
    goneAt: (at, lasted) => `Parties à ${at}, restées ${lasted}.`,
    many: (matches) => `Places PMR pour ${some(matches, 'match', 'matchs')}`,
    manyMore: (matches) => `et ${some(matches, 'autre match', 'autres matchs')}`,
    entry: (what, goneAt) => (goneAt === null ? what : `parties à ${goneAt}`),
    line: (name, what) => `${name} : ${what}`,
    visit: 'Ouvrir',
    answer: 'Vu',
    test: { title: 'Vigie : essai', message: 'C’est ainsi qu’une place vous sera annoncée.' },
    look: {
      title: (name) => `À vérifier, aucune place confirmée : ${name}`,
      message: 'Quelque chose est apparu que Vigie ne sait pas classer. Jetez un œil.',
    },
    pushed: { message: 'Annoncé par le relais, qui ne répond plus. Ouvrez la page pour vérifier.' },
  },
  en: {
    what: (count) => (count === null ? 'PMR seats' : some(count, 'PMR seat', 'PMR seats')),
    open: (count, name) => `${count === null ? 'PMR seats' : some(count, 'PMR seat', 'PMR seats')}: ${name}`,
    from: (price) => `from ${price}`,
    by: { me: 'this browser', relay: 'the relay', both: 'this browser and the relay' },
    seen: (at, by) => `seen at ${at} by ${by}`,
    since: (at, by) => `there since ${at}, seen by ${by}`,
    gone: (name) => `Seats gone: ${name}`,
    goneAt: (at, lasted) => `Gone at ${at}, stayed ${lasted}.`,
    many: (matches) => `PMR seats for ${some(matches, 'match', 'matches')}`,
    manyMore: (matches) => `and ${some(matches, 'other match', 'other matches')}`,
    entry: (what, goneAt) => (goneAt === null ? what : `gone at ${goneAt}`),
    line: (name, what) => `${name}: ${what}`,
    visit: 'Open',
    answer: 'Seen',
    test: { title: 'Vigie: test', message: 'This is how a seat will be announced to you.' },
    look: {
      title: (name) => `To be checked, no seat confirmed: ${name}`,
      message: 'Something appeared that Vigie cannot classify. Have a look.',
    },
    pushed: { message: 'Told by the relay, which no longer answers. Open the page to check.' },
  },
}
