import type { MarkWords, PickWords } from '../content/contract.ts'
import type { Language } from './words.ts'

type TabWords = { lang: string; pick: Omit<PickWords, 'lang'>; mark: Omit<MarkWords, 'lang'> }

/** What our scripts write on a page, at the person's press. */
export const TAB_WORDS: Record<Language, TabWords> = {
  fr: {
    lang: 'fr',
    pick: {
      title: 'Vigie : montrez ce qui compte',
      help: 'Cliquez sur la place PMR dans la page. Au clavier : flèches pour changer d’élément, Entrée pour choisir, Échap pour quitter.',
      pick: 'Suivre cet élément',
      leave: 'Quitter',
      wider: 'Plus large',
      narrower: 'Plus précis',
      next: 'Suivant',
      previous: 'Précédent',
      matchesOne: '{count} élément correspond',
      matchesMany: '{count} éléments correspondent',
      unstable: 'Cet élément n’a rien de stable : choisissez-en un plus large.',
      nothing: 'Rien n’est choisi.',
      kept: 'C’est noté. Ouvrez Vigie pour voir ce qu’elle en lit.',
      lost: 'Ce choix n’a pas pu être gardé. Ouvrez Vigie et recommencez.',
    },
    mark: {
      mark: 'PMR',
      foundOne: '{count} offre PMR sur cette page',
      foundMany: '{count} offres PMR sur cette page',
      none: 'Aucune offre PMR sur cette page',
      next: 'Suivante',
      remove: 'Retirer les repères',
    },
  },
  en: {
    lang: 'en',
    pick: {
      title: 'Vigie: point at what counts',
      help: 'Click the wheelchair seat on the page. By keyboard: arrows to move, Enter to choose, Escape to leave.',
      pick: 'Follow this element',
      leave: 'Leave',
      wider: 'Wider',
      narrower: 'Narrower',
      next: 'Next',
      previous: 'Previous',
      matchesOne: '{count} element fits',
      matchesMany: '{count} elements fit',
      unstable: 'Nothing about this element is stable: choose a wider one.',
      nothing: 'Nothing is chosen.',
      kept: 'Noted. Open Vigie to see what it reads there.',
      lost: 'This choice could not be kept. Open Vigie and start over.',
    },
    mark: {
      mark: 'PMR',
      foundOne: '{count} wheelchair offer on this page',
      foundMany: '{count} wheelchair offers on this page',
      none: 'No wheelchair offer on this page',
      next: 'Next',
      remove: 'Remove the marks',
    },
  },
}
