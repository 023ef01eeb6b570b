import type { EvidenceCause } from '#core/evidence.ts'

/** What was kept of looks. */
export const proof = {
  evidence: {
    title: 'Preuves',
    lead: 'Ce que Vigie a gardé : chaque ouverture, chaque chose ambiguë et le début de chaque aveuglement.',
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
    noPicture: 'Sans image : la page n’était pas affichée par un navigateur à ce moment.',
    picture: (name: string, moment: string) => `La page « ${name} » telle que Vigie l’a vue le ${moment}`,
    whole: 'Voir l’image entière',
    broken: 'L’image n’a pas pu être lue. Elle a peut-être été effacée pour faire de la place.',
  },
}
