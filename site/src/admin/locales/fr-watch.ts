import type { TargetField } from '../models/draft.ts'

/** Adding and changing a watch, and the look made before it is saved. */
export const watch = {
  add: {
    title: 'Ajouter une veille',
    lead: 'Collez le lien de la page du match. Vigie la regarde aussitôt, rien n’est enregistré avant votre accord.',
    submit: 'Enregistrer la veille',
    untried: 'Enregistrer sans regarder',
    done: (name: string) => `Veille ajoutée : ${name}. La première vérification part maintenant.`,
    back: 'Toutes les veilles',
  },
  edit: {
    open: 'Modifier',
    title: 'Modifier la veille',
    submit: 'Enregistrer',
    cancel: 'Annuler',
    restart:
      'Changer le lien ou ce qui est cherché fait repartir cette veille de zéro : l’ancienne réponse ne vaut plus.',
    done: (name: string) => `Réglages enregistrés : ${name}.`,
  },
  form: {
    saving: 'Enregistrement…',
    url: 'Lien de la page',
    urlHint: 'Tel que dans la barre d’adresse du navigateur.',
    name: 'Nom de la veille',
    nameHint: 'C’est ce que les gens liront dans les alertes.',
    cadence: 'Regarder toutes les',
    cadenceUsual: 'Comme dans les Réglages',
    cadenceHint: 'Vigie ralentit d’elle-même quand le site le demande.',
    public: 'Visible de tous sur la page publique',
    more: 'Réglages fins',
    moreHint: 'Tout est facultatif : laissez vide ce que Vigie trouve seule.',
    missing: {
      url: 'Collez le lien entier de la page, tel que dans la barre d’adresse.',
      name: 'Donnez un nom à la veille.',
    },
    anyPlaces: 'Peu importe',
    target: {
      event: {
        label: 'Mots du match',
        hint: 'Ils doivent être dans le titre de la page, par exemple « Paris OM ».',
      },
      date: { label: 'Jour du match', hint: 'Si la page change de match, Vigie le voit.' },
      places: { label: 'Places voulues ensemble', hint: '2 pour une personne et son accompagnateur.' },
      priceMost: { label: 'Prix le plus haut', hint: 'Dans la monnaie de la page, pour une place.' },
      label: { label: 'Mots de l’offre', hint: 'Quand un même sélecteur désigne plusieurs sortes d’offres.' },
      selector: {
        label: 'Sélecteur de l’offre',
        hint: 'CSS. Ce qui est cherché, par exemple [data-offer-type="PMR"].',
      },
      anchor: { label: 'Sélecteur du repère', hint: 'CSS. Ce qui prouve que la bonne page est là.' },
      empty: {
        label: 'Sélecteur de « rien à vendre »',
        hint: 'CSS. Ce que le site montre quand il n’a pas d’offre.',
      },
    } satisfies Record<TargetField, { label: string; hint: string }>,
    wrong: {
      event: 'Ces mots sont trop longs.',
      date: 'Choisissez un jour du calendrier.',
      places: 'Choisissez de 1 à 9 places.',
      priceMost: 'Écrivez un prix plus grand que zéro, par exemple 49,90.',
      label: 'Ces mots sont trop longs.',
      selector: 'Ce sélecteur CSS ne peut pas être utilisé.',
      anchor: 'Ce sélecteur CSS ne peut pas être utilisé.',
      empty: 'Ce sélecteur CSS ne peut pas être utilisé.',
      url: 'Ce lien ne convient pas.',
      name: 'Ce nom est trop long.',
      checkSeconds: 'Choisissez une des durées proposées.',
    } satisfies Record<TargetField | 'url' | 'name' | 'checkSeconds', string>,
  },
  trial: {
    title: 'Ce que Vigie voit',
    run: 'Regarder la page',
    again: 'Regarder de nouveau',
    cancel: 'Arrêter',
    stale: 'Vous avez changé le lien ou ce qui est cherché : ce résultat est celui d’avant.',
    running: 'Vigie regarde la page…',
    elapsed: (length: string) => `${length}, 40 s au plus d’ordinaire`,
    steps: [
      { from: 0, text: 'Elle lit les règles du site (robots.txt), puis la page telle qu’elle est envoyée.' },
      { from: 4, text: 'Elle l’ouvre dans un vrai navigateur et attend que les offres s’affichent.' },
      { from: 14, text: 'Elle fait défiler la page et attend encore : certaines offres arrivent tard.' },
      { from: 30, text: 'La page est lente. Elle relit avant de conclure.' },
      { from: 45, text: 'Le site fait attendre son tour : Vigie ne force pas le passage.' },
    ],
    done: (verdict: string) => `Vigie a regardé : ${verdict}.`,
    preset: (name: string) => `Site reconnu : ${name}. Vigie sait où chercher.`,
    generic: 'Site inconnu : Vigie cherche avec ses règles générales.',
    teach:
      'Vigie ne conclut pas encore sur cette page. Enregistrez la veille, puis montrez-lui la page une fois, dans « Apprendre ».',
  },
}
