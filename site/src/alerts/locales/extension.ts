import type { Language } from '../../locales/words.ts'

import { useApp } from '../../context.ts'

const fr = {
  title: 'L’extension de ce navigateur',
  lead: 'Elle regarde la billetterie depuis votre propre navigateur, là où le relais est parfois arrêté par une file d’attente. Elle vous prévient, et aide aussi les autres.',
  other: 'Elle existe pour Chrome, Edge et Firefox sur ordinateur. Ici, choisissez un autre moyen.',
  noStore: {
    chrome:
      'Elle n’est pas encore dans le Chrome Web Store : il faut la charger à la main, depuis son fichier zip.',
    edge: 'Elle n’est pas encore dans les modules d’Edge : il faut la charger à la main, depuis son fichier zip.',
    firefox:
      'Elle n’est pas encore sur addons.mozilla.org : Firefox la garde seulement jusqu’à sa fermeture.',
  },
  how: {
    chrome: 'La charger dans Chrome',
    edge: 'La charger dans Edge',
    firefox: 'La charger dans Firefox',
  },
  steps: {
    chrome: [
      'Demandez le fichier zip « chrome » de l’extension à la personne qui tient ce site, et décompressez-le.',
      'Ouvrez l’adresse chrome://extensions et activez le « Mode développeur ».',
      'Choisissez « Charger l’extension non empaquetée », puis le dossier décompressé.',
      'L’extension s’ouvre et vous guide.',
    ],
    edge: [
      'Demandez le fichier zip « chrome » de l’extension à la personne qui tient ce site (Edge prend le même), et décompressez-le.',
      'Ouvrez l’adresse edge://extensions et activez le « Mode développeur ».',
      'Choisissez « Charger l’élément décompressé », puis le dossier décompressé.',
      'L’extension s’ouvre et vous guide.',
    ],
    firefox: [
      'Demandez le fichier zip « firefox » de l’extension à la personne qui tient ce site.',
      'Ouvrez l’adresse about:debugging, puis « Ce Firefox ».',
      'Choisissez « Charger un module complémentaire temporaire », puis le fichier zip.',
      'L’extension s’ouvre et vous guide. Il faut recommencer quand Firefox redémarre.',
    ],
  },
}

const en: typeof fr = {
  title: 'The extension of this browser',
  lead: 'It looks at the ticket office from your own browser, where the relay is sometimes held up by a queue. It tells you, and helps others too.',
  other: 'It exists for Chrome, Edge and Firefox on a computer. Here, choose another way.',
  noStore: {
    chrome: 'It is not in the Chrome Web Store yet: it has to be loaded by hand, from its zip file.',
    edge: 'It is not among Edge’s add-ons yet: it has to be loaded by hand, from its zip file.',
    firefox: 'It is not on addons.mozilla.org yet: Firefox keeps it only until it is closed.',
  },
  how: {
    chrome: 'Load it in Chrome',
    edge: 'Load it in Edge',
    firefox: 'Load it in Firefox',
  },
  steps: {
    chrome: [
      'Ask whoever runs this site for the “chrome” zip file of the extension, and unpack it.',
      'Open the address chrome://extensions and turn on “Developer mode”.',
      'Choose “Load unpacked”, then the unpacked folder.',
      'The extension opens and guides you.',
    ],
    edge: [
      'Ask whoever runs this site for the “chrome” zip file of the extension (Edge takes the same), and unpack it.',
      'Open the address edge://extensions and turn on “Developer mode”.',
      'Choose “Load unpacked”, then the unpacked folder.',
      'The extension opens and guides you.',
    ],
    firefox: [
      'Ask whoever runs this site for the “firefox” zip file of the extension.',
      'Open the address about:debugging, then “This Firefox”.',
      'Choose “Load Temporary Add-on”, then the zip file.',
      'The extension opens and guides you. This has to be done again when Firefox restarts.',
    ],
  },
}

const DICTIONARIES = { fr, en } as const satisfies Record<Language, typeof fr>

export function useExtensionWords(): typeof fr {
  return DICTIONARIES[useApp().choice.language.value]
}
