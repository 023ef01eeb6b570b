import type { Problem } from '../environment.ts'
import type { Mood, Overview } from '../models/lookout.ts'
import type { News } from '../models/news.ts'
import type { Glance } from '#core/freshness.ts'
import type { ReporterKind } from '#core/status.ts'
import type { Proof, VerdictState } from '#core/verdict.ts'

import { HOW_WORDS } from '#core/how-words.ts'
import { NOTE_WORDS } from '#core/note-words.ts'
import { REASON_WORDS } from '#core/reason-words.ts'

import { sayKnownFr } from './known-fr.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

export const fr = {
  locale: 'fr-FR',
  colon: ' : ',
  title: (open: number) =>
    open === 0
      ? 'Vigie · les places PMR, guettées jour et nuit'
      : `▲ ${some(open, 'veille ouverte', 'veilles ouvertes')} · Vigie`,
  tagline: 'Les places PMR, guettées jour et nuit.',
  skip: 'Aller aux veilles',
  language: 'Langue',
  mood: {
    open: 'Des places sont ouvertes !',
    calm: 'Mer calme. Aucune place pour l’instant.',
    misty: 'Aucune place en vue, mais tout n’est pas visible.',
    fog: 'Brouillard. On ne voit rien en ce moment.',
    empty: 'Aucune veille pour l’instant.',
    loading: 'La vigie ouvre l’œil…',
    failed: 'La vigie est hors de portée.',
  } satisfies Record<Mood | 'loading' | 'failed', string>,
  overview: ({ open, none, unseen }: Overview) =>
    [
      open > 0 ? some(open, 'veille avec des places', 'veilles avec des places') : '',
      none > 0 ? some(none, 'veille sans place', 'veilles sans place') : '',
      unseen > 0 ? some(unseen, 'veille qu’on ne voit pas', 'veilles qu’on ne voit pas') : '',
    ]
      .filter((part) => part !== '')
      .join(', ') + '.',
  link: {
    live: 'En direct',
    'catching-up': 'Connexion au direct…',
    offline: 'Hors ligne',
    lost: 'Relais injoignable',
  },
  banner: {
    offline: (age: string) =>
      `Vous êtes hors ligne. Ce que vous voyez date de ${age}. La page se mettra à jour dès le retour du réseau.`,
    lost: (age: string) =>
      `Le relais ne répond plus. Ce que vous voyez date de ${age}. Nous réessayons sans arrêt.`,
  },
  understand: 'Comprendre',
  watches: 'Les veilles',
  alerts: {
    title: 'Être prévenu',
    lead: 'Une place PMR part en quelques minutes. Vigie vous prévient dans les secondes qui suivent son ouverture, gratuitement.',
    loading: 'Un instant…',
    failed: 'Cette partie de la page n’est pas arrivée. Vérifiez votre connexion.',
    retry: 'Réessayer',
    card: 'Me prévenir pour ce match',
    history: 'Ouvertures passées',
  },
  loading: 'Lecture de l’état des veilles…',
  empty: {
    title: 'Aucune veille',
    text: 'Personne n’a encore demandé à Vigie de guetter une page. Dès qu’une veille sera ajoutée, elle apparaîtra ici, sans recharger.',
  },
  failed: {
    title: 'Impossible de lire l’état des veilles',
    offline:
      'Vous êtes hors ligne. Vérifiez votre connexion : la page se remplira d’elle-même au retour du réseau.',
    problem: (problem: Problem) => {
      if (problem.kind === 'unreachable')
        return 'Le relais ne répond pas. Il redémarre peut-être ; nous réessayons sans arrêt.'
      if (problem.kind === 'refused')
        return `Le relais répond par une erreur (${problem.status}). Nous réessayons sans arrêt.`
      return 'Le relais répond quelque chose que cette page ne comprend pas. Rechargez la page : elle est peut-être trop ancienne.'
    },
    honest: 'Tant que cette page ne voit rien, elle ne dit pas qu’il n’y a rien.',
    retry: 'Réessayer maintenant',
    openTickets: 'En attendant, ouvrez la billetterie vous-même.',
  },
  verdict: {
    waiting: 'Première vérification à venir',
    available: 'Places disponibles',
    none: 'Aucune place pour l’instant',
    unknown: 'On ne voit pas',
    stale: 'Plus de nouvelles',
  } satisfies Record<Glance['state'], string>,
  waiting: 'Vigie n’a pas encore regardé cette page.',
  stale: (last: VerdictState, age: string) =>
    `${STALE[last]} ${age}. Rien n’a été confirmé depuis : ne vous y fiez pas.`,
  reason: REASON_WORDS.fr,
  note: NOTE_WORDS.fr,
  howTold: HOW_WORDS.fr,
  known: sayKnownFr,
  detail: 'Détail',
  proof: {
    siblings: 'La page est bien là : elle montre d’autres offres, mais pas celle-ci.',
    'empty-notice': 'La page est bien là : elle dit elle-même qu’il n’y a rien.',
    'sold-out': 'La page est bien là : elle affiche complet.',
    'not-yet': 'La page est bien là : la vente n’est pas encore ouverte.',
    price: 'La page est bien là : tout ce qui est ouvert dépasse le prix voulu.',
    past: 'La page est bien là : l’événement est passé.',
  } satisfies Record<Proof['kind'], string>,
  seen: 'Vu',
  notes: 'À savoir',
  gap: (length: string, from: string, to: string) =>
    `Page non regardée pendant ${length} (de ${from} à ${to}) : une place sortie et reprise entre-temps n’a pas été vue.`,
  reported: {
    title: 'Signalé, à confirmer :',
    by: (devices: number) => `vu par ${some(devices, 'navigateur', 'navigateurs')}`,
    why: 'Le relais n’a pas pu le vérifier.',
  },
  how: 'Comment elle est lue',
  offers: 'Ce qui est ouvert',
  places: (count: number) => some(count, 'place', 'places'),
  restricted: 'Condition',
  open: 'Ouvrir la billetterie',
  openPage: 'Voir la page',
  newTab: '(nouvel onglet)',
  openSince: (length: string) => `Ouvert depuis ${length}`,
  facts: {
    lastGood: 'Dernière bonne vérification',
    last: 'Dernière vérification',
    checks: 'Vérifications',
    releases: 'Ouvertures vues',
    blind: 'Aveugle depuis',
    cadence: 'Regardée toutes les',
  },
  never: 'jamais',
  justNow: 'à l’instant',
  reporters: 'Qui a regardé',
  nobody: 'personne encore',
  reporter: {
    'relay-fetch': 'le relais, lecture directe',
    'relay-browser': 'le relais, avec un navigateur',
    extension: 'une extension',
  } satisfies Record<ReporterKind, string>,
  saw: { available: 'des places', none: 'aucune place', unknown: 'rien de sûr' } satisfies Record<
    VerdictState,
    string
  >,
  insights: {
    title: 'Quand les places apparaissent-elles ?',
    lead: 'Ce que les ouvertures passées disent, dessiné avec les vraies données de Vigie.',
  },
  follow: {
    title: 'Suivre ailleurs',
    lead: 'Les mêmes nouvelles dans votre lecteur de flux, votre agenda, votre écran d’accueil ou votre site.',
  },
  totals: {
    title: 'Depuis le début',
    checks: (count: number): string => (count > 1 ? 'vérifications' : 'vérification'),
    alerts: (count: number): string => (count > 1 ? 'alertes envoyées' : 'alerte envoyée'),
    rate: 'des vérifications ont vu des places',
    watches: (count: number): string => (count > 1 ? 'veilles' : 'veille'),
  },
  legend: {
    title: 'Comment lire cette page',
    available: 'La vigie voit au moins une place.',
    none: 'La vigie voit la bonne page, et rien n’y est. Elle dit à quoi elle l’a reconnue.',
    unknown: 'La vigie ne peut pas voir. Elle dit pourquoi, et ne conclut rien.',
    stale: 'Personne n’a confirmé depuis trop longtemps.',
  },
  footer: {
    promise:
      'Vigie regarde, prévient, et s’arrête là : elle n’achète rien, ne touche à aucun panier et ne contourne aucune porte.',
    understand: 'Comprendre Vigie',
    data: 'Données de cette page (JSON)',
    docs: 'Documentation de l’API',
    version: (version: string) => `version ${version}`,
    privacy: 'Sans cookie ni traceur.',
    known: 'Ce que Vigie sait de vous',
  },
  news: ({ kind, watch }: News) => NEWS[kind](watch.name),
}

export type Words = typeof fr

const STALE: Record<VerdictState, string> = {
  available: 'Des places étaient ouvertes',
  none: 'Il n’y avait aucune place',
  unknown: 'La page était déjà illisible',
}

const NEWS: Record<News['kind'], (name: string) => string> = {
  opened: (name) => `Places disponibles : ${name}.`,
  more: (name) => `Encore une place : ${name}.`,
  closed: (name) => `Plus de place : ${name}.`,
  lost: (name) => `On ne voit plus la page : ${name}.`,
  found: (name) => `On voit de nouveau la page, aucune place : ${name}.`,
}
