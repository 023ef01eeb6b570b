import type { WelcomeWords } from './fr-welcome.ts'

/** What the first page says. */
export const welcome: WelcomeWords = {
  title: 'Welcome aboard',
  promise: 'Wheelchair seats, watched for you.',
  lead: 'Vigie tells you within seconds of their opening. Three steps, two minutes.',
  done: 'Done',
  follow: {
    title: 'Follow a match',
    text: 'Paste the link to the page of the match. Later, one click on the icon of Vigie will do, on the page itself.',
    link: 'Link to the page of the match',
    linkHelp: 'Copy it from the address bar of the ticket office.',
    name: 'Name of the match',
    nameHelp: 'Optional: without it, Vigie reads it in the link.',
    button: 'Follow this match',
    wrong: {
      'not-a-page': 'This is not the address of a web page.',
      'not-private': 'The address must begin with https://.',
    },
    followed: (names) => `Followed: ${names.join(', ')}.`,
  },
  allow: {
    title: 'Allow the site',
    text: 'Your browser asks before it lets Vigie read a site. Vigie reads only the pages that you follow there, never clicks, and you can take the access back at any time.',
    button: (host) => `Allow ${host}`,
    wait: 'First follow a match.',
    given: (hosts) => `Allowed: ${hosts.join(', ')}.`,
    refused: 'Access was not given. You can give it later, from the card of the match.',
  },
  test: {
    title: 'Test the alert',
    text: 'A test notification should appear. Notifications serve one purpose: to say that a seat opens, or that it is gone.',
    sound: 'Play a sound too',
  },
  pin: {
    title: 'Keep the icon in sight',
    text: 'It shows how many matches have seats. In the bar of the browser: the puzzle piece, then the pin beside Vigie.',
    pinned: 'The icon of Vigie is pinned.',
  },
  end: 'That is all: open my matches',
}
