/** Troubles of signing in and of one’s account. */
export const accountCodes = {
  'wrong-code': {
    what: 'Ce code n’est pas bon, ou il a déjà servi.',
    next: 'Attendez le code suivant, ou prenez un autre code de secours.',
  },
  'wrong-first-code': {
    what: 'Ce n’est pas le code de maintenant.',
    next: 'Vérifiez l’heure de votre téléphone, puis écrivez le code qu’il montre.',
  },
  'password-first': {
    what: 'Trop de temps ou d’essais depuis le mot de passe.',
    next: 'Écrivez-le de nouveau.',
  },
  'wrong-passkey': {
    what: 'Cette clé d’accès n’ouvre pas cette administration.',
    next: 'Prenez-en une autre, ou le mot de passe.',
  },
  'passkey-cancelled': {
    what: 'Aucune clé d’accès n’a été choisie.',
    next: 'Recommencez quand vous voulez, ou prenez le mot de passe.',
  },
  'passkey-host': {
    what: 'Une clé d’accès demande un nom de site, pas une adresse en chiffres.',
    next: 'Ouvrez l’administration par son nom (localhost, ou celui de PUBLIC_URL, en https).',
  },
  'passkey-failed': {
    what: 'Votre navigateur n’a pas pu utiliser la clé d’accès.',
    next: 'Essayez une autre clé, ou un autre navigateur.',
  },
  'passkey-refused': {
    what: 'Cette clé d’accès n’a pas répondu à ce qui était demandé.',
    next: 'Recommencez depuis le début.',
  },
  'passkey-known': {
    what: 'Cette clé d’accès est déjà dans la liste.',
    next: 'Il n’y a rien à faire, ou prenez-en une autre.',
  },
  'codes-on': {
    what: 'Une application est déjà réglée.',
    next: 'Retirez-la d’abord.',
  },
  'no-second-proof': {
    what: 'Il n’y a rien à secourir.',
    next: 'Ajoutez d’abord une clé d’accès ou une application.',
  },
  'keys-full': {
    what: 'Il y a déjà cinquante clés.',
    next: 'Révoquez-en une, puis recommencez.',
  },
  gone: {
    what: 'C’est déjà fait : il n’y en a plus.',
    next: 'La liste se met à jour.',
  },
}
