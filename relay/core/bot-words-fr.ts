import type { Moment } from './bot-time.ts'
import type { BotWords } from './bot-words.ts'

const plural = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`
const until = ({ day, time }: Moment) => (day === null ? `jusqu’à ${time}` : `jusqu’au ${day} à ${time}`)
const at = ({ day, time }: Moment) => (day === null ? `à ${time}` : `le ${day} à ${time}`)

export const botFrench: BotWords = {
  commands: {
    start: 'Choisir ses matchs et ses alertes',
    statut: 'Voir où en est chaque match',
    pause: 'Ne plus rien recevoir pendant un temps',
    reprendre: 'Recevoir de nouveau les alertes',
    fuseau: 'Changer de fuseau horaire',
    aide: 'Ce que Vigie sait faire',
    stop: 'Tout effacer, tout de suite',
  },
  about: 'Vigie surveille les places PMR et vous prévient en quelques secondes.',
  hello: 'Bonjour ! Vigie surveille les places PMR et vous écrit dès qu’il y en a une.',
  groupHello:
    'Bonjour ! Vigie surveille les places PMR. Un administrateur du groupe peut écrire /start pour recevoir les alertes ici.',
  help: [
    'Vigie regarde les billetteries jour et nuit et vous écrit dès qu’une place PMR apparaît.',
    '',
    '/start : choisir ses matchs, les heures calmes, la sonnerie, une deuxième personne',
    '/statut : où en est chaque match, et depuis quand',
    '/pause : silence pendant une heure, jusqu’à demain, ou jusqu’à une date (/pause 24 décembre)',
    '/reprendre : recevoir de nouveau les alertes',
    '/fuseau : votre fuseau horaire (/fuseau Indian/Reunion)',
    '/stop : tout effacer, tout de suite',
    '',
    'Sous chaque alerte, un bouton arrête les rappels : « J’ai une place », « Vu », « Trop tard » ou « Fausse alerte ».',
    'Vigie ne garde de vous que le numéro de cette conversation et vos choix.',
  ].join('\n'),
  adminsOnly: 'Dans un groupe, seuls les administrateurs peuvent changer les réglages.',
  stranger: 'Cette conversation ne reçoit pas d’alertes. Écrivez /start pour commencer.',
  notUnderstood: 'Je n’ai pas compris. /aide dit ce que je sais faire.',
  tooOld: 'Ce bouton est trop ancien. Écrivez /start.',
  following: (what) => `Vous suivez ${what}.`,
  followsAll: (count) =>
    count === 0 ? 'tous les matchs à venir' : `tous les matchs (${count} en ce moment)`,
  followsSome: (count) => plural(count, 'match', 'matchs'),
  followsNone: 'Vous ne suivez aucun match : aucune alerte ne viendra.',
  followsAsSecond:
    'Vous êtes la deuxième personne de quelqu’un : Vigie vous écrit quand ses rappels restent sans réponse. Vous ne suivez pas de match vous-même.',
  noMatch: 'Aucun match n’est surveillé en ce moment.',
  unknownMatch: 'Ce match n’est plus surveillé.',
  nowFollows: (name) => `Vous suivez maintenant : ${name}`,
  settings: 'Vos réglages :',
  lines: {
    loudness: (words) => `Sonnerie : ${words}`,
    quiet: (words) => `Heures calmes : ${words}`,
    always: (count) => (count > 1 ? `${count} matchs sonnent même la nuit` : 'un match sonne même la nuit'),
    escalation: (on) => `Deuxième personne : ${on ? 'prévenue si vous ne répondez pas' : 'aucune'}`,
    zone: (place, time) => `Fuseau horaire : ${place} (il y est ${time})`,
    paused: (end) => `En pause ${until(end)} : aucune alerte d’ici là.`,
    cut: '⚠️ Les alertes sont coupées, car un message n’a pas pu arriver ici. Écrivez /start pour les reprendre.',
    openNow: 'En ce moment même :',
    disabled: 'Les alertes étaient coupées, car un message n’a pas pu arriver. Elles reprennent.',
  },
  choose: 'Choisissez vos matchs. Une coche veut dire : alertes pour ce match.',
  chooseAlways: 'Quels matchs sonnent même pendant les heures calmes ?',
  page: (page, pages) => `Page ${page} sur ${pages}`,
  statusTitle: (at) => `État à ${at} :`,
  statusNone: 'Vous ne suivez aucun match surveillé en ce moment. /start pour choisir.',
  since: ({ day, time }) => (day === null ? `depuis ${time}` : `depuis le ${day} à ${time}`),
  checked: (when) => `vérifié ${at(when)}`,
  neverChecked: 'pas encore vérifié',
  morePages: (count) => `et ${plural(count, 'autre match', 'autres matchs')} sur le site`,
  pauseAsk: 'Jusqu’à quand faire silence ? Vous pouvez aussi écrire une date : /pause 24 décembre',
  pauseUnread:
    'Je ne lis pas de date à venir dans ce message. Par exemple : /pause demain, /pause 24 décembre',
  paused: (end) =>
    `En pause ${until(end)}. Aucune alerte d’ici là, même si une place sort. /reprendre pour arrêter la pause.`,
  resumed: 'Les alertes reprennent.',
  notPaused: 'Les alertes n’étaient pas en pause : elles arrivent.',
  quietAsk:
    'Pendant les heures calmes, les alertes arrivent tout de suite mais sans un bruit ; si la place est encore là à leur fin, Vigie sonne.',
  quietFrom: 'Silence à partir de quelle heure ?',
  quietTo: (from) => `Silence à partir de ${from}, jusqu’à quelle heure ?`,
  quietSpan: (from, to) => `de ${from} à ${to}`,
  quietOff: 'aucune',
  loudnessAsk: 'Comment vous prévenir quand une place sort ?',
  loudness: {
    ring: 'rappels jusqu’à votre réponse',
    once: 'une seule alerte, avec son',
    silent: 'sans son',
  },
  zoneAsk:
    'Où vivez-vous ? Les heures calmes, les pauses et les heures des messages du bot suivent cette horloge. Ailleurs : écrivez le nom du fuseau, par exemple /fuseau America/New_York',
  zoneUnread:
    'Je ne connais pas ce fuseau horaire. Par exemple : /fuseau America/New_York, /fuseau Indian/Reunion',
  zones: {
    'Europe/Paris': 'Paris',
    'America/Guadeloupe': 'Guadeloupe',
    'America/Martinique': 'Martinique',
    'America/Cayenne': 'Guyane',
    'Indian/Reunion': 'La Réunion',
    'Indian/Mayotte': 'Mayotte',
    'Pacific/Noumea': 'Nouméa',
    'Pacific/Tahiti': 'Tahiti',
  },
  escalationAsk:
    'Si vous ne répondez pas aux rappels, Vigie peut prévenir une deuxième personne. Elle ouvre un lien et accepte.',
  escalationOn: 'Une deuxième personne est prévenue si vous ne répondez pas aux rappels.',
  escalationLink: (link, hours) =>
    `Envoyez ce lien à la personne à prévenir (valable ${hours} h) :\n${link}\nQuiconque l’ouvre peut accepter : ne le publiez pas.`,
  invitation:
    'Quelqu’un vous demande de recevoir ses alertes de places PMR quand il n’y répond pas. Acceptez-vous ?',
  invitationOver: 'Ce lien n’est plus valable. Demandez-en un nouveau.',
  invitationOwn: 'Ce lien est pour une autre personne : envoyez-le-lui.',
  invitationKept: 'C’est noté. Vous serez prévenu si personne ne répond. /stop efface tout.',
  invitationRefused: 'C’est noté : rien ne vous sera envoyé.',
  invitationKeptTold: 'La deuxième personne a accepté : elle sera prévenue si vous ne répondez pas.',
  erased:
    'Tout est effacé : le numéro de cette conversation, vos choix, les alertes en attente. Plus rien ne viendra. /start pour revenir.',
  nothingToErase: 'Rien n’était enregistré pour cette conversation.',
  operatorKept:
    'Cette conversation est inscrite dans la configuration de Vigie : seul l’opérateur peut l’en retirer. /pause fait silence.',
  moved: 'Ce groupe a changé de numéro ; vos réglages ont suivi.',
  language: 'Vigie vous parle maintenant en français.',
  operatorLeft:
    'Telegram : la conversation de l’opérateur a bloqué ou quitté le bot ; plus aucune alerte n’y arrive.',
  operatorRefuses: (detail) =>
    `Telegram : la conversation de TELEGRAM_CHAT_ID n’accepte plus les messages du bot (${detail}). Plus rien n’y est envoyé : débloquez le bot, ou ajoutez-le au groupe, puis redémarrez Vigie ou écrivez-y /start.`,
  operatorBack:
    'Telegram : la conversation de TELEGRAM_CHAT_ID accepte de nouveau les messages ; les alertes y reviennent.',
  pollConflict: (detail) =>
    `Telegram : un autre programme lit les messages du bot avec le même jeton ; un seul le peut (${detail}).`,
  pollFails: (detail) => `Telegram : les messages du bot ne peuvent pas être lus pour l’instant (${detail}).`,
  webhookRefused: (detail) => `Telegram : l’adresse PUBLIC_URL n’est pas acceptée pour le bot (${detail}).`,
  noWay: 'Telegram : le bot ne peut rien entendre sans PUBLIC_URL en https.',
  updateLost: 'Telegram : un message au bot est resté sans réponse pendant un jour et est abandonné.',
  buttons: {
    all: 'Tous les matchs',
    none: 'Aucun',
    choose: 'Choisir les matchs',
    done: 'Terminé',
    back: '‹ Retour',
    previous: '‹ Précédents',
    next: 'Suivants ›',
    status: 'État des matchs',
    refresh: 'Actualiser',
    pause: 'Pause',
    resume: 'Reprendre maintenant',
    quiet: 'Heures calmes',
    loudness: 'Sonnerie',
    escalation: 'Deuxième personne',
    zone: 'Fuseau horaire',
    hour: '1 heure',
    morning: 'Demain matin',
    own: 'Autres heures',
    off: 'Pas d’heures calmes',
    always: 'Matchs qui sonnent toujours',
    invite: 'Créer le lien',
    remove: 'Retirer cette personne',
    accept: 'J’accepte',
    refuse: 'Non merci',
    otherLanguage: 'English',
  },
  whichMatch: 'Les rappels s’arrêtent. Pour quel match ?',
  answers: {
    'got-one': 'J’ai une place',
    seen: 'Vu',
    'too-late': 'Trop tard',
    'false-alarm': 'Fausse alerte',
  },
  answered: {
    'got-one': 'Bravo ! Les rappels s’arrêtent.',
    seen: 'C’est noté, les rappels s’arrêtent.',
    'too-late': 'Dommage. Les rappels s’arrêtent.',
    'false-alarm': 'Merci, c’est noté. Les rappels s’arrêtent.',
  },
}
