import type { LogLevel } from '#core/status.ts'

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('fr')} ${count > 1 ? more : one}`
const lines = (count: number) => many(count, 'ligne', 'lignes')

export const fr = {
  title: 'Journal',
  lead: 'Tout ce que fait le relais, dès qu’il le fait. Les messages sont en français.',
  loading: 'Lecture du journal…',
  failed: 'Impossible de lire le journal',
  retry: 'Réessayer maintenant',
  levels: 'Niveaux',
  level: {
    success: 'Réussite',
    error: 'Erreur',
    warning: 'Attention',
    info: 'Info',
  } satisfies Record<LogLevel, string>,
  levelCount: (count: number) => lines(count),
  filters: 'Choisir les lignes',
  search: 'Chercher dans le texte',
  more: 'Par veille ou par site',
  watch: 'Veille',
  everyWatch: 'Toutes les veilles',
  removed: (id: string) => `Veille supprimée (${id})`,
  host: 'Site',
  everyHost: 'Tous les sites',
  all: 'Tout montrer',
  count: (shown: number, read: number) =>
    shown === read ? lines(shown) : `${shown.toLocaleString('fr')} sur ${lines(read)}`,
  said: (shown: number) => (shown === 0 ? 'Aucune ligne ne correspond.' : `${lines(shown)}.`),
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  paused: (waiting: number) => (waiting === 0 ? 'En pause' : `En pause : ${lines(waiting)} de plus`),
  toEnd: 'Aller à la fin',
  below: (count: number) => many(count, 'nouvelle ligne', 'nouvelles lignes'),
  list: 'Lignes du journal, la plus récente à la fin',
  keys: 'Au clavier : flèches et Page pour aller d’une ligne à l’autre, Début et Fin pour les extrémités.',
  open: 'Voir la veille',
  top: {
    more: 'Des lignes plus anciennes suivent.',
    reading: 'Lecture des lignes plus anciennes…',
    failed: 'Les lignes plus anciennes n’ont pas pu être lues.',
    whole: 'Le journal commence ici. Le relais ne garde rien de plus ancien.',
    full: (count: number) => `Début des ${lines(count)} gardées à l’écran.`,
  },
  begun: (time: string) =>
    `À ${time}, le relais est revenu avec un autre journal : celui d’avant n’y est plus.`,
  gap: {
    asking: (count: number) => `Lecture de ${many(count, 'ligne manquée', 'lignes manquées')}…`,
    failed: (count: number) =>
      many(
        count,
        'ligne manque ici et n’a pas pu être lue.',
        'lignes manquent ici et n’ont pas pu être lues.',
      ),
    dropped: (count: number) =>
      many(
        count,
        'ligne manque ici : le relais ne la garde plus.',
        'lignes manquent ici : le relais ne les garde plus.',
      ),
  },
  empty: 'Rien encore dans le journal',
  emptyText: 'La première ligne apparaîtra ici d’elle-même.',
  nothing: 'Aucune ligne ne correspond',
  nothingText: 'Élargissez votre choix, ou attendez : une ligne qui correspond apparaîtra d’elle-même.',
}

export type LogWords = typeof fr
