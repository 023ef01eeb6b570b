import type { Reason } from './verdict.ts'

/** Why nothing could be seen, in French: apart, for clients that fetch only the language that is read. */
export const REASON_WORDS_FR: Record<Reason, string> = {
  queue: 'Le site fait patienter les visiteurs dans une file d’attente.',
  challenge: 'Le site demande de prouver qu’on est humain. Vigie ne contourne pas cette porte.',
  captcha: 'Le site montre un captcha. Vigie ne le résout pas.',
  blocked: 'Le site refuse nos visites pour le moment. Nous espaçons nos passages.',
  'rate-limited': 'Le site nous demande de ralentir. Nous attendons avant de revenir.',
  login: 'La page demande de se connecter à un compte.',
  consent: 'Une fenêtre de consentement cache la page.',
  maintenance: 'Le site est en maintenance.',
  'http-error': 'Le site répond par une erreur.',
  'not-found': 'La page n’existe plus à cette adresse.',
  'wrong-page': 'Le site montre une autre page que celle attendue.',
  offline: 'Le site ne répond pas.',
  empty: 'La page arrive vide.',
  'not-settled': 'La page n’a pas fini de s’afficher à temps.',
  'layout-changed':
    'Nous ne reconnaissons pas cette page : elle est nouvelle pour nous ou a changé de forme. Il suffit de la montrer une fois à Vigie.',
  'needs-render': 'Cette page doit être affichée par un navigateur, et aucun n’est libre.',
  'needs-detail': 'La page annonce des offres sans dire lesquelles.',
  'ambiguous-offer': 'Une offre est là, mais rien ne dit clairement laquelle.',
  unstable: 'La page change d’une lecture à l’autre. Nous relisons.',
  stale: 'La page montre d’anciennes données.',
  partial: 'Une partie seulement de la page a pu être lue.',
  geo: 'Le site n’est pas accessible depuis l’endroit où nous regardons.',
  paused: 'Cette veille est en pause : personne ne regarde la page en ce moment, et personne n’est prévenu.',
}
