import type { Trouble } from '../models/doing.ts'
import type { Mood, RelayState } from '../models/view.ts'

import { card } from './fr-card.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

/** What the list says: popup, tab and side panel. */
export const fr = {
  locale: 'fr-FR',
  colon: ' : ',
  card,
  loading: 'Lecture…',
  justNow: 'à l’instant',
  newTab: '(nouvel onglet)',
  language: 'Langue',
  mood: {
    empty: 'La vigie attend un match à guetter.',
    open: 'Des places sont ouvertes !',
    maybe: 'Une voile à l’horizon : à vérifier.',
    calm: 'Mer calme. Aucune place pour l’instant.',
    misty: 'Aucune place en vue, mais tout n’est pas visible.',
    fog: 'Brouillard. On ne voit rien en ce moment.',
    waiting: 'La vigie ouvre l’œil…',
    paused: 'En pause. Personne ne guette.',
    offline: 'Hors ligne. On ne voit rien en ce moment.',
    asleep: 'La vigie dormait. Elle reprend.',
  } satisfies Record<Mood, string>,
  heart: {
    beating: (ago: string) => `Vigie veille : dernier battement ${ago}.`,
    asleep: (at: string) => `Ordinateur en veille ou navigateur fermé depuis ${at}.`,
    pausedUntil: (at: string) => `Tout est en pause jusqu’à ${at}.`,
    paused: 'Tout est en pause.',
    off: 'Rien à guetter : Vigie ne se réveille pas.',
  },
  relay: {
    none: 'Votre navigateur guette seul, sans relais.',
    linked: 'Votre navigateur et le relais guettent ensemble.',
    part: 'Le relais ne guette qu’une partie de ces matchs.',
    apart: 'Le relais ne guette aucun de ces matchs : votre navigateur guette seul.',
    lost: 'Relais injoignable : votre navigateur guette seul.',
  } satisfies Record<RelayState, string>,
  matches: 'Matchs suivis',
  empty: {
    title: 'Aucun match suivi',
    text: 'Ouvrez la page d’un match sur sa billetterie, puis cette fenêtre : un clic suffit. Vous pouvez aussi coller son lien.',
  },
  here: {
    title: 'La page ouverte',
    follow: 'Suivre ce match',
    asks: (host: string) =>
      `Votre navigateur demandera l’accès à ${host}. Vigie n’y lit que les places et ne clique jamais pour vous.`,
    followed: 'Vous êtes sur cette page.',
  },
  open: 'Ouvrir',
  see: 'Ouvrir la page',
  seen: 'Vu',
  mark: 'Montrer sur la page',
  falseAlarm: 'Fausse alerte',
  check: 'Vérifier maintenant',
  grant: 'Donner l’accès',
  resume: 'Reprendre',
  resumeAll: 'Tout reprendre',
  tools: 'Options',
  remove: 'Retirer',
  removed: (name: string) => `« ${name} » n’est plus suivi.`,
  undo: 'Annuler',
  retired: (count: number) => `Matchs passés (${count})`,
  add: 'Suivre un autre match',
  addFirst: 'Suivre un match par son lien',
  pauseAll: 'Tout mettre en pause',
  inTab: 'Ouvrir dans un onglet',
  settings: 'Réglages',
  close: 'Fermer',
  partFailed: 'Cette partie n’est pas arrivée. Rouvrez cette fenêtre.',
  trouble: {
    refused: 'L’accès n’a pas été donné : votre navigateur ne pourra pas lire ce site.',
    'not-a-page': 'Ce n’est pas l’adresse d’une page web.',
    'not-private': 'L’adresse doit commencer par https://.',
    'no-name': 'Donnez un nom à ce match.',
    'already-followed': 'Ce match est déjà suivi.',
    'too-many': 'Vous suivez déjà autant de matchs que Vigie peut en guetter.',
    'no-page': 'La page n’est pas ouverte, ou pas lisible ici.',
    'bad-field': 'Un des champs n’est pas lisible. Corrigez-le.',
    'not-done': 'Cela n’a pas marché. Réessayez.',
  } satisfies Record<Trouble, string>,
  news: {
    open: (names: readonly string[]) =>
      names.length === 1
        ? `Places PMR disponibles : ${names[0]}.`
        : `Places PMR disponibles pour ${names.length} matchs : ${names.join(', ')}.`,
    change: (title: string, names: readonly string[]) =>
      names.length === 1 ? `${names[0]} : ${title}.` : `${title} : ${some(names.length, 'match', 'matchs')}.`,
    gone: (name: string, at: string) => `${name} : places parties à ${at}.`,
  },
}

export type Words = typeof fr
