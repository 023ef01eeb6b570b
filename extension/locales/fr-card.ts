import type { CardKind, Who } from '../models/card.ts'
import type { Proof, VerdictState } from '#core/verdict.ts'

import { NOTE_WORDS } from '#core/note-words.ts'
import { REASON_WORDS_FR } from '#core/reason-words-fr.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

/** What a card says. Times come in as words. */
export const card = {
  title: {
    loading: 'Premier regard à venir',
    ok: 'Pas de place PMR',
    alert: 'Places PMR disponibles',
    error: 'Page illisible',
    'needs-access': 'Pas d’accès au site',
    offline: 'Hors ligne',
    asleep: 'Personne ne regardait',
    paused: 'En pause',
    unconfirmed: 'Signalé, à confirmer',
    stale: 'Plus de nouvelles',
    retired: 'Match passé',
  } satisfies Record<CardKind, string>,
  oldAlert: (at: string) => `Places PMR vues à ${at}`,
  notSure: 'À vérifier',
  falseAlarm: 'Fausse alerte signalée',
  loading: 'Vigie n’a pas encore regardé cette page.',
  old: 'Personne ne l’a confirmé depuis : regardez vite, sans vous y fier.',
  since: (at: string) => `Vues à ${at}`,
  by: { me: 'par votre navigateur', relay: 'par le relais', both: 'par votre navigateur et le relais' },
  seenAt: (at: string) => `Vous avez vu l’alerte à ${at}. Vigie continue de regarder.`,
  gone: (from: string, at: string) => `Des places vues à ${from} sont parties à ${at}.`,
  gap: (from: string, to: string) =>
    `Personne n’a regardé de ${from} à ${to} (ordinateur en veille, ou navigateur fermé) : une place sortie et reprise entre-temps n’a pas été vue.`,
  reason: {
    ...REASON_WORDS_FR,
    'needs-render': 'Cette page dessine ses places elle-même : elle ne se lit qu’ouverte sous vos yeux.',
  },
  note: NOTE_WORDS.fr,
  proof: {
    siblings: 'D’autres offres sont là, pas celle-ci.',
    'empty-notice': 'La page dit elle-même qu’il n’y a rien.',
    'sold-out': 'La page affiche complet.',
    'not-yet': 'La vente n’est pas encore ouverte.',
    price: 'Tout ce qui est ouvert dépasse le prix voulu.',
    past: 'L’événement est passé.',
  } satisfies Record<Proof['kind'], string>,
  retryAt: (at: string) => `Prochain essai à ${at}.`,
  noAccess: (host: string) => `Sans cet accès, votre navigateur ne peut pas lire ${host}.`,
  noAccessBeside: 'L’accès au site est retiré : seul le relais regarde encore.',
  offlineSince: (at: string) => `Dernier regard à ${at}. Vigie reprendra dès le retour du réseau.`,
  offline: 'Vigie regardera dès le retour du réseau.',
  asleepSince: (at: string) => `Ordinateur en veille ou navigateur fermé depuis ${at}.`,
  pausedUntil: (at: string) => `Jusqu’à ${at}. Personne ne regarde d’ici là.`,
  paused: 'Personne ne regarde tant que vous ne reprenez pas.',
  reported: (devices: number, at: string) =>
    `${some(devices, 'navigateur a vu', 'navigateurs ont vu')} des places à ${at}. Le relais ne l’a pas encore confirmé.`,
  ambiguous: REASON_WORDS_FR['ambiguous-offer'],
  falseAlarmAt: (at: string) =>
    `Signalée à ${at}. La page montre toujours la même chose ; Vigie préviendra si cela change.`,
  stale: {
    available: 'Des places étaient ouvertes. Rien n’a été confirmé depuis : ne vous y fiez pas.',
    none: 'Il n’y avait aucune place. Rien n’a été confirmé depuis : ne vous y fiez pas.',
    unknown: 'La page était déjà illisible, et personne n’a regardé depuis.',
  } satisfies Record<VerdictState, string>,
  retired: 'Vigie ne le guette plus. S’il est reporté, donnez sa nouvelle date dans « Options ».',
  openPage: 'Ouvrez la page, et passez la porte s’il y en a une : Vigie lit aussitôt dans votre session.',
  openToConfirm: 'Ouvrez la page pour en avoir le cœur net.',
  showPage: 'Ouvrez la page, puis « Montrer un élément » dans Vigie.',
  editPage: 'Vérifiez l’adresse dans « Options ».',
  checked: (ago: string, who: string) => `Vérifié ${ago} ${who}`,
  saw: (ago: string, who: string) => `Dernière lecture ${ago} ${who}`,
  neverChecked: 'Jamais vérifié',
  who: {
    me: 'par votre navigateur',
    cloud: 'par le relais',
    people: 'par d’autres personnes',
  } satisfies Record<Who, string>,
  next: (inWords: string) => `prochain regard ${inWords}`,
  nextByHand: 'prochaine lecture quand vous ouvrirez la page',
  restsUntil: (at: string) => `Le site demande du répit : Vigie n’y retourne pas avant ${at}.`,
  places: (count: number) => some(count, 'place', 'places'),
}
