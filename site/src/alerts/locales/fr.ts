import type { Problem } from './problem.ts'
import type { PushSupport } from '../push-device.ts'
import type { Loudness, SubscriberState } from '#core/subscriber.ts'

const codes: Record<string, Problem> = {
  'too-many-subscriptions': {
    what: 'Trop de demandes en peu de temps.',
    next: 'Réessayez dans une heure.',
  },
  address: { what: 'Cette adresse ne convient pas.', next: 'Vérifiez-la, puis recommencez.' },
  invalid: { what: 'Une partie de ce qui est écrit ne convient pas.', next: 'Vérifiez, puis recommencez.' },
  'unknown-watch': {
    what: 'Un des matchs choisis n’est plus guetté.',
    next: 'Rechargez la page, puis choisissez de nouveau.',
  },
  'not-offered': {
    what: 'Ce relais n’envoie plus d’e-mails.',
    next: 'Choisissez un autre moyen.',
  },
  'not-sent': {
    what: 'L’e-mail n’a pas pu partir.',
    next: 'Vérifiez l’adresse et réessayez dans quelques minutes.',
  },
  'unknown-alert': {
    what: 'Cette alerte n’est plus là.',
    next: 'Rechargez la page : elle montre ce qui reste.',
  },
  'unknown-subscription': {
    what: 'Cet abonnement n’existe pas, ou plus.',
    next: 'Vérifiez le lien, ou abonnez-vous de nouveau.',
  },
  'invitation-over': { what: 'Ce lien n’est plus valable.', next: 'Demandez-en un nouveau.' },
  'invitation-own': {
    what: 'Ce lien vient de ce même abonnement.',
    next: 'Choisissez un autre moyen, ou envoyez-le à une autre personne.',
  },
  'not-active': {
    what: 'Les alertes n’arrivent pas par cet abonnement.',
    next: 'Confirmez-le, ou choisissez-en un autre.',
  },
  full: {
    what: 'Il n’y a plus de place pour de nouveaux abonnements.',
    next: 'Prévenez l’opérateur du site.',
  },
}

