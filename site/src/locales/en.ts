import type { Words } from './fr.ts'
import type { News } from '../models/news.ts'
import type { VerdictState } from '#core/verdict.ts'

import { HOW_WORDS } from '#core/how-words.ts'
import { NOTE_WORDS } from '#core/note-words.ts'
import { REASON_WORDS } from '#core/reason-words.ts'

import { sayKnownEn } from './known-en.ts'

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const en = {
  locale: 'en-GB',
  colon: ': ',
  title: (open) =>
    open === 0
      ? 'Vigie · wheelchair seats, watched day and night'
      : `▲ ${some(open, 'open watch', 'open watches')} · Vigie`,
  tagline: 'Wheelchair seats, watched day and night.',
  skip: 'Skip to the watches',
  language: 'Language',
  mood: {
    open: 'Seats are open!',
    calm: 'Calm sea. No seats right now.',
    misty: 'No seats in sight, but not everything can be seen.',
    fog: 'Fog. Nothing can be seen right now.',
    empty: 'No watches yet.',
    loading: 'The lookout is opening an eye…',
    failed: 'The lookout is out of reach.',
  },
  overview: ({ open, none, unseen }) =>
    [
      open > 0 ? some(open, 'watch with seats', 'watches with seats') : '',
      none > 0 ? some(none, 'watch without seats', 'watches without seats') : '',
      unseen > 0 ? some(unseen, 'watch we cannot see', 'watches we cannot see') : '',
    ]
      .filter((part) => part !== '')
      .join(', ') + '.',
  link: { live: 'Live', 'catching-up': 'Going live…', offline: 'Offline', lost: 'Relay unreachable' },
  banner: {
    offline: (age) =>
      `You are offline. What you see is ${age} old. The page updates as soon as the network is back.`,
    lost: (age) => `The relay has stopped answering. What you see is ${age} old. We keep trying.`,
  },
  understand: 'How it works',
  watches: 'The watches',
  alerts: {
    title: 'Get alerts',
    lead: 'A wheelchair seat is gone within minutes. Vigie tells you within seconds of its opening, for free.',
    loading: 'One moment…',
    failed: 'This part of the page did not arrive. Check your connection.',
    retry: 'Try again',
    card: 'Tell me for this match',
    history: 'Earlier openings',
  },
  loading: 'Reading the watches…',
  empty: {
    title: 'No watches',
    text: 'Nobody has asked Vigie to watch a page yet. As soon as a watch is added it appears here, without a reload.',
  },
  failed: {
    title: 'The watches cannot be read',
    offline: 'You are offline. Check your connection: the page fills itself when the network is back.',
    problem: (problem) => {
      if (problem.kind === 'unreachable')
        return 'The relay does not answer. It may be restarting; we keep trying.'
      if (problem.kind === 'refused')
        return `The relay answers with an error (${problem.status}). We keep trying.`
      return 'The relay answers something this page does not understand. Reload the page: it may be too old.'
    },
    honest: 'As long as this page sees nothing, it does not say that there is nothing.',
    retry: 'Try again now',
    openTickets: 'Meanwhile, open the ticket office yourself.',
  },
  verdict: {
    waiting: 'First check to come',
    available: 'Seats available',
    none: 'No seats right now',
    unknown: 'Cannot see',
    stale: 'No more news',
  },
  waiting: 'Vigie has not looked at this page yet.',
  stale: (last, age) => `${STALE[last]} ${age}. Nothing was confirmed since: do not rely on it.`,
  reason: REASON_WORDS.en,
  note: NOTE_WORDS.en,
  howTold: HOW_WORDS.en,
  known: sayKnownEn,
  detail: 'Detail',
  proof: {
    siblings: 'The right page is there: it shows other offers, but not this one.',
    'empty-notice': 'The right page is there: it says itself that there is nothing.',
    'sold-out': 'The right page is there: it says sold out.',
    'not-yet': 'The right page is there: the sale has not started.',
    price: 'The right page is there: all that is open is above the price asked for.',
    past: 'The right page is there: the event is over.',
  },
  seen: 'Seen',
  notes: 'Good to know',
  gap: (length, from, to) =>
    `Not looked at for ${length} (from ${from} to ${to}): a seat that came and went meanwhile was not seen.`,
  reported: {
    title: 'Reported, to be confirmed:',
    by: (devices) => `seen by ${some(devices, 'browser', 'browsers')}`,
    why: 'The relay could not check it.',
  },
  how: 'How it is read',
  offers: 'What is open',
  places: (count) => some(count, 'seat', 'seats'),
  restricted: 'Condition',
  open: 'Open the ticket office',
  openPage: 'See the page',
  newTab: '(new tab)',
  openSince: (length) => `Open for ${length}`,
  facts: {
    lastGood: 'Last good check',
    last: 'Last check',
    checks: 'Checks',
    releases: 'Openings seen',
    blind: 'Blind since',
    cadence: 'Looked at every',
  },
  never: 'never',
  justNow: 'just now',
  reporters: 'Who looked',
  nobody: 'nobody yet',
  reporter: {
    'relay-fetch': 'the relay, direct reading',
    'relay-browser': 'the relay, with a browser',
    extension: 'an extension',
  },
  saw: { available: 'seats', none: 'no seats', unknown: 'nothing certain' },
  insights: {
    title: 'When do seats appear?',
    lead: 'What past openings tell, drawn from Vigie’s real data.',
  },
  follow: {
    title: 'Follow elsewhere',
    lead: 'The same news in your feed reader, your calendar, your home screen or your site.',
  },
  totals: {
    title: 'Since the beginning',
    checks: (count) => (count === 1 ? 'check' : 'checks'),
    alerts: (count) => (count === 1 ? 'alert sent' : 'alerts sent'),
    rate: 'of checks saw seats',
    watches: (count) => (count === 1 ? 'watch' : 'watches'),
  },
  legend: {
    title: 'How to read this page',
    available: 'The lookout sees at least one seat.',
    none: 'The lookout sees the right page, and nothing is on it. It says how it knew the page.',
    unknown: 'The lookout cannot see. It says why, and concludes nothing.',
    stale: 'Nobody has confirmed for too long.',
  },
  footer: {
    promise: 'Vigie looks, tells, and stops there: it buys nothing, touches no cart and goes around no door.',
    understand: 'Understanding Vigie',
    data: 'Data of this page (JSON)',
    docs: 'API documentation',
    version: (version) => `version ${version}`,
    privacy: 'No cookies, no trackers.',
    known: 'What Vigie knows of you',
  },
  news: ({ kind, watch }) => NEWS[kind](watch.name),
} satisfies Words

const STALE: Record<VerdictState, string> = {
  available: 'Seats were open',
  none: 'There were no seats',
  unknown: 'The page was already unreadable',
}

const NEWS: Record<News['kind'], (name: string) => string> = {
  opened: (name) => `Seats available: ${name}.`,
  more: (name) => `Another seat beside: ${name}.`,
  closed: (name) => `No more seats: ${name}.`,
  lost: (name) => `The page can no longer be seen: ${name}.`,
  found: (name) => `The page can be seen again, no seats: ${name}.`,
}
