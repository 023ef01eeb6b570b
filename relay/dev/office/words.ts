/** All that the demo ticket office says. It plays a French club, so it speaks French only. */
export const words = {
  club: 'Étoile de Vigny',
  office: 'Billetterie',
  tagline: 'Toute la saison au stade des Tilleuls, debout, assis ou en fauteuil.',
  demoNote: 'Billetterie de démonstration de Vigie\u00a0: club inventé, places inventées, rien n’est vendu.',
  skip: 'Aller au contenu',
  nav: 'Navigation principale',
  home: 'Matchs',
  cart: 'Panier',
  control: 'Régie',
  stadium: 'Stade des Tilleuls',
  nextMatches: 'Prochains matchs à domicile',
  seeOffers: 'Voir les places',
  from: 'dès',
  offers: 'Places en vente',
  loading: 'Chargement des places…',
  noOffer: 'Aucune place n’est disponible pour ce match actuellement. Revenez bientôt.',
  broken: 'Les places n’ont pas pu être chargées. Merci de réessayer plus tard.',
  reserve: 'Réserver',
  soldOut: 'Épuisé',
  seats: (count: number) => (count > 1 ? `${count} places` : '1 place'),
  offersOf: (name: string) => `Réserver : ${name}`,
  accessNote:
    'Les places PMR comprennent un emplacement fauteuil et, quand elle est proposée, la place de l’accompagnateur.',
  cookies: 'Ce site de démonstration ne dépose qu’un seul repère\u00a0: votre réponse à ce bandeau.',
  cookiesLabel: 'Témoins de connexion',
  accept: 'Accepter',
  refuse: 'Refuser',
  cartTitle: 'Votre panier',
  cartText:
    'Ceci est une démonstration\u00a0: aucune place n’est réservée, rien n’est à payer. Sur le vrai site, la réservation continuerait ici.',
  back: 'Retour aux matchs',
  notFoundTitle: 'Page introuvable',
  notFoundText: 'Cette page n’existe pas ou n’existe plus.',
} as const

/** What the control page says. */
export const controlWords = {
  title: 'Régie de la démonstration',
  intro:
    'Faites apparaître des places PMR, ou mettez la billetterie en panne\u00a0: Vigie doit voir juste à chaque fois.',
  matches: 'Matchs',
  onePlace: 'Libérer 1 place',
  twoPlaces: 'Libérer 1 + 1',
  take: 'Tout prendre',
  none: 'Aucune place PMR',
  some: 'En vente',
  site: 'Toute la billetterie',
  siteHelp: 'Ce que reçoit chaque visiteur, Vigie compris.',
  random: 'Mises en vente au hasard',
  randomHelp: '1 ou 2 places, reprises après 40 s à 3 min.',
  requests: 'Dernières visites',
  requestsHelp: 'Ce que la billetterie voit passer\u00a0: Vigie y est reconnaissable et poli.',
  when: 'Heure',
  what: 'Page',
  answer: 'Réponse',
  who: 'Visiteur',
  lost: 'La billetterie ne répond plus.',
} as const

/** The ways the office can answer, as the control page names them. */
export const modeWords = {
  normal: 'Normale',
  queue: 'File d’attente',
  challenge: 'Vérification du navigateur',
  captcha: 'Captcha',
  blocked: 'Accès refusé (403)',
  'rate-limited': 'Trop de demandes (429)',
  maintenance: 'Maintenance (503)',
  'server-error': 'Erreur du serveur (500)',
  'not-found': 'Page disparue (404)',
  slow: 'Très lente',
  hang: 'Ne répond pas',
  'broken-data': 'Données en panne',
  empty: 'Page vide',
  huge: 'Page énorme',
  reset: 'Connexion coupée',
  'private-redirect': 'Renvoi vers une adresse privée',
  'season-redirect': 'Renvoi vers la liste',
} as const

export type Mode = keyof typeof modeWords