export const fr = {
  trouble: {
    codes,
    offline: { what: 'Vous êtes hors ligne.', next: 'Vérifiez votre connexion, puis réessayez.' },
    unreachable: { what: 'Le relais ne répond pas.', next: 'Réessayez dans quelques secondes.' },
    slow: { what: 'Le relais n’a pas répondu à temps.', next: 'Réessayez dans un moment.' },
    'signed-out': { what: 'Le relais refuse.', next: 'Rechargez la page, puis réessayez.' },
    unreadable: {
      what: 'Le relais répond quelque chose que cette page ne comprend pas.',
      next: 'Rechargez la page : elle est peut-être trop ancienne.',
    },
    'no-link': {
      what: 'Ce n’est pas le lien d’un abonnement.',
      next: 'Copiez le lien « Mes choix » de l’autre abonnement, en entier.',
    },
    own: { what: 'C’est le lien de cet abonnement même.', next: 'Collez celui de l’autre.' },
    device: {
      what: 'Le service de notifications de ce navigateur a refusé.',
      next: 'Vérifiez que les notifications sont permises par le système, sans navigation privée, puis réessayez.',
    },
    refused: (status: number): Problem => ({
      what: `Le relais répond par une erreur (${status}).`,
      next: 'Réessayez dans un moment.',
    }),
  },
  retry: 'Réessayer',
  loading: 'Recherche des moyens de vous prévenir…',
  failed: 'Impossible de savoir comment ce relais peut vous prévenir',
  pick: {
    legend: 'Pour quels matchs ?',
    all: 'Tous les matchs, y compris ceux à venir',
    some: 'Seulement ceux que je choisis',
    none: 'Choisissez au moins un match.',
    noWatches: 'Aucun match n’est guetté pour l’instant : vous serez prévenu pour les prochains.',
  },
  push: {
    title: 'Sur cet appareil',
    lead: 'Une notification de ce navigateur, même quand la page est fermée. Le navigateur vous demandera la permission : répondez « Autoriser ». Le bouton « Vu » arrête les rappels ; sans bouton, comme sur iPhone, toucher la notification vaut « Vu ». Vous pourrez tout arrêter ici même.',
    turnOn: 'Me prévenir sur cet appareil',
    busy: 'Un instant…',
    on: 'Ce navigateur sera prévenu dès qu’une place s’ouvre.',
    turnOff: 'Arrêter sur cet appareil',
    denied:
      'Les notifications de ce site sont interdites dans votre navigateur. Ouvrez les réglages du site (à gauche de l’adresse), autorisez les notifications, puis réessayez.',
    asking: 'Vérification de ce navigateur…',
    unsupported: {
      browser: 'Ce navigateur ne sait pas recevoir de notifications. Choisissez un autre moyen.',
      insecure: 'Les notifications demandent une adresse en https. Choisissez un autre moyen.',
      'home-screen':
        'Sur iPhone et iPad : touchez Partager, puis « Sur l’écran d’accueil », et ouvrez Vigie depuis là. Les notifications deviennent possibles.',
    } satisfies Record<Exclude<PushSupport, 'ready'>, string>,
  },
  telegram: {
    title: 'Telegram',
    lead: 'Le plus rapide, et il sonne jusqu’à votre réponse. Le lien ouvre le bot : appuyez sur « Démarrer ».',
    several: 'Le bot vous demandera quels matchs suivre.',
    open: 'Ouvrir le bot Telegram',
  },
  mail: {
    title: 'E-mail',
    lead: 'Plus lent qu’une notification. Un lien vous est envoyé pour confirmer que l’adresse est la vôtre.',
    label: 'Votre adresse e-mail',
    missing: 'Écrivez une adresse, par exemple marie@exemple.fr.',
    send: 'Recevoir les alertes par e-mail',
    busy: 'Envoi…',
    sent: (address: string) =>
      `Un message vient de partir vers ${address}. Ouvrez son lien pour commencer. Rien ? Regardez dans les indésirables.`,
    again: 'Une autre adresse',
  },
  choices: 'Mes choix : heures calmes, pause, effacement',
  privacy: {
    title: 'Ce que Vigie sait de vous',
    lines: [
      'Pour vous prévenir, Vigie garde une adresse (le numéro d’une conversation Telegram, l’adresse de notification de ce navigateur ou votre e-mail) et vos choix. Rien d’autre : ni nom, ni compte, ni adresse IP, ni ce que vous regardez. Contre les abus, une empreinte illisible de l’adresse de qui s’inscrit est gardée une heure, sans lien avec l’abonnement.',
      'Elle garde aussi, 90 jours en général, quelles alertes vous ont été envoyées et si vous y avez répondu, pour prouver qu’aucune ne s’est perdue.',
      'Quand quelqu’un répond « J’ai une place », Vigie ajoute un au compte de ce match, sans savoir de qui.',
      'Rien de cela n’est vendu, partagé ni écrit dans un journal. Pas de cookie, pas de traceur.',
      'Vous pouvez tout télécharger et tout effacer vous-même, tout de suite, par « Mes choix » ou /stop dans Telegram.',
    ],
  },
  own: {
    title: 'Mes alertes',
    pageTitle: 'Mes alertes · Vigie',
    home: 'Les veilles',
    loading: 'Lecture de votre abonnement…',
    failed: 'Impossible de lire votre abonnement',
    gone: 'Cet abonnement n’existe pas, ou plus',
    goneText: 'Il a été effacé, ou le lien est incomplet. Vous pouvez vous abonner de nouveau en un geste.',
    again: 'Recevoir les alertes',
    erased: 'Tout est effacé',
    erasedText: 'Plus rien ne vous sera envoyé, et Vigie ne garde plus rien de vous.',
    to: {
      'web-push': 'Un navigateur',
      email: 'E-mail',
      telegram: 'Telegram',
      discord: 'Discord',
      ntfy: 'ntfy',
      webhook: 'Webhook',
      log: 'Journal',
    },
    state: {
      pending: 'En attente de votre confirmation.',
      active: 'Les alertes arrivent.',
      disabled:
        'Les messages n’arrivent plus à cette adresse. Pour les recevoir de nouveau, abonnez-vous encore une fois sur la page des veilles.',
    } satisfies Record<SubscriberState, string>,
    confirm: 'Commencer les alertes',
    confirmLead: 'Appuyez sur le bouton : les alertes commencent.',
    confirming: 'Un instant…',
    pause: {
      title: 'Pause',
      none: 'Aucune pause : chaque ouverture vous est dite.',
      until: (when: string) => `En pause jusqu’au ${when}. Rien ne vous est envoyé d’ici là.`,
      hours: (count: number) => (count === 1 ? 'Une heure' : `${count} heures`),
      day: 'Un jour',
      week: 'Une semaine',
      end: 'Reprendre maintenant',
    },
    form: 'Choix',
    quiet: 'Heures calmes',
    quietHint:
      'Pendant ces heures, les alertes arrivent tout de suite, mais sans bruit. Avec les rappels, Vigie sonne à la fin si la place est encore là.',
    from: 'De',
    until: 'À',
    always: 'Matchs qui sonnent même pendant les heures calmes',
    loudness: 'À quel point insister ?',
    loud: {
      ring: 'Sonner de nouveau après 1, 2 et 5 minutes tant que la place est là',
      once: 'Une seule fois',
      silent: 'Sans bruit',
    } satisfies Record<Loudness, string>,
    language: 'Langue des messages',
    timeZone: 'Fuseau horaire',
    save: 'Enregistrer',
    saving: 'Enregistrement…',
    saved: 'C’est enregistré.',
    data: 'Mes données',
    download: 'Télécharger tout ce que Vigie garde de moi',
    erase: 'Arrêter et tout effacer',
    eraseAsk: 'Tout effacer ? Plus aucune alerte ne viendra.',
    eraseYes: 'Oui, tout effacer',
    eraseNo: 'Non, garder',
    erasing: 'Effacement…',
  },
}

export type AlertsWords = typeof fr
