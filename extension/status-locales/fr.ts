import type { Problem, TextSize } from '../status-environment.ts'
import type { AddressProblem } from '../models/address.ts'
import type { View } from '../models/status-view.ts'
import type { Glance } from '#core/freshness.ts'
import type { Proof, VerdictState } from '#core/verdict.ts'

import { NOTE_WORDS } from '#core/note-words.ts'
import { REASON_WORDS } from '#core/reason-words.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

const LOCALE = 'fr-FR'
const clock = (at: number) => new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' }).format(at)

export const fr = {
  locale: LOCALE,
  colon: ' : ',
  loading: 'Lecture de l’état des veilles…',
  verdict: {
    waiting: 'Première vérification à venir',
    available: 'Places disponibles',
    none: 'Aucune place pour l’instant',
    unknown: 'On ne voit pas',
    stale: 'Plus de nouvelles',
  } satisfies Record<Glance['state'], string>,
  waiting: 'Vigie n’a pas encore regardé cette page.',
  stale: {
    available: 'Des places étaient ouvertes. Rien n’a été confirmé depuis : ne vous y fiez pas.',
    none: 'Il n’y avait aucune place. Rien n’a été confirmé depuis : ne vous y fiez pas.',
    unknown: 'La page était déjà illisible, et personne n’a regardé depuis.',
  } satisfies Record<VerdictState, string>,
  reason: REASON_WORDS.fr,
  note: NOTE_WORDS.fr,
  proof: {
    siblings: 'D’autres offres sont là, pas celle-ci.',
    'empty-notice': 'La page dit elle-même qu’il n’y a rien.',
    'sold-out': 'La page affiche complet.',
    'not-yet': 'La vente n’est pas encore ouverte.',
    price: 'Tout ce qui est ouvert dépasse le prix voulu.',
    past: 'L’événement est passé.',
  } satisfies Record<Proof['kind'], string>,
  places: (count: number) => some(count, 'place', 'places'),
  lastGood: 'Dernière bonne vérification',
  never: 'jamais',
  justNow: 'à l’instant',
  open: 'Ouvrir la billetterie',
  see: 'Voir la page',
  newTab: '(nouvel onglet)',
  fullPage: 'Toutes les veilles en détail',
  settings: 'Réglages',
  language: 'Langue',
  empty: {
    title: 'Aucune veille',
    text: 'Ce relais ne guette encore aucune page publique.',
  },
  failed: {
    title: 'Impossible de lire le relais',
    problem: (problem: Problem, address: string) => {
      if (problem.kind === 'offline') return 'Vous êtes hors ligne. Vérifiez votre connexion.'
      if (problem.kind === 'unreachable')
        return `Personne ne répond à ${address}. Démarrez le relais, ou corrigez son adresse dans les réglages.`
      if (problem.kind === 'refused')
        return `${address} répond par une erreur (${problem.status}). Vérifiez l’adresse dans les réglages.`
      return `${address} répond, mais pas comme un relais Vigie de cette version. Vérifiez l’adresse, ou mettez l’extension à jour.`
    },
    honest: 'Tant que Vigie ne voit rien, elle ne dit pas qu’il n’y a rien.',
    retry: 'Réessayer',
  },
  old: (problem: Problem, at: number) =>
    `${problem.kind === 'offline' ? 'Vous êtes hors ligne.' : 'Le relais ne répond plus.'} Ces nouvelles datent de ${clock(at)}.`,
  summary: (view: View) => {
    if (view.kind === 'loading') return ''
    if (view.kind === 'failed') return 'Relais injoignable.'
    if (view.open.length > 0)
      return `Places disponibles : ${view.open.map(({ watch }) => watch.name).join(', ')}.`
    if (view.problem !== null) return 'Le relais ne répond plus.'
    return view.unseen > 0
      ? `${some(view.unseen, 'veille qu’on ne voit pas', 'veilles qu’on ne voit pas')}.`
      : ''
  },
  badge: {
    loading: 'Vigie',
    failed: 'Vigie : relais injoignable',
    open: (names: string[]) => `Vigie : places disponibles, ${names.join(', ')}`,
    lost: (at: number) => `Vigie : relais injoignable, dernières nouvelles à ${clock(at)}`,
    empty: 'Vigie : aucune veille',
    unseen: (count: number) =>
      `Vigie : ${some(count, 'veille qu’on ne voit pas', 'veilles qu’on ne voit pas')}`,
    none: (at: number) => `Vigie : aucune place, vérifié à ${clock(at)}`,
  },
  options: {
    title: 'Réglages de Vigie',
    address: 'Adresse du relais',
    addressHelp: 'Par exemple https://vigie.example.org, ou http://localhost:8787 sur cet ordinateur.',
    save: 'Enregistrer',
    saved: 'Adresse enregistrée.',
    problem: {
      empty: 'Écrivez l’adresse du relais.',
      'not-an-address': 'Ceci n’est pas une adresse web.',
      'has-path': 'Écrivez l’adresse sans chemin, par exemple https://vigie.example.org.',
      'not-private': 'Hors de chez vous, l’adresse doit commencer par https://.',
    } satisfies Record<AddressProblem, string>,
    textSize: 'Taille du texte',
    percent: (size: TextSize) => `${size} %`,
    privacy: 'L’extension lit l’état public du relais, et n’envoie rien d’autre.',
  },
}

export type Words = typeof fr
