import type { Pace, Rung, RungWhy } from '../db/types.ts'
import type { Step } from '../background/looking/memory.ts'
import type { Said } from '../models/card.ts'
import type { PauseChoice } from '../models/until.ts'

/** What stands in the parts that open beside the list. */
export const parts = {
  pace: {
    title: 'Cadence',
    normal: 'Normale : un regard par minute',
    hot: 'Serrée : un regard toutes les 30 secondes',
    why: {
      normal: 'Suffit presque toujours, et ménage le site et la batterie.',
      hot: 'Pour les heures d’une mise en vente. Le site et la batterie travaillent deux fois plus.',
    } satisfies Record<Pace, string>,
  },
  pause: {
    title: 'Mettre en pause',
    all: 'Tout mettre en pause',
    hour: 'Une heure',
    evening: 'Jusqu’à ce soir',
    morning: 'Jusqu’à demain matin',
    resumed: 'Jusqu’à ce que je reprenne',
    until: 'Jusqu’au',
    set: 'Mettre en pause jusque-là',
    past: 'Choisissez un moment à venir.',
  } satisfies Record<PauseChoice, string> & Record<string, string>,
  window: {
    title: 'Petite fenêtre de veille',
    allow: 'Autoriser une petite fenêtre pour ce match',
    why: 'Certaines pages ne montrent leurs places que dans une fenêtre visible. Vigie en garde alors une seule, petite, au second plan. Chaque regard ajoute une visite à l’historique du navigateur.',
  },
  always: {
    allow: 'Sonner aussi pendant les heures calmes',
  },
  check: {
    colon: ' : ',
    looking: 'Vigie regarde la page…',
    done: 'Regard terminé.',
    asked: 'la page se relit',
    rung: {
      page: 'Votre onglet',
      'tab-fetch': 'Par un onglet du site',
      fetch: 'En arrière-plan',
      window: 'Par la petite fenêtre',
      'by-hand': 'Sans vous',
    } satisfies Record<Rung, string>,
    said: {
      available: 'des places',
      none: 'aucune place',
      unknown: 'rien de sûr',
      'no-answer': 'pas de réponse',
      busy: 'le site est déjà interrogé',
      resting: 'le site demande du répit',
    } satisfies Record<NonNullable<Step['said']>, string>,
  },
  how: 'Comment Vigie regarde',
  whoLooked: 'Qui a regardé',
  nobody: 'Personne encore.',
  rung: {
    page: 'En lisant la page dans votre onglet ouvert',
    'tab-fetch': 'En relisant la page depuis un onglet ouvert du site',
    fetch: 'En arrière-plan, sans ouvrir la page',
    window: 'Dans la petite fenêtre de veille',
    'by-hand': 'Seulement par vous, ou par le relais',
  } satisfies Record<Rung, string>,
  rungWhy: {
    learning: 'car Vigie découvre encore cette page',
    'page-open': 'car cette page est ouverte chez vous',
    'site-open': 'car le site est ouvert chez vous',
    'static-agrees': 'car la page envoyée dit la même chose que la page affichée',
    'relay-learnt': 'car le relais a constaté que la page envoyée suffit',
    'needs-render': 'car cette page dessine ses offres elle-même',
    wall: 'car le site refuse les lectures en arrière-plan',
    'no-access': 'car l’accès au site n’est pas donné',
    'window-chosen': 'car vous l’avez choisi',
  } satisfies Record<RungWhy, string>,
  said: ({ state }: Pick<Said, 'state'>): string =>
    state === 'available' ? 'des places' : state === 'none' ? 'aucune place' : 'rien de sûr',
  edit: {
    title: 'Modifier',
    name: 'Nom du match',
    url: 'Adresse de la page',
    date: 'Jour du match',
    dateHelp: 'Le lendemain, la veille s’arrête d’elle-même.',
    label: 'Mots de la ligne',
    labelHelp: 'Si la page liste plusieurs ventes : des mots de celle que vous attendez.',
    places: 'Places ensemble, au moins',
    selector: 'Élément montré',
    selectorHelp: 'Rempli quand vous montrez un élément de la page. Laissez vide sinon.',
    save: 'Enregistrer',
    saved: 'Enregistré.',
  },
  remove: 'Ne plus suivre ce match',
  add: {
    title: 'Suivre un match',
    link: 'Lien de la page du match',
    linkHelp: 'Copiez-le dans la barre d’adresse de la billetterie.',
    name: 'Nom du match',
    nameHelp: 'Facultatif : sans lui, Vigie le lit dans le lien.',
    follow: 'Suivre ce match',
    asks: 'Votre navigateur demandera l’accès à ce site, et à lui seul.',
    point: 'Montrer un élément de la page',
    pointHelp:
      'Si Vigie ne reconnaît pas les places : ouvrez la page, appuyez ici, puis montrez l’endroit où elles apparaissent, à la souris ou au clavier.',
    relay: 'Matchs que le relais guette',
    relayEmpty: 'Le relais ne guette aucun autre match.',
    relayFollow: 'Suivre',
    file: 'Fichier de matchs',
    import: 'Importer un fichier',
    importHelp: 'Un fichier exporté par Vigie, ou un matches.json.',
    export: 'Exporter mes matchs',
    imported: (added: number, already: number, bad: number): string =>
      [
        `${added} ${added > 1 ? 'matchs ajoutés' : 'match ajouté'}`,
        ...(already > 0 ? [`${already} déjà ${already > 1 ? 'suivis' : 'suivi'}`] : []),
        ...(bad > 0 ? [`${bad} ${bad > 1 ? 'lignes illisibles' : 'ligne illisible'}`] : []),
      ].join(', ') + '.',
    unread: 'Le fichier n’a pas pu être lu.',
    /** Of the whole file. */
    problem: {
      'not-json': 'Ce fichier n’est pas du JSON.',
      'not-a-list': 'Ce fichier ne contient pas de liste de matchs.',
      'too-many': 'C’est plus de matchs que Vigie ne peut en guetter.',
      'too-long': 'Ce fichier est trop gros.',
    },
    /** `at`: its place in the file, from 1. */
    line: (at: number, field: string, problem: string): string => `Match n° ${at}, ${field} : ${problem}`,
    field: {
      name: 'nom',
      url: 'adresse',
      date: 'jour',
      pace: 'cadence',
      target: 'ce qui est cherché',
    },
  },
  field: {
    empty: 'Remplissez ce champ.',
    'too-long': 'C’est trop long.',
    'not-an-address': 'Ce n’est pas une adresse web.',
    'not-https': 'L’adresse doit commencer par https://.',
    'has-password': 'L’adresse ne doit pas contenir de mot de passe.',
    'not-a-date': 'Ce n’est pas un jour du calendrier.',
    'not-a-selector': 'Cet élément n’est pas lisible.',
    'not-a-number': 'Ce n’est pas un nombre de places.',
    unknown: 'Ce champ n’est pas lisible.',
  },
}

export type PartWords = typeof parts
