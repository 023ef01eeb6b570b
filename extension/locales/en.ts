import type { Words } from './fr.ts'

import { card } from './en-card.ts'

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What the list says: popup, tab and side panel. */
export const en: Words = {
  locale: 'en-GB',
  colon: ': ',
  card,
  loading: 'Reading…',
  justNow: 'just now',
  newTab: '(new tab)',
  language: 'Language',
  mood: {
    empty: 'The lookout waits for a match to watch.',
    open: 'Seats are open!',
    maybe: 'A sail on the horizon: have a look.',
    calm: 'Calm sea. No seats right now.',
    misty: 'No seats in sight, but not everything can be seen.',
    fog: 'Fog. We see nothing right now.',
    waiting: 'The lookout opens its eyes…',
    paused: 'Paused. Nobody is watching.',
    offline: 'Offline. We see nothing right now.',
    asleep: 'The lookout was asleep. It is back.',
  },
  heart: {
    beating: (ago) => `Vigie is watching: last heartbeat ${ago}.`,
    asleep: (at) => `Computer asleep or browser closed since ${at}.`,
    pausedUntil: (at) => `Everything is paused until ${at}.`,
    paused: 'Everything is paused.',
    off: 'Nothing to watch: Vigie does not wake up.',
  },
  relay: {
    none: 'Your browser watches alone, without a relay.',
    linked: 'Your browser and the relay watch together.',
    part: 'The relay watches only some of these matches.',
    apart: 'The relay watches none of these matches: your browser watches alone.',
    lost: 'Relay unreachable: your browser watches alone.',
  },
  matches: 'Followed matches',
  empty: {
    title: 'No match followed',
    text: 'Open the page of a match at its ticket office, then this window: one click is enough. You can also paste its link.',
  },
  here: {
    title: 'The open page',
    follow: 'Follow this match',
    asks: (host) =>
      `Your browser will ask for access to ${host}. Vigie reads only the seats there and never clicks for you.`,
    followed: 'You are on this page.',
  },
  open: 'Open',
  see: 'Open the page',
  seen: 'Seen',
  mark: 'Show on the page',
  falseAlarm: 'False alarm',
  check: 'Check now',
  grant: 'Give access',
  resume: 'Resume',
  resumeAll: 'Resume all',
  tools: 'Options',
  remove: 'Remove',
  removed: (name) => `“${name}” is no longer followed.`,
  undo: 'Undo',
  retired: (count) => `Past matches (${count})`,
  add: 'Follow another match',
  addFirst: 'Follow a match by its link',
  pauseAll: 'Pause everything',
  inTab: 'Open in a tab',
  settings: 'Settings',
  close: 'Close',
  partFailed: 'This part did not arrive. Open this window again.',
  trouble: {
    refused: 'Access was not given: your browser will not be able to read this site.',
    'not-a-page': 'This is not the address of a web page.',
    'not-private': 'The address must begin with https://.',
    'no-name': 'Give this match a name.',
    'already-followed': 'This match is already followed.',
    'too-many': 'You already follow as many matches as Vigie can watch.',
    'no-page': 'The page is not open, or cannot be read here.',
    'bad-field': 'One of the fields cannot be read. Correct it.',
    'not-done': 'That did not work. Try again.',
  },
  news: {
    open: (names) =>
      names.length === 1
        ? `Wheelchair seats available: ${names[0]}.`
        : `Wheelchair seats available for ${names.length} matches: ${names.join(', ')}.`,
    change: (title, names) =>
      names.length === 1 ? `${names[0]}: ${title}.` : `${title}: ${some(names.length, 'match', 'matches')}.`,
    gone: (name, at) => `${name}: seats gone at ${at}.`,
  },
}
