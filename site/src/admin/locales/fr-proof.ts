import type { TeachNeed } from '../door.ts'
import type { EvidenceCause } from '#core/evidence.ts'
import type { Says } from '#core/sample.ts'

/** What was kept of looks. */
export const proof = {
  evidence: {
    title: 'Preuves',
    lead: 'Ce que Vigie a gardé : chaque ouverture, chaque chose ambiguë et le début de chaque aveuglement.',
    loading: 'Lecture des preuves…',
    failed: 'Impossible de lire les preuves',
    retry: 'Réessayer',
    empty: 'Aucune preuve pour l’instant',
    emptyText:
      'Vigie garde une preuve dès que des places s’ouvrent, que quelque chose n’est pas clair, ou qu’elle ne voit plus la page. Une vérification demandée en garde une aussi.',
    cause: {
      available: 'Des places sont apparues',
      ambiguous: 'Quelque chose n’était pas clair',
      blind: 'Vigie a cessé de voir la page',
      'layout-changed': 'La page a changé de forme',
      asked: 'Vérification demandée',
    } satisfies Record<EvidenceCause, string>,
    open: 'Tout ce que Vigie a vu',
    opening: 'Lecture de la preuve…',
    noPicture: 'Sans image : la page n’était pas affichée par un navigateur à ce moment.',
    picture: (name: string, moment: string) => `La page « ${name} » telle que Vigie l’a vue le ${moment}`,
    whole: 'Voir l’image entière',
    broken: 'L’image n’a pas pu être lue. Elle a peut-être été effacée pour faire de la place.',
  },
}

/** Samples and teaching. */
export const teach = {
  teach: {
    show: 'Montrer cette page à Vigie',
    title: 'Apprendre cette page à Vigie',
    lead: 'Quand Vigie ne reconnaît pas un site, montrez-lui la page : une fois sans place, et si possible une fois avec. Elle propose alors où regarder, et le prouve sur toutes les pages enregistrées.',
    ask: 'Que montre la page en ce moment ?',
    says: {
      none: 'Le bon match, sans place PMR',
      available: 'Le bon match, avec une place PMR',
      other: 'Autre chose (attente, panne, connexion…)',
    } satisfies Record<Says, string>,
    missing: 'Choisissez ce que montre la page.',
    where: {
      none: 'Le message de la page, s’il y en a un',
      available: 'Les mots de la place sur la page',
    },
    whereHint: 'Facultatif : copiez quelques mots de la page, pour montrer du doigt.',
    save: 'Enregistrer cette page comme exemple',
    saving: 'Vigie regarde la page et l’enregistre…',
    step: 'Elle retire les noms, adresses et jetons avant de garder la page.',
    saved: 'Exemple enregistré.',
    loading: 'Lecture des exemples…',
    failed: 'Impossible de lire les exemples',
    retry: 'Réessayer',
    empty: (host: string) => `Aucun exemple de ${host} pour l’instant.`,
    list: (count: number, host: string) =>
      count > 1 ? `${count} exemples de ${host}` : `Un exemple de ${host}`,
    rendered: 'affichée par un navigateur',
    sent: 'telle qu’envoyée',
    reads: 'Vigie y lit',
    right: 'C’est juste.',
    notRight: 'Ce n’est pas ce que vous dites.',
    pointed: 'Vous avez montré',
    unfaithful: 'Une fois nettoyée, cette page se lit autrement que sur le site : elle compte moins.',
    remove: 'Supprimer l’exemple',
    removeTitle: 'Supprimer cet exemple ?',
    removeText: 'Vigie ne s’en servira plus pour apprendre. Ce qu’elle a déjà appris reste dans les veilles.',
    teach: 'Apprendre de ces exemples',
    teaching: 'Vigie cherche…',
    ok: 'Vigie a trouvé : elle lit juste toutes les pages enregistrées.',
    notOk: 'Vigie n’a pas trouvé de réglage qui lise juste toutes les pages.',
    need: {
      'page-without': 'Il manque une page du bon match sans place : enregistrez-en une.',
      'page-with':
        'Il manque une page avec une place. Vous pourrez l’enregistrer à la prochaine ouverture ; d’ici là, Vigie reste prudente.',
      'second-page':
        'Il manque une deuxième page du bon match : enregistrez-en une autre, un autre jour ou un autre match.',
      'point-at-it':
        'Vigie ne sait pas ce qui est la place sur ces pages. Enregistrez de nouveau la page en copiant quelques mots de la place ou du message.',
    } satisfies Record<TeachNeed, string>,
    proof: 'La preuve, page par page',
    page: 'Page enregistrée',
    said: 'Vous dites',
    wouldRead: 'Vigie lirait',
    accept: 'Accepter et guetter ainsi',
    accepting: 'Enregistrement…',
    removed: 'Supprimée depuis',
    theirs: 'Quelqu’un d’autre a changé ce qui est cherché entre-temps.',
    theirsNone: 'Plus rien de précis : Vigie cherche seule.',
    theirsNext: 'Accepter le remplace par ce que Vigie propose.',
    taught: 'Vigie a appris cette page. Elle la regarde de nouveau.',
  },
}
