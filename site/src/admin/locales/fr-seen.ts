import type { Observation, OfferRow } from '#core/observation.ts'
import type { RowState } from '#core/offers.ts'

type Page = NonNullable<Observation['page']>

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

/** What one look saw. */
export const seen = {
  seen: {
    title: 'Comment Vigie le sait',
    rendered: 'Page affichée par un navigateur',
    static: 'Page lue telle qu’elle est envoyée, sans navigateur',
    way: 'Façon de regarder',
    page: 'Titre de la page',
    address: 'Adresses suivies',
    status: 'Réponse du site',
    noStatus: 'aucune',
    anchor: 'Repère de la bonne page',
    anchors: {
      selector: 'le repère donné',
      offers: 'des offres',
      container: 'la zone des offres',
      event: 'le nom du match',
      heading: 'un titre seulement',
    } satisfies Record<NonNullable<Page['anchor']>['kind'], string>,
    noAnchor: 'aucun : rien ne prouve que c’est la bonne page',
    area: 'Zone des offres',
    areas: {
      absent: 'pas trouvée',
      loading: 'encore en train de se remplir',
      failed: 'en panne sur le site',
      readable: 'lisible',
    } satisfies Record<Page['area']['state'], string>,
    siblings: 'Autres offres vues',
    notice: 'Le site dit',
    walls: 'Signes d’une porte fermée',
    frames: 'Cadres d’autres sites non lus',
    calls: 'Données que la page n’a pas reçues',
    failure: 'Ce qui a manqué',
    settle: 'Attente',
    settles: {
      static: 'aucune, la page était lue telle quelle',
      positive: 'l’offre a été vue deux fois de suite',
      quiet: 'la page s’est calmée',
      wall: 'une porte fermée est restée',
      deadline: 'le temps était écoulé',
    } satisfies Record<Page['settle']['state'], string>,
    phases: 'Durée de chaque étape',
    phase: {
      queue: 'attendre son tour',
      connect: 'trouver un navigateur',
      context: 'préparer une page vierge',
      open: 'ouvrir la page',
      document: 'recevoir la page',
      settle: 'attendre qu’elle se calme',
      read: 'la lire',
    } as Record<string, string>,
    total: 'en tout',
    nothing: 'rien',
  },
  rows: {
    title: (count: number) => some(count, 'ligne cherchée', 'lignes cherchées'),
    none: 'Aucune ligne de la page ne correspond à ce qui est cherché.',
    price: 'Prix',
    places: 'Places',
    control: 'Bouton',
    where: 'Endroit dans la page',
    says: 'La page écrit',
    state: {
      open: 'à prendre',
      gone: 'plus disponible',
      absent: 'ne compte pas',
      unclear: 'pas claire',
      loading: 'pas encore remplie',
      detail: 'seulement un lien',
      unseen: 'peut-être cachée',
    } satisfies Record<RowState['state'], string>,
    disabled: 'inactif',
    hidden: 'cachée',
    place: {
      offers: '',
      'other-event': 'dans un autre match',
      past: 'dans un match passé',
      filter: 'dans un filtre',
    } satisfies Record<OfferRow['place'], string>,
  },
}
