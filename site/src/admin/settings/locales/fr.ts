import type { Loudness } from '#core/subscriber.ts'
import type { NumberName, SettingName, SettingSource } from '#core/settings.ts'

import { one } from './shared.ts'

const some = (count: number, single: string, many: string) =>
  `${whole(count)} ${Math.abs(count) >= 2 ? many : single}`
const whole = (count: number) => new Intl.NumberFormat('fr').format(count)
/** To one decimal. */
const few = (count: number, single: string, many: string) =>
  `${about(one(count))} ${one(count) >= 2 ? many : single}`
const about = (count: number) => new Intl.NumberFormat('fr', { maximumFractionDigits: 1 }).format(count)

export const fr = {
  title: 'Réglages',
  lead: 'Ils valent aussitôt, sans redémarrer. Ce que dit l’environnement du relais passe avant, et ne se change pas ici.',
  loading: 'Lecture des réglages…',
  failed: 'Impossible de lire les réglages',
  retry: 'Réessayer',
  groups: {
    watching: { title: 'Regarder', lead: 'À quel rythme, et avec quelle patience.' },
    polite: { title: 'Rester poli', lead: 'Ce que Vigie demande au plus à un site, et à son navigateur.' },
    operator: { title: 'Vous prévenir, vous', lead: 'Ce que l’opérateur apprend de Vigie elle-même.' },
    people: {
      title: 'Les nouveaux abonnés',
      lead: 'Par quoi commence qui s’abonne à partir de maintenant. Chacun change ensuite le sien ; vos propres canaux d’opérateur n’en dépendent pas.',
    },
    history: { title: 'L’histoire', lead: 'Ce qui est gardé, et pour combien de temps.' },
  },
  names: {
    checkSeconds: 'Cadence d’une nouvelle veille (secondes)',
    patienceSeconds: 'Patience devant une page (secondes)',
    hostGapMs: 'Écart entre deux demandes à un site (millisecondes)',
    hostDailyCalls: 'Demandes par jour à un site',
    browserCapHours: 'Navigateur par mois (heures)',
    blindMinutes: 'Prévenir d’un aveuglement après (minutes)',
    stillWatchingHours: 'Signe de vie toutes les (heures)',
    quiet: 'Heures calmes',
    timeZone: 'Fuseau horaire',
    loudness: 'Insistance',
    retentionDays: 'Garder pendant (jours)',
  } satisfies Record<SettingName, string>,
  why: {
    checkSeconds: 'Pour les veilles ajoutées à partir de maintenant. Les autres gardent la leur.',
    patienceSeconds:
      'Ce que le premier regard, puis un par heure, attend d’une page qui se dessine encore. Entre-temps, Vigie attend ce qu’elle a appris de la page.',
    hostGapMs: 'Un site qui demande un plus long écart dans son robots.txt est écouté.',
    hostDailyCalls: 'Au-delà, Vigie ne regarde plus ce site jusqu’à minuit (UTC), et dit pourquoi.',
    browserCapHours:
      'Sur Cloudflare, le navigateur se paie à l’heure. Une fois ces heures épuisées, ce que lui seul voit est « impossible de voir », jamais « rien ». Vide : sans limite. 0 : jamais de navigateur.',
    blindMinutes: 'Quand aucun regard sur une veille n’est digne de foi.',
    stillWatchingHours:
      'Quand rien ne s’ouvre : que Vigie regarde toujours, et quelle part du temps elle a vu.',
    quiet: 'Rien ne sonne entre ces heures ; une place ouverte est dite au matin, si elle est encore là.',
    timeZone:
      'L’horloge qui compte pour les heures calmes, quand le navigateur de la personne n’en dit rien.',
    loudness: 'Ce que fait une place qui s’ouvre.',
    retentionDays:
      'Regards, ouvertures passées, aveuglements, alertes finies, preuves, registre et journal. Le plus vieux est oublié dans l’heure, pour de bon.',
  } satisfies Record<SettingName, string>,
  shown: {
    checkSeconds: (n) => some(n, 'seconde', 'secondes'),
    patienceSeconds: (n) => some(n, 'seconde', 'secondes'),
    hostGapMs: (n) => some(n, 'milliseconde', 'millisecondes'),
    hostDailyCalls: (n) => some(n, 'demande', 'demandes'),
    browserCapHours: (n) => some(n, 'heure', 'heures'),
    blindMinutes: (n) => some(n, 'minute', 'minutes'),
    stillWatchingHours: (n) => some(n, 'heure', 'heures'),
    retentionDays: (n) => some(n, 'jour', 'jours'),
  } satisfies Record<NumberName, (n: number) => string>,
  unlimited: 'sans limite',
  meaning: {
    checkSeconds: (n: number) => `Soit ${few(3600 / n, 'regard', 'regards')} par heure et par page.`,
    hostDailyCalls: (n: number) => `Soit ${about(one(n / 1440))} par minute, jour et nuit.`,
    stillWatchingHours: (n: number) => `Soit ${few(24 / n, 'message', 'messages')} par jour, au plus.`,
    retentionDays: (_: number, since: string) => `Rien d’avant le ${since}.`,
  },
  bounds: (least: number, most: number) => `Un nombre entier de ${whole(least)} à ${whole(most)}.`,
  wrong: 'Cette valeur ne convient pas.',
  quiet: {
    none: 'aucune',
    on: 'Des heures calmes pour commencer',
    from: 'De',
    to: 'À',
    same: 'Les deux heures sont les mêmes : choisissez-en une autre.',
    shown: (from: string, to: string) => `de ${from} à ${to}`,
  },
  zones: { usual: 'Les plus courants', others: 'Autres' },
  loud: {
    ring: 'Sonne jusqu’à une réponse',
    once: 'Sonne une fois',
    silent: 'Arrive sans bruit',
  } satisfies Record<Loudness, string>,
  sources: {
    environment: 'Environnement',
    database: 'Réglé ici',
    'built-in': 'D’origine',
  } satisfies Record<SettingSource, string>,
  pinned: (variable: string) =>
    `${variable} le dit dans l’environnement du relais : changez-le là, puis redémarrez.`,
  kept: (value: string) => `Gardé ici pour le jour où la variable est retirée : ${value}.`,
  was: (value: string) => `Pas encore enregistré. Vaut encore : ${value}.`,
  usual: (value: string) => `Revenir à l’origine (${value})`,
  usualNext: 'Redeviendra la valeur d’origine.',
  keepMine: 'Ne pas y toucher',
  conflict: {
    title: (name: string) => `Quelqu’un d’autre vient de changer « ${name} »`,
    theirs: 'Ce qui vaut maintenant',
    mine: 'Ce que vous avez écrit',
    takeTheirs: 'Prendre le sien',
    takeMine: 'Garder le mien',
    first: 'Quelqu’un d’autre a changé un de ces réglages : choisissez d’abord.',
  },
  bar: {
    region: 'Changements',
    pending: (count: number) => `${some(count, 'changement', 'changements')} à enregistrer`,
    save: 'Enregistrer',
    saving: 'Enregistrement…',
    drop: 'Tout abandonner',
    saved: 'Enregistré. Ces réglages valent maintenant.',
    undo: 'Remettre comme avant',
    undone: 'Remis comme avant.',
    dropped: 'Changements abandonnés.',
    repair: 'Une valeur ne convient pas : corrigez-la, puis enregistrez.',
  },
  forget: {
    title: (days: string) => `Oublier tout ce qui a plus de ${days} ?`,
    text: 'Regards, ouvertures, alertes, preuves et journal plus vieux seront effacés dans l’heure. Remettre une durée plus longue ne les ramènera pas.',
    yes: 'Oublier et enregistrer',
  },
  texts: {
    title: 'Les textes des messages',
    text: 'Chaque message peut être dit avec vos mots, par canal et par langue, avec un aperçu et un envoi d’essai.',
    own: (count: number) =>
      count === 0
        ? 'Tous les messages ont les mots de Vigie.'
        : `${some(count, 'message a', 'messages ont')} vos mots.`,
    open: 'Changer les textes',
    rules: 'Changer les règles d’alerte',
  },
  environment: {
    title: 'Ce que seul l’environnement dit',
    text: 'Secrets et adresses du relais : à changer là où il tourne, puis à redémarrer. Aucun secret n’est montré.',
    variable: 'Variable',
    meaning: 'Ce que c’est',
    state: 'État',
    set: 'donné',
    unset: 'absent',
    meanings: {
      PUBLIC_URL: 'L’adresse de ce site, dans les liens des messages',
      TELEGRAM_TOKEN: 'Le robot Telegram',
      TELEGRAM_CHAT_ID: 'Le chat Telegram de l’opérateur',
      SMTP_URL: 'Le serveur d’e-mail',
      MAIL_FROM: 'De qui viennent les e-mails',
      ALLOW_PRIVATE_HOSTS: 'Les sites privés qui peuvent être guettés',
      ADMIN_SECOND_FACTOR: 'La deuxième preuve à la connexion (0 : pas demandée)',
    } as Readonly<Record<string, string>>,
  },
}

export type SettingsWords = typeof fr
