import type { QueueWhy, LookNews, LookWay } from '#core/look-step.ts'
import type { ReportBody } from '#core/reporter.ts'
import type { HistorySpan } from '#core/watch-history.ts'
import type { WatchStory } from '#relay/client.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

/** One watch: a look followed live, how it went, what comes next, and who said what. */
export const fr = {
  steps: {
    title: 'Vérification suivie en direct',
    mine: 'Ce que fait Vigie',
    mineDone: 'Ce que Vigie a fait',
    running: 'En cours',
    over: 'Terminée',
    waiting: 'En attente des premières nouvelles…',
    after: (length: string) => `+ ${length}`,
    queued: {
      free: 'Dans la file de ce site : c’est son tour.',
      turn: 'Dans la file de ce site : Vigie laisse passer l’écart de politesse.',
      busy: 'Dans la file de ce site : d’autres regards sont en cours.',
      rest: 'Le site a demandé de le laisser en paix : Vigie attend.',
    } satisfies Record<QueueWhy, string>,
    restUntil: (clock: string) => `Le site a demandé de le laisser en paix : Vigie attend jusqu’à ${clock}.`,
    started: 'Le regard commence.',
    robots: 'Les règles du site (robots.txt) le permettent.',
    noRobots: 'Les règles du site (robots.txt) demandent de ne pas regarder cette page.',
    opening: 'Un navigateur se prépare.',
    asked: {
      sent: 'La page est demandée, telle qu’elle est envoyée.',
      drawn: 'Le navigateur ouvre la page.',
    } satisfies Record<LookWay, string>,
    answered: (status: number) => `Le site répond : ${status}.`,
    moved: (status: number) => `Le site renvoie vers une autre adresse (${status}).`,
    refused: (status: number) => `Le site répond par un refus : ${status}.`,
    silent: 'Le site ne répond pas.',
    settling: 'La page est là. Vigie la fait défiler et attend qu’elle se calme.',
    read: (way: LookWay, rows: number, others: number) =>
      `${way === 'sent' ? 'Lue sans navigateur' : 'Lue dans le navigateur'} : ` +
      `${rows === 0 ? 'aucune ligne cherchée' : some(rows, 'ligne cherchée', 'lignes cherchées')}, ` +
      `${others === 0 ? (rows === 0 ? 'aucune autre offre' : 'rien d’autre') : some(others, 'autre offre', 'autres offres')}.`,
    unproven: 'Rien n’y prouve encore que c’est la bonne page.',
    wall: (reason: string) => `Une porte fermée : ${reason}`,
    judged: (verdict: string) => `Réponse : ${verdict}.`,
    news: {
      opened: 'Une ouverture est enregistrée.',
      more: 'D’autres places sont ajoutées à l’ouverture.',
      closed: 'L’ouverture est terminée.',
      ambiguous: 'Quelque chose est à vérifier par une personne.',
      blind: 'Vigie ne voit plus la page : c’est noté et montré à tous.',
      sighted: 'La vue est revenue.',
      same: 'Rien de nouveau, personne n’est dérangé.',
    } satisfies Record<LookNews, string>,
    owed: (count: number) => `${some(count, 'message part', 'messages partent')} maintenant.`,
    gone: 'La veille a changé entre-temps : ce regard ne compte pas.',
    broken: 'Le regard a échoué ; le journal dit pourquoi.',
  },
  picture: {
    title: 'La page telle que Vigie l’a vue',
    alt: (name: string) => `La page « ${name} » telle que Vigie vient de la voir`,
    none: 'Sans image : aucun navigateur n’a affiché la page pour ce regard.',
    whole: 'Voir l’image entière',
    less: 'Réduire l’image',
  },
  story: {
    loading: 'Lecture de l’histoire de cette veille…',
    failed: 'Impossible de lire l’histoire de cette veille',
    retry: 'Réessayer',
  },
  history: {
    title: 'Ce que Vigie a su',
    range: 'Période',
    day: '24 heures',
    week: '7 jours',
    state: {
      available: 'Places ouvertes',
      none: 'Rien, page vue',
      unknown: 'Page non vue',
      unseen: 'Pas encore regardée',
    } satisfies Record<HistorySpan['state'], string>,
    nothing: 'Vigie n’a encore rien regardé pendant cette période.',
    seen: (share: string, range: string) => `Vigie a vu la page ${share} du temps, sur ${range}.`,
    openings: (count: number, length: string) =>
      count === 0 ? 'Aucune ouverture.' : `${some(count, 'ouverture', 'ouvertures')}, ${length} en tout.`,
    blind: (count: number, length: string, longest: string, reason: string) =>
      `Page non vue ${count} fois, ${length} en tout ; la plus longue : ${longest}. ${reason}`,
    /** In the place of the reason where looks had stopped, or a new page waited for its first. */
    stale: 'Personne ne la regardait.',
    neverBlind: 'Elle ne l’a jamais perdue de vue.',
    now: 'maintenant',
    picture: 'Bande de ce que Vigie a su',
    table: 'Les chiffres, moment par moment',
    head: { from: 'De', to: 'À', length: 'Durée', state: 'Ce qui était su' },
    cut: (count: number) => `Les ${count} moments les plus récents.`,
  },
  next: {
    title: 'La suite',
    due: 'Prochain regard',
    dueIn: (length: string) => `dans ${length}`,
    soon: 'd’un instant à l’autre',
    looking: 'en ce moment même',
    resting: (clock: string) => `pas avant ${clock} : ce site a besoin de repos`,
    paused: 'en pause : Vigie ne regarde pas cette page',
    unknown: 'La file de ce site n’a pas répondu.',
    cadence: 'Cadence',
    each: (length: string) => `un regard toutes les ${length}`,
    patience: 'Patience apprise',
    patienceText: (usual: string, next: string) =>
      usual === next
        ? `${usual} de calme avant de conclure`
        : `${usual} de calme avant de conclure d’ordinaire, ${next} au prochain regard`,
    longAgo: 'Dernier long regard',
    noLong: 'pas encore',
    polite: 'Politesse',
    politeText: (gap: string, watches: number) =>
      `${gap} au moins entre deux demandes à ce site${watches > 1 ? `, pour ses ${watches} veilles ensemble` : ''}`,
    calls: 'Demandes à ce site aujourd’hui',
    callsOf: (count: string, most: string) => `${count} sur ${most} au plus`,
    strikes: 'Regards de suite sans voir',
  },
  who: {
    title: 'Qui regarde, et qui a dit quoi',
    words: 'Le dernier mot de chacun',
    nobody: 'Personne n’a encore regardé.',
    relay: 'Le relais',
    eye: { 'relay-fetch': 'en lecture directe', 'relay-browser': 'avec un navigateur' },
    gone: 'Un navigateur qui n’est plus lié',
    of: (owner: string) => `de ${owner}`,
    own: 'à vous',
    unproven: 'pas confirmé',
    muted: 'mis de côté',
    sighted: 'A vu la page',
    never: 'jamais',
    reports: 'Les derniers messages des navigateurs',
    noReports: 'Aucun navigateur n’a rien dit de cette veille.',
    places: (count: number) => `a vu ${some(count, 'place', 'places')}`,
    someSeats: 'a vu des places',
    none: 'a vu la page, sans place',
    unknown: (reason: string) => `n’a pas pu voir : ${reason}`,
    rung: {
      page: 'page ouverte',
      'tab-fetch': 'onglet ouvert',
      fetch: 'en arrière-plan',
      window: 'petite fenêtre',
      'by-hand': 'à la main',
    } satisfies Record<ReportBody['rung'], string>,
    outcome: {
      confirming: 'à confirmer',
      confirmed: 'confirmé',
      contradicted: 'contredit',
      noted: 'noté',
    } satisfies Record<WatchStory['reports'][number]['outcome'], string>,
    shadow: 'n’a pas compté',
    head: { who: 'Qui', what: 'Quoi', when: 'Quand', how: 'Comment', outcome: 'Suite' },
    devices: 'Tous les navigateurs',
  },
  checks: {
    title: 'Derniers regards gardés',
    lead: 'Ceux qui ont changé quelque chose, ou que quelqu’un a demandés.',
    none: 'Aucun pour l’instant.',
    asked: 'demandé',
    head: { when: 'Quand', eye: 'Par', state: 'Réponse', length: 'Durée' },
  },
}

export type StoryWords = typeof fr
