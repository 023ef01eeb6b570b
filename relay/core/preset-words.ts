import type { PresetCode } from './preset.ts'

type PresetWords = {
  /** As people call the site; `null` for a site without a name of its own. */
  name: string | null
  note: { fr: string; en: string } | null
}

/** What a person who chooses a page should know of its site. The one place that words a preset. */
export const PRESET_WORDS: Record<PresetCode, PresetWords> = {
  generic: { name: null, note: null },
  psg: {
    name: 'Paris Saint-Germain',
    note: {
      fr: 'Donnez la page d’un match : l’accueil et la liste des matchs ne montrent pas de places. Une place PMR est un espace pour le fauteuil et un siège pour l’accompagnateur, souvent une seule à la fois. Le site peut refuser le relais ; l’extension, dans votre session, voit alors mieux que lui.',
      en: 'Give the page of one match: the home page and the list show no seats. A PMR seat is a wheelchair space with a seat for the companion, often just one at a time. The site may refuse the relay; the extension, in your own session, then sees better.',
    },
  },
  'psg-ticketplace': {
    name: 'Paris Saint-Germain, Ticketplace',
    note: {
      fr: 'Sur Ticketplace, les prix ne viennent qu’après des clics, et Vigie ne clique jamais : elle voit les catégories affichées, pas toutes les places.',
      en: 'On Ticketplace prices come only after clicks, and Vigie never clicks: it sees the categories shown, not every seat.',
    },
  },
  'roland-garros': {
    name: 'Roland-Garros',
    note: {
      fr: 'Les places par zone sont dans les données de la page et sur un plan. Vigie lit les lignes affichées ; les données seules lui font dire qu’elle ne sait pas, jamais qu’il y a des places ni qu’il n’y en a pas.',
      en: 'Seats by zone stand in the page’s data and on a map. Vigie reads the rows that are shown; data alone makes it say that it cannot tell, never that there are seats or none.',
    },
  },
  'fifa-2026': {
    name: 'FIFA 2026',
    note: {
      fr: 'Donnez la page du match (…/secure/selection/event/seat/performance/…). Les places accessibles s’y appellent « Easy Access » et « Wheelchair & Easy Access Amenity ». Une file d’attente et une connexion se tiennent devant : l’extension, dans votre session, les a déjà passées.',
      en: 'Give the page of the match (…/secure/selection/event/seat/performance/…). Accessible seats are called “Easy Access” and “Wheelchair & Easy Access Amenity” there. A queue and a login stand in front: the extension, in your session, is already through.',
    },
  },
  secutix: {
    name: 'SecuTix',
    note: {
      fr: 'Vigie lit les catégories affichées en lignes. Les places d’un plan, comme à la revente de l’UEFA, n’y sont pas écrites : Vigie dit alors qu’elle ne sait pas.',
      en: 'Vigie reads the categories shown as rows. Seats on a map, as in UEFA’s resale, are not written there: Vigie then says that it cannot tell.',
    },
  },
  'ticketmaster-fr': {
    name: 'Ticketmaster France',
    note: {
      fr: 'Les places PMR y sont une catégorie de la liste « Choix rapide par tarif ». Vigie la lit quand elle est ouverte, et n’appuie sur rien.',
      en: 'PMR seats are one category of the list “Choix rapide par tarif”. Vigie reads it when it is open, and presses nothing.',
    },
  },
  'ticketmaster-menu': {
    name: 'Ticketmaster',
    note: {
      fr: 'Cette page ne montre qu’un menu de catégories ; le stock et la revente ne viennent qu’après une recherche. Vigie ne fait que regarder : elle ne peut pas surveiller cette page.',
      en: 'This page shows only a menu of categories; stock and resale come only after a search is pressed. Vigie only looks: it cannot watch this page.',
    },
  },
  liverpool: {
    name: 'Liverpool FC',
    note: {
      fr: 'La page liste les ventes d’un match, sans marquer les places accessibles. Écrivez dans « mots de la ligne » le nom de la vente attendue, tel que la page l’écrit.',
      en: 'The page lists the sales of one match and does not mark accessible seats. Write the name of the sale you wait for, as the page writes it, in “words of the row”.',
    },
  },
  vfb: {
    name: 'VfB Stuttgart',
    note: {
      fr: 'La page liste les matchs, un par carte. Écrivez dans « mots de la ligne » l’adversaire, tel que la page l’écrit.',
      en: 'The page lists the matches, one to a card. Write the opponent, as the page writes it, in “words of the row”.',
    },
  },
  audienceview: {
    name: 'AudienceView (BFI)',
    note: {
      fr: 'La page liste les séances, une par ligne. Écrivez dans « mots de la ligne » la date ou l’heure de la séance attendue, telle que la page l’écrit.',
      en: 'The page lists the performances, one to a row. Write the date or time of the one you wait for, as the page writes it, in “words of the row”.',
    },
  },
  om: {
    name: 'Olympique de Marseille',
    note: {
      fr: 'D’après la presse (novembre 2023), l’OM ne vend pas de places PMR en ligne : elles se demandent au guichet, par une association de supporters handicapés, ou par téléphone au club. Vigie ne peut pas surveiller cela : appelez le club.',
      en: 'According to the press (November 2023) OM sells no wheelchair seats online: they are asked for at the desk, through an association of disabled supporters, or from the club by telephone. Vigie cannot watch that: call the club.',
    },
  },
  arsenal: {
    name: 'Arsenal',
    note: {
      fr: 'Les places accessibles ne se voient qu’en étant connecté comme membre handicapé enregistré. Seule l’extension, dans votre session, peut les voir.',
      en: 'Accessible seats are shown only to registered disabled members who are signed in. Only the extension, in your session, can see them.',
    },
  },
  chelsea: {
    name: 'Chelsea',
    note: {
      fr: 'Les places accessibles ne se voient qu’en étant connecté comme membre handicapé enregistré ; cette adhésion ne se vend pas en ligne. Seule l’extension, dans votre session, peut les voir.',
      en: 'Accessible seats are shown only to registered disabled members who are signed in; that membership is not sold online. Only the extension, in your session, can see them.',
    },
  },
}
