import type { AcknowledgedAs } from '#core/alert.ts'

/** What only one's own page says. */
export const fr = {
  recent: {
    title: 'Alertes récentes',
    loading: 'Lecture de vos alertes…',
    failed: 'Impossible de lire vos alertes.',
    unknown: 'L’alerte de ce lien a plus d’un jour, ou n’est pas de cet abonnement.',
    told: (at: string) => `Signalée à ${at}`,
    open: 'encore là',
    gone: (at: string) => `partie à ${at}`,
    rings: 'Vigie vous le rappelle jusqu’à votre réponse.',
    answers: {
      seen: 'Vu',
      'got-one': 'J’ai une place',
      'too-late': 'Trop tard',
      'false-alarm': 'Fausse alerte',
    } satisfies Record<AcknowledgedAs, string>,
    answered: (answer: string) => `Votre réponse : ${answer}`,
    allSeen: 'Tout vu',
    busy: 'Envoi…',
    kept: 'C’est noté, les rappels s’arrêtent.',
    tickets: 'Ouvrir la billetterie',
    group: (name: string) => `Votre réponse pour ${name}`,
  },
  second: {
    title: 'Si vous ne répondez pas',
    none: 'Personne d’autre n’est prévenu.',
    on: 'Une deuxième personne, ou un autre de vos moyens, prend le relais si vous ne répondez pas aux rappels.',
    person: 'Une autre personne',
    personLead:
      'Elle ouvre un lien et accepte, par Telegram ou par son propre abonnement. Ni vous ni elle ne voyez l’adresse de l’autre.',
    make: 'Créer le lien',
    link: (hours: number) =>
      `À envoyer à cette personne, valable ${hours} h. Quiconque l’ouvre peut accepter : ne le publiez pas.`,
    linkLabel: 'Lien pour la deuxième personne',
    copy: 'Copier le lien',
    copied: 'Copié.',
    way: 'Un autre de mes moyens',
    wayLead: 'Collez le lien « Mes choix » de votre autre abonnement : il prouve que l’autre est le vôtre.',
    here: 'Les notifications de ce navigateur',
    pasteLabel: 'Lien de l’autre abonnement',
    use: 'Prévenir aussi par là',
    drop: 'Ne plus prévenir personne d’autre',
    busy: 'Un instant…',
  },
  invitation: {
    title: 'Être prévenu pour quelqu’un',
    pageTitle: 'Être prévenu pour quelqu’un · Vigie',
    lead: 'Quelqu’un vous demande de recevoir ses alertes de places PMR quand il n’y répond pas. Par quel moyen ?',
    bot: 'Par Telegram',
    here: 'Par les notifications de ce navigateur',
    paste: 'Par un autre de mes abonnements',
    pasteLabel: 'Le lien « Mes choix » de cet abonnement',
    accept: 'J’accepte',
    busy: 'Un instant…',
    none: 'Vous n’avez pas encore d’abonnement ? Prenez-en un, puis rouvrez ce lien.',
    subscribe: 'Recevoir les alertes',
    accepted: 'C’est noté',
    acceptedText:
      'Vous serez prévenu quand cette personne ne répond pas. Ce que vous suivez vous-même ne change pas.',
  },
  usualZones: 'Les plus courants',
  otherZones: 'Autres',
}

export type OwnWords = typeof fr
