import type { How, HowWhy } from './how.ts'

type Wording = (how: How) => string

/** How a page is looked at and why, in a sentence for everybody. */
export const HOW_WORDS: Record<'fr' | 'en', Wording> = {
  fr: (how) => {
    const { mode, why } = how
    if (mode === 'static' && why === 'equal') {
      return `Lue telle que le site l’envoie${equal(how, 'fr')}.`
    }
    if (mode === 'static') return `Lue telle que le site l’envoie, car ${FRENCH_STATIC[why] ?? FRENCH[why]}.`
    if (mode === 'rendered')
      return `Affichée par un navigateur, car ${FRENCH[why]}${progress(how, 'sur')}.${patience(how, 'fr')}`
    const because = why === 'comparing' ? '' : `, car ${FRENCH[why]}`
    return `Encore en apprentissage${progress(how, 'sur')} : lue telle quelle et par un navigateur, pour comparer${because}.${patience(how, 'fr')}`
  },
  en: (how) => {
    const { mode, why } = how
    if (mode === 'static' && why === 'equal') {
      return `Read from the page as sent${equal(how, 'en')}.`
    }
    if (mode === 'static')
      return `Read from the page as sent, because ${ENGLISH_STATIC[why] ?? ENGLISH[why]}.`
    if (mode === 'rendered')
      return `Drawn by a browser, because ${ENGLISH[why]}${progress(how, 'of')}.${patience(how, 'en')}`
    const because = why === 'comparing' ? '' : `, because ${ENGLISH[why]}`
    return `Still learning${progress(how, 'of')}: read as sent and by a browser, to compare${because}.${patience(how, 'en')}`
  },
}

const FRENCH: Record<HowWhy, string> = {
  comparing: 'les deux lectures n’ont pas encore été assez comparées',
  equal: 'les deux lectures montrent la même chose',
  differs: 'la page telle que le site l’envoie montre autre chose',
  'empty-html': 'le site l’envoie sans les offres',
  'layout-changed': 'elle a changé de forme',
  'after-opening': 'des places viennent d’y être vues',
  wall: 'la lecture directe est refusée',
}

const ENGLISH: Record<HowWhy, string> = {
  comparing: 'the two readings have not been compared often enough',
  equal: 'both readings show the same',
  differs: 'the page as sent shows something else',
  'empty-html': 'the site sends it without the offers',
  'layout-changed': 'it has changed shape',
  'after-opening': 'seats were just seen on it',
  wall: 'the direct reading is refused',
}

/** A wall stands before the other way than the one in use. */
const FRENCH_STATIC: Partial<Record<HowWhy, string>> = { wall: 'le navigateur est refusé' }
const ENGLISH_STATIC: Partial<Record<HowWhy, string>> = { wall: 'the browser is refused' }

function equal({ of }: How, locale: 'fr' | 'en'): string {
  if (of === undefined) return ''
  const times = of.wanted
  return locale === 'fr'
    ? ` (${times} fois comparée à un navigateur, ${times} fois pareille)`
    : ` (proved equal to a browser’s ${times} times)`
}

const progress = ({ of }: How, between: string) =>
  of === undefined ? '' : ` (${Math.min(of.done, of.wanted)} ${between} ${of.wanted})`

function patience({ patienceMs }: How, locale: 'fr' | 'en'): string {
  if (patienceMs <= 0) return ''
  const seconds = String(Math.round(patienceMs / 100) / 10)
  return locale === 'fr'
    ? ` Vigie attend ${seconds.replace('.', ',')} s de calme avant de dire qu’il n’y a rien.`
    : ` Vigie waits for ${seconds} s of calm before it says that there is nothing.`
}
