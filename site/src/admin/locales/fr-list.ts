const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

export const tend = {
  tools: 'Outils de la liste',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  paused: 'En pause',
  pauseAll: 'Tout mettre en pause',
  resumeAll: 'Tout reprendre',
  pauseAllTitle: (count: number) => `Mettre ${some(count, 'veille', 'veilles')} en pause ?`,
  pauseAllText:
    'Plus personne ne regarde et plus personne n’est prévenu, jusqu’à « Tout reprendre », qui reprend aussi celles qui étaient déjà en pause.',
  pausedSaid: (name: string) => `Veille en pause : ${name}.`,
  resumedSaid: (name: string) => `Veille reprise : ${name}.`,
  pausedAll: (count: number) => `${some(count, 'veille mise', 'veilles mises')} en pause.`,
  resumedAll: (count: number) => `${some(count, 'veille reprise', 'veilles reprises')}.`,
  order: 'Changer l’ordre',
  orderDone: 'Terminer l’ordre',
  transfer: 'Importer ou exporter',
  removed: {
    title: (count: number) => some(count, 'veille supprimée', 'veilles supprimées'),
    hint: 'Rien n’est perdu : l’historique, les preuves et le choix des abonnés reviennent avec la veille.',
    when: (ago: string, left: string) => `Supprimée ${ago}. Oubliée pour de bon dans ${left}.`,
    restore: 'Remettre',
    forget: 'Oublier',
    forgetTitle: (name: string) => `Oublier « ${name} » pour de bon ?`,
    forgetText: 'Ses preuves sont effacées maintenant. La veille ne pourra plus être remise.',
    forgotten: (name: string) => `Veille oubliée : ${name}.`,
    more: (count: number) => `Et ${some(count, 'autre', 'autres')}`,
    done: (name: string) => `Veille remise : ${name}.`,
  },
  changed: 'Quelqu’un d’autre vient de modifier cette veille. Comparez avant d’enregistrer.',
  compare: 'Comparer',
}
