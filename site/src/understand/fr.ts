import type { Glance } from '#core/freshness.ts'

/** `list`: points below the paragraphs; `steps`: the same, in their order. */
export type Chapter = { id: string; title: string; lines: string[]; list?: string[]; steps?: string[] }

export const fr = {
  pageTitle: 'Comprendre Vigie et les places PMR',
  skip: 'Aller au texte',
  back: 'Voir les veilles',
  title: 'Comprendre Vigie',
  lead: 'Vigie est un guetteur. Elle regarde les pages de billetterie à votre place et vous prévient quand une place PMR apparaît. Voici comment, en mots simples.',
  contents: 'Sur cette page',
  chapters: [
    {
      id: 'pmr',
      title: 'Qu’est-ce qu’une place PMR ?',
      lines: [
        'PMR veut dire « personne à mobilité réduite ». Une place PMR est un endroit du stade fait pour un fauteuil roulant. On y arrive sans marche.',
        'À côté, il y a souvent une place pour la personne qui accompagne. Les deux se prennent ensemble.',
        'Ces places sont peu nombreuses. Elles apparaissent sans prévenir : quelqu’un rend son billet, le club en libère une. Elles partent en quelques minutes.',
        'Le club peut demander un justificatif, par exemple la carte mobilité inclusion. Préparez-le avant.',
      ],
    },
    {
      id: 'how',
      title: 'Comment Vigie travaille',
      lines: [],
      steps: [
        'Vigie ouvre la page du match, comme le ferait une personne, et elle la lit.',
        'Elle cherche une place PMR ouverte à la vente. Elle vérifie aussi que c’est bien la bonne page.',
        'Si une place est là, elle relit tout de suite pour être sûre, puis elle prévient tout le monde.',
        'Elle recommence, sans presser le site : une seule visite à la fois, et jamais plus que nécessaire.',
        'Des personnes volontaires l’aident. Leur navigateur a une extension qui regarde les mêmes pages. Quand le relais (le serveur de Vigie) ne voit rien, elles voient parfois. Ce qu’une seule d’entre elles dit est « signalé, à confirmer » jusqu’à vérification.',
      ],
    },
    {
      id: 'never',
      title: 'Ce que Vigie ne fait jamais',
      lines: [],
      list: [
        'Elle ne dit jamais « aucune place » sans l’avoir vu. Si elle ne voit pas, elle dit « on ne voit pas » et elle dit pourquoi.',
        'Elle n’achète rien, ne réserve rien et ne touche à aucun panier. C’est vous qui prenez la place.',
        'Elle ne passe devant personne. Elle ne contourne pas les files d’attente, et ne résout pas les captchas.',
        'Elle ne se cache pas et ne charge pas les sites des clubs. Si un site demande de ralentir, elle ralentit.',
        'Elle ne demande pas d’argent et ne vend aucune donnée.',
      ],
    },
    {
      id: 'alerted',
      title: 'Quand une alerte arrive',
      lines: ['Faites vite : une place vit quelques minutes.'],
      steps: [
        'Ouvrez le lien de l’alerte. Il mène à la page du club.',
        'Connectez-vous à votre compte du club. Le mieux est de l’avoir fait avant.',
        'Prenez la place. Vigie ne peut pas le faire pour vous.',
        'Répondez à l’alerte : « J’ai une place », « Trop tard » ou « Fausse alerte ». Cela arrête les rappels et aide les autres.',
      ],
    },
    {
      id: 'phone',
      title: 'Quand le club vend seulement par téléphone',
      lines: [
        'Certains clubs ne mettent pas leurs places PMR en ligne. Vigie ne peut alors rien voir, et il faut appeler. Nous n’écrivons ici aucun numéro : ils changent, et un mauvais numéro vous ferait perdre du temps. Voici comment trouver le bon.',
      ],
      steps: [
        'Allez sur le site du club. Cherchez « accessibilité », « PMR » ou « handicap », en bas de page ou dans la billetterie.',
        'Cherchez le nom du référent accessibilité ou du référent handicap. L’UEFA demande aux clubs de ses coupes d’Europe d’en avoir un (en anglais : Disability Access Officer).',
        'Si vous ne trouvez pas, appelez la billetterie et demandez « la personne qui s’occupe des places PMR ».',
        'Si personne ne répond, écrivez au référent supporters du club, ou à une association de supporters handicapés de ce club.',
        'Préparez : le match, le nombre de places, votre fauteuil (manuel ou électrique), votre justificatif, et un numéro où vous rappeler.',
        'Demandez aussi comment être prévenu quand une place se libère, et à quelle heure rappeler.',
      ],
    },
    {
      id: 'data',
      title: 'Votre vie privée',
      lines: [
        'Regarder ce site ne demande ni compte ni nom. Il n’y a ni cookie ni traceur. Les visites sont comptées par jour, comme on compte des têtes : sans savoir qui.',
        'Pour vous prévenir, Vigie garde une seule adresse (Telegram, navigateur ou e-mail) et vos choix. Vous pouvez tout effacer vous-même, à tout moment.',
      ],
    },
  ] satisfies Chapter[],
  states: {
    id: 'states',
    title: 'Ce que disent les couleurs et les formes',
    lead: 'Chaque état a sa forme, sa couleur et ses mots.',
    available: 'Au moins une place est à vendre maintenant. Le lien mène droit à elle.',
    none: 'Vigie a vu la bonne page, et il n’y a pas de place. Elle montre à quoi elle l’a reconnue.',
    unknown:
      'Quelque chose empêche de voir : une file d’attente, une panne, une connexion demandée. Il y a peut-être une place. Allez voir vous-même si c’est important.',
    stale: 'Le dernier état est trop vieux pour être cru. Il n’est plus montré comme vrai.',
    waiting: 'La veille est neuve : Vigie n’a pas encore regardé.',
  } satisfies Record<Glance['state'] | 'id' | 'title' | 'lead', string>,
  more: {
    alerts: 'Être prévenu',
    known: 'Tout ce que Vigie sait de vous',
  },
}

export type UnderstandWords = Omit<typeof fr, 'chapters'> & { chapters: Chapter[] }
