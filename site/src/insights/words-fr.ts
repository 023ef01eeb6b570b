import type { Trouble } from '../admin/trouble.ts'
import type { AcknowledgedAs } from '#core/alert.ts'

import { HOURS_LEAST, HOURS_LEAST_DAYS, LIVES_LEAST } from '#core/insights.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`
const openings = (count: number) => some(count, 'ouverture', 'ouvertures')

export const fr = {
  choose: 'Pour quelle veille ?',
  all: 'Toutes les veilles',
  loading: 'Lecture de l’historique…',
  failed: 'Impossible de lire l’historique',
  trouble: {
    offline: 'Vous êtes hors ligne. Vérifiez votre connexion, puis réessayez.',
    unreachable: 'Le relais ne répond pas. Réessayez dans quelques secondes.',
    slow: 'Le relais n’a pas répondu à temps. Réessayez dans un moment.',
    'signed-out': 'Le relais refuse. Rechargez la page.',
    refused: 'Le relais refuse : cette veille n’est peut-être plus publique. Rechargez la page.',
    unreadable: 'Cette page ne comprend pas la réponse. Rechargez-la : elle est peut-être trop ancienne.',
  } satisfies Record<Trouble['kind'], string>,
  retry: 'Réessayer',
  empty: 'Pas encore assez de données : Vigie n’a encore vu aucune ouverture. La première apparaîtra ici.',
  notYet: 'Pas encore assez de données.',
  table: 'Voir les chiffres en tableau',
  numbers: 'en chiffres',
  day: 'Jour',
  hour: 'Heure',
  count: 'Ouvertures',
  time: 'Durée',
  people: 'Personnes',
  timeline: {
    title: 'Ces 30 derniers jours',
    said: (total: number, days: number) =>
      total === 0
        ? 'Aucune ouverture ces 30 derniers jours.'
        : `${openings(total)} en ${some(days, 'jour', 'jours différents')}, sur 30 jours.`,
    most: (count: number, day: string) => `Le plus en un jour : ${count}, le ${day}.`,
  },
  habit: {
    title: 'À quelle heure, quel jour',
    zone: 'Heure de Paris. Plus le carré est grand, plus il y a eu d’ouvertures.',
    hour: (from: number, count: number, all: number) =>
      `Le plus souvent entre ${from} h et ${from + 1} h : ${openings(count)} sur ${all}.`,
    noHour: 'Aucune heure ne se détache des autres.',
    day: (weekday: string, count: number, all: number) =>
      `Le jour le plus fréquent est le ${weekday} : ${openings(count)} sur ${all}.`,
    noDay: 'Aucun jour de la semaine ne se détache.',
    missing: (count: number, days: number) =>
      `Pour parler d’habitude, il faut au moins ${HOURS_LEAST} ouvertures réparties sur au moins ${HOURS_LEAST_DAYS} jours. Il y en a ${count}, sur ${some(days, 'jour', 'jours')}. Le dessin montre ce qui a été vu, sans rien prédire.`,
    mark: (hour: number) => `${hour} h`,
  },
  lives: {
    title: 'Combien de temps une place reste',
    said: (median: string, count: number) =>
      `Une fois sur deux, la place est partie en moins de ${median} (${some(count, 'ouverture terminée', 'ouvertures terminées')}).`,
    quartiles: (lower: string, upper: string) =>
      `Une fois sur quatre en moins de ${lower} ; une fois sur quatre elle est restée plus de ${upper}.`,
    missing: (count: number) =>
      `Il faut au moins ${LIVES_LEAST} ouvertures terminées. Vigie en a vu ${count} en tout, en comptant celles qui durent encore.`,
    names: {
      shortest: 'La plus courte',
      lowerQuartile: 'Un quart en moins de',
      median: 'La moitié en moins de',
      upperQuartile: 'Trois quarts en moins de',
      longest: 'La plus longue',
    },
    reading: 'La boîte tient la moitié des durées ; le trait épais est le milieu.',
  },
  outcomes: {
    title: 'Qui a trouvé une place',
    said: (found: number, answered: number) =>
      `${some(found, 'personne a trouvé', 'personnes ont trouvé')} une place, sur ${some(answered, 'réponse', 'réponses')}.`,
    none: 'Pas encore assez de données : personne n’a encore répondu à une alerte.',
    only: 'Seules les réponses données sont comptées, sans nom : d’autres ont pu trouver une place sans le dire.',
    names: {
      'got-one': 'J’ai une place',
      'too-late': 'Trop tard',
      'false-alarm': 'Fausse alerte',
      seen: 'Vu, sans autre réponse',
    } satisfies Record<AcknowledgedAs, string>,
  },
  honest:
    'Ne sont comptées que les ouvertures que Vigie a vues elle-même, les 1 000 dernières au plus. Une durée va du premier au dernier regard qui a vu la place.',
  visits: {
    title: 'Les visiteurs de la semaine',
    said: (week: number, today: number) =>
      `${some(week, 'visite', 'visites')} en 7 jours, dont ${today} aujourd’hui. Comptées sans cookie ni adresse.`,
    clicks: (count: number) => `${some(count, 'clic', 'clics')} vers le bot Telegram depuis le début.`,
    count: 'Visites',
  },
}

export type InsightsWords = typeof fr
