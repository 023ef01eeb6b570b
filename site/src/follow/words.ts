import type { Language } from '../locales/words.ts'

import { useApp } from '../context.ts'

const fr = {
  choose: 'Pour quelle veille ?',
  all: 'Toutes les veilles',
  copy: 'Copier',
  copied: 'Copié.',
  notCopied: 'Le navigateur refuse de copier : l’adresse est choisie, copiez-la vous-même.',
  feeds: {
    title: 'Flux d’ouvertures',
    lead: 'Pour un lecteur de flux : chaque ouverture y arrive avec son lien.',
    atom: 'Adresse du flux Atom',
    rss: 'Adresse du flux RSS',
  },
  calendar: {
    title: 'Calendrier',
    lead: 'Les ouvertures deviennent des événements de votre agenda. Un agenda ne relit l’adresse que quelques fois par jour : pour être prévenu à temps, choisissez plutôt une alerte.',
    subscribe: 'Ajouter à mon agenda',
    address: 'Adresse du calendrier',
  },
  json: {
    title: 'Données',
    lead: 'Tout ce que cette page montre, pour vos propres programmes (JSON).',
    address: 'Adresse des données',
    open: 'Voir les données',
  },
  badge: {
    title: 'Badge pour un autre site',
    lead: 'Une petite image qui dit l’état d’une veille, à coller dans la page d’un club ou d’une association.',
    pick: 'Choisissez une veille ci-dessus pour avoir son badge.',
    snippet: 'Code à copier',
    alt: (name: string) => `État de la veille ${name} selon Vigie`,
  },
  install: {
    title: 'Comme une application',
    lead: 'Vigie s’installe sur l’écran d’accueil, sans magasin d’applications et sans compte.',
    steps: [
      'Sur ordinateur (Chrome, Edge) : le bouton « Installer » à droite de la barre d’adresse.',
      'Sur Android : le menu du navigateur, puis « Ajouter à l’écran d’accueil ».',
      'Sur iPhone et iPad : Partager, puis « Sur l’écran d’accueil ».',
    ],
    offline:
      'Sans réseau, elle s’ouvre quand même et le dit. Elle ne montre jamais un ancien état comme actuel.',
  },
}

const en: typeof fr = {
  choose: 'For which watch?',
  all: 'All watches',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser refuses to copy: the address is selected, copy it yourself.',
  feeds: {
    title: 'Feeds of openings',
    lead: 'For a feed reader: each opening arrives there with its link.',
    atom: 'Address of the Atom feed',
    rss: 'Address of the RSS feed',
  },
  calendar: {
    title: 'Calendar',
    lead: 'Openings become events in your calendar. A calendar reads the address only a few times a day: to be told in time, choose an alert instead.',
    subscribe: 'Add to my calendar',
    address: 'Address of the calendar',
  },
  json: {
    title: 'Data',
    lead: 'All that this page shows, for your own programs (JSON).',
    address: 'Address of the data',
    open: 'See the data',
  },
  badge: {
    title: 'Badge for another site',
    lead: 'A small picture that tells the state of a watch, to paste into the page of a club or an association.',
    pick: 'Choose a watch above to get its badge.',
    snippet: 'Code to copy',
    alt: (name) => `State of the watch ${name}, by Vigie`,
  },
  install: {
    title: 'As an app',
    lead: 'Vigie installs on the home screen, without an app store and without an account.',
    steps: [
      'On a computer (Chrome, Edge): the “Install” button at the right of the address bar.',
      'On Android: the browser’s menu, then “Add to home screen”.',
      'On iPhone and iPad: Share, then “Add to Home Screen”.',
    ],
    offline: 'Without a network it still opens, and says so. It never shows an old state as the current one.',
  },
}

const DICTIONARIES = { fr, en } as const satisfies Record<Language, typeof fr>

export function useFollowWords(): typeof fr {
  return DICTIONARIES[useApp().choice.language.value]
}
