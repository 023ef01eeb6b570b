/** What the first page says. */
export const welcome = {
  title: 'Bienvenue à bord',
  promise: 'Les places PMR, guettées pour vous.',
  lead: 'Vigie vous prévient dans les secondes qui suivent leur ouverture. Trois étapes, deux minutes.',
  done: 'Fait',
  follow: {
    title: 'Suivre un match',
    text: 'Collez le lien de la page du match. Plus tard, un clic sur l’icône de Vigie suffira, sur la page elle-même.',
    link: 'Lien de la page du match',
    linkHelp: 'Copiez-le dans la barre d’adresse de la billetterie.',
    name: 'Nom du match',
    nameHelp: 'Facultatif : sans lui, Vigie le lit dans le lien.',
    button: 'Suivre ce match',
    wrong: {
      'not-a-page': 'Ce n’est pas l’adresse d’une page web.',
      'not-private': 'L’adresse doit commencer par https://.',
    },
    followed: (names: readonly string[]) => `Suivi : ${names.join(', ')}.`,
  },
  allow: {
    title: 'Autoriser le site',
    text: 'Votre navigateur demande avant de laisser Vigie lire un site. Elle n’y lit que les pages que vous suivez, n’y clique jamais, et vous pouvez retirer l’accès à tout moment.',
    button: (host: string) => `Autoriser ${host}`,
    wait: 'Suivez d’abord un match.',
    given: (hosts: readonly string[]) => `Autorisé : ${hosts.join(', ')}.`,
    refused: 'L’accès n’a pas été donné. Vous pourrez le donner plus tard, depuis la carte du match.',
  },
  test: {
    title: 'Tester l’alerte',
    text: 'Une notification de test doit apparaître. Les notifications servent à une seule chose : dire qu’une place s’ouvre, ou qu’elle est partie.',
    sound: 'Jouer aussi un son',
  },
  pin: {
    title: 'Gardez l’icône en vue',
    text: 'Elle montre combien de matchs ont des places. Dans la barre du navigateur : la pièce de puzzle, puis l’épingle à côté de Vigie.',
    pinned: 'L’icône de Vigie est épinglée.',
  },
  end: 'C’est tout : ouvrir mes matchs',
}

export type WelcomeWords = typeof welcome
