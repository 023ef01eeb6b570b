import type { Words } from './fr.ts'

import { NOTE_WORDS } from '#core/note-words.ts'
import { REASON_WORDS } from '#core/reason-words.ts'

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

const LOCALE = 'en-GB'
const clock = (at: number) => new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' }).format(at)

export const en = {
  locale: LOCALE,
  colon: ': ',
  loading: 'Reading the watches…',
  verdict: {
    waiting: 'First check to come',
    available: 'Seats available',
    none: 'No seats right now',
    unknown: 'Cannot see',
    stale: 'No more news',
  },
  waiting: 'Vigie has not looked at this page yet.',
  stale: {
    available: 'Seats were open. Nothing was confirmed since: do not rely on it.',
    none: 'There were no seats. Nothing was confirmed since: do not rely on it.',
    unknown: 'The page was already unreadable, and nobody has looked since.',
  },
  reason: REASON_WORDS.en,
  note: NOTE_WORDS.en,
  proof: {
    siblings: 'Other offers are there, not this one.',
    'empty-notice': 'The page says itself that there is nothing.',
    'sold-out': 'The page says sold out.',
    'not-yet': 'The sale has not started.',
    price: 'All that is open is above the price asked for.',
    past: 'The event is over.',
  },
  places: (count) => some(count, 'seat', 'seats'),
  lastGood: 'Last good check',
  never: 'never',
  justNow: 'just now',
  open: 'Open the ticket office',
  see: 'See the page',
  newTab: '(new tab)',
  fullPage: 'All watches in detail',
  settings: 'Settings',
  language: 'Language',
  empty: { title: 'No watches', text: 'This relay watches no public page yet.' },
  failed: {
    title: 'The relay cannot be read',
    problem: (problem, address) => {
      if (problem.kind === 'offline') return 'You are offline. Check your connection.'
      if (problem.kind === 'unreachable')
        return `Nobody answers at ${address}. Start the relay, or correct its address in the settings.`
      if (problem.kind === 'refused')
        return `${address} answers with an error (${problem.status}). Check the address in the settings.`
      return `${address} answers, but not as a Vigie relay of this version. Check the address, or update the extension.`
    },
    honest: 'As long as Vigie sees nothing, it does not say that there is nothing.',
    retry: 'Try again',
  },
  old: (problem, at) =>
    `${problem.kind === 'offline' ? 'You are offline.' : 'The relay has stopped answering.'} This news is from ${clock(at)}.`,
  summary: (view) => {
    if (view.kind === 'loading') return ''
    if (view.kind === 'failed') return 'Relay unreachable.'
    if (view.open.length > 0)
      return `Seats available: ${view.open.map(({ watch }) => watch.name).join(', ')}.`
    if (view.problem !== null) return 'The relay has stopped answering.'
    return view.unseen > 0 ? `${some(view.unseen, 'watch we cannot see', 'watches we cannot see')}.` : ''
  },
  badge: {
    loading: 'Vigie',
    failed: 'Vigie: relay unreachable',
    open: (names) => `Vigie: seats available, ${names.join(', ')}`,
    lost: (at) => `Vigie: relay unreachable, last news at ${clock(at)}`,
    empty: 'Vigie: no watches',
    unseen: (count) => `Vigie: ${some(count, 'watch we cannot see', 'watches we cannot see')}`,
    none: (at) => `Vigie: no seats, checked at ${clock(at)}`,
  },
  options: {
    title: 'Vigie settings',
    address: 'Relay address',
    addressHelp: 'For example https://vigie.example.org, or http://localhost:8787 on this computer.',
    save: 'Save',
    saved: 'Address saved.',
    problem: {
      empty: 'Write the address of the relay.',
      'not-an-address': 'This is not a web address.',
      'has-path': 'Write the address without a path, for example https://vigie.example.org.',
      'not-private': 'Outside your home, the address must begin with https://.',
    },
    textSize: 'Text size',
    percent: (size) => `${size}%`,
    privacy: 'The extension reads the public state of the relay, and sends nothing else.',
  },
} satisfies Words
