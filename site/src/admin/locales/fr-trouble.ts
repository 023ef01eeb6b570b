import { accountCodes } from './fr-account-trouble.ts'

type Words = { what: string; next: string }

const address = (what: string): Words => ({ what, next: 'Vérifiez le lien, puis recommencez.' })

/** What went wrong and what to do next, by the relay's code. */
const codes: Record<string, Words> = {
  ...accountCodes,
  'wrong-password': {
    what: 'Ce n’est pas le bon mot de passe.',
    next: 'Vérifiez les majuscules et le clavier, puis réessayez.',
  },
  'too-many-attempts': {
    what: 'Trop d’essais en peu de temps.',
    next: 'Attendez la fin du délai, puis réessayez.',
  },
  'unknown-code': {
    what: 'Aucun navigateur n’attend avec ce code.',
    next: 'Vérifiez les lettres ; après dix minutes, demandez un nouveau code dans l’extension.',
  },
  'too-many-codes': {
    what: 'Trop de codes faux en peu de temps.',
    next: 'Attendez la fin du délai, puis réessayez.',
  },
  'too-many-devices': {
    what: 'Cette personne a déjà lié cinq navigateurs dans l’heure.',
    next: 'Attendez un peu, ou vérifiez à qui est ce navigateur.',
  },
  'unknown-device': {
    what: 'Ce navigateur n’est plus lié.',
    next: 'Pour revenir, il doit demander un nouveau code.',
  },
  'no-password': {
    what: 'Ce relais n’a pas de mot de passe d’administration.',
    next: 'Donnez-lui ADMIN_PASSWORD (12 caractères au moins), redémarrez-le, puis revenez ici.',
  },
  'settings-conflict': {
    what: 'Quelqu’un d’autre a changé ces réglages entre-temps.',
    next: 'Choisissez entre sa valeur et la vôtre, puis enregistrez.',
  },
  'rule-conflict': {
    what: 'Quelqu’un d’autre a changé cette règle entre-temps.',
    next: 'Choisissez entre les deux, puis enregistrez.',
  },
  'template-conflict': {
    what: 'Quelqu’un d’autre a changé ce texte entre-temps.',
    next: 'Choisissez entre les deux, puis enregistrez.',
  },
  pinned: {
    what: 'L’environnement du relais dit déjà un de ces réglages.',
    next: 'Changez-le là où tourne le relais, puis redémarrez-le.',
  },
  invalid: {
    what: 'Une partie de ce qui est écrit ne convient pas.',
    next: 'Corrigez les champs marqués, puis recommencez.',
  },
  'address-long': address('Ce lien est trop long.'),
  'address-invalid': address('Ce n’est pas un lien complet.'),
  'address-scheme': {
    what: 'Seuls les liens http et https peuvent être guettés.',
    next: 'Copiez le lien depuis la barre d’adresse du navigateur.',
  },
  'address-credentials': {
    what: 'Ce lien contient un nom d’utilisateur ou un mot de passe.',
    next: 'Retirez-les du lien : Vigie ne se connecte à aucun compte.',
  },
  'address-self': address('Ce lien mène à Vigie elle-même.'),
  'address-port': address('Ce lien mène à un port qui n’est pas celui d’un site.'),
  'address-private': {
    what: 'Ce lien mène à un réseau privé, que Vigie ne visite pas.',
    next: 'Donnez un lien public. Si ce site est le vôtre, ajoutez-le à ALLOW_PRIVATE_HOSTS.',
  },
  'address-unresolved': address('Ce site n’existe pas : son nom n’a pas d’adresse.'),
  target: {
    what: 'Un des sélecteurs ne peut pas être utilisé.',
    next: 'Corrigez le champ marqué, ou videz-le : Vigie sait souvent chercher seule.',
  },
  duplicate: {
    what: 'Cette page est déjà guettée, pour la même chose.',
    next: 'Ouvrez la veille qui existe, ou changez les réglages fins de celle-ci.',
  },
  full: {
    what: 'Il y a trop de veilles.',
    next: 'Supprimez-en une, puis recommencez.',
  },
  conflict: {
    what: 'Quelqu’un d’autre a modifié cette veille entre-temps.',
    next: 'Choisissez champ par champ, puis enregistrez.',
  },
  paused: {
    what: 'Cette veille est en pause.',
    next: 'Reprenez-la, puis demandez la vérification.',
  },
  'import-stale': {
    what: 'La liste a changé depuis l’aperçu.',
    next: 'Regardez le nouvel aperçu, puis importez.',
  },
  'file-empty': {
    what: 'Ce fichier ne contient aucune veille.',
    next: 'Choisissez un autre fichier.',
  },
  'file-unreadable': {
    what: 'Ce fichier ne se lit pas.',
    next: 'Choisissez un matches.json, ou un fichier JSON ou CSV exporté d’ici.',
  },
  'file-header': {
    what: 'La première ligne du tableau ne nomme pas les colonnes.',
    next: 'Il faut au moins les colonnes « name » et « url » (ou « nom » et « lien »).',
  },
  'file-too-many': {
    what: 'Ce fichier contient plus de 500 veilles.',
    next: 'Coupez-le en plusieurs fichiers.',
  },
  'unknown-watch': {
    what: 'Cette veille n’existe plus.',
    next: 'Revenez à la liste : quelqu’un l’a peut-être supprimée.',
  },
  'unknown-evidence': {
    what: 'Cette preuve n’est plus là.',
    next: 'Les plus anciennes sont effacées pour faire de la place : regardez les suivantes.',
  },
  'no-page': {
    what: 'Aucune page n’est venue : il n’y a rien à garder.',
    next: 'Ouvrez la page vous-même pour voir ce qui l’empêche, puis réessayez.',
  },
  'page-too-large': {
    what: 'Cette page est trop longue pour être gardée.',
    next: 'Essayez avec la page d’un autre match du même site.',
  },
  'unknown-sample': {
    what: 'Cet exemple n’existe plus.',
    next: 'Revenez à la liste des exemples.',
  },
  'too-large': { what: 'C’est trop long pour le relais.', next: 'Raccourcissez, puis recommencez.' },
  'unknown-subscriber': {
    what: 'Cet abonné n’existe plus.',
    next: 'Il s’est effacé lui-même, ou un autre opérateur l’a fait : la liste se met à jour.',
  },
  'duplicate-subscriber': {
    what: 'Cette adresse reçoit déjà les alertes.',
    next: 'Cherchez-la dans la liste.',
  },
  address: { what: 'Cette adresse ne convient pas à ce canal.', next: 'Corrigez-la, puis recommencez.' },
  'template-refused': {
    what: 'Ce texte ne peut pas être utilisé.',
    next: 'Corrigez ce que l’aperçu signale, puis recommencez.',
  },
  rule: { what: 'Cette règle ne peut pas être jugée ainsi.', next: 'Corrigez les champs, puis recommencez.' },
  'unknown-rule': { what: 'Cette règle n’existe plus.', next: 'Rechargez la page.' },
  'foreign-origin': {
    what: 'Le relais ne reconnaît pas cette page comme la sienne.',
    next: 'Ouvrez l’administration à l’adresse réglée dans PUBLIC_URL, puis recommencez.',
  },
}

export const trouble = {
  codes,
  offline: {
    what: 'Vous êtes hors ligne.',
    next: 'Vérifiez votre connexion, puis réessayez. Rien de ce que vous avez écrit n’est perdu.',
  },
  unreachable: {
    what: 'Le relais ne répond pas.',
    next: 'Il redémarre peut-être : réessayez dans quelques secondes. Rien de ce que vous avez écrit n’est perdu.',
  },
  slow: {
    what: 'Le relais n’a pas répondu à temps.',
    next: 'Réessayez dans un moment : le site regardé est peut-être très lent.',
  },
  'signed-out': {
    what: 'Votre session est terminée.',
    next: 'Reconnectez-vous : ce que vous aviez écrit est gardé.',
  },
  unreadable: {
    what: 'Le relais répond quelque chose que cette page ne comprend pas.',
    next: 'Rechargez la page : elle est peut-être trop ancienne.',
  },
  broken: (status: number): Words => ({
    what: `Le relais a eu un problème (${status}).`,
    next: 'Réessayez dans un moment ; son journal en dit plus.',
  }),
  refused: (code: string): Words => ({
    what: `Le relais refuse (${code}).`,
    next: 'Rechargez la page, puis réessayez.',
  }),
}
