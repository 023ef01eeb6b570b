import type { card as FrenchCard } from './fr-card.ts'

import { NOTE_WORDS } from '#core/note-words.ts'
import { REASON_WORDS_EN } from '#core/reason-words-en.ts'

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What a card says. Times come in as words. */
export const card: typeof FrenchCard = {
  title: {
    loading: 'First look to come',
    ok: 'No wheelchair seats',
    alert: 'Wheelchair seats available',
    error: 'Page cannot be read',
    'needs-access': 'No access to the site',
    offline: 'Offline',
    asleep: 'Nobody was looking',
    paused: 'Paused',
    unconfirmed: 'Reported, to be confirmed',
    stale: 'No more news',
    retired: 'Match is over',
  },
  oldAlert: (at) => `Wheelchair seats seen at ${at}`,
  notSure: 'To be checked',
  falseAlarm: 'False alarm reported',
  loading: 'Vigie has not looked at this page yet.',
  old: 'Nobody has confirmed it since: look soon, but do not rely on it.',
  since: (at) => `Seen at ${at}`,
  by: { me: 'by your browser', relay: 'by the relay', both: 'by your browser and the relay' },
  seenAt: (at) => `You saw the alert at ${at}. Vigie goes on looking.`,
  gone: (from, at) => `Seats seen at ${from} were gone at ${at}.`,
  gap: (from, to) =>
    `Nobody looked from ${from} to ${to} (computer asleep, or browser closed): a seat that came and went in between was not seen.`,
  reason: {
    ...REASON_WORDS_EN,
    'needs-render': 'This page draws its seats itself: it can only be read while it stands open before you.',
  },
  note: NOTE_WORDS.en,
  proof: {
    siblings: 'Other offers are there, not this one.',
    'empty-notice': 'The page says itself that there is nothing.',
    'sold-out': 'The page says sold out.',
    'not-yet': 'The sale has not started.',
    price: 'All that is open is above the price asked for.',
    past: 'The event is over.',
  },
  retryAt: (at) => `Next try at ${at}.`,
  noAccess: (host) => `Without this access, your browser cannot read ${host}.`,
  noAccessBeside: 'The access to the site is gone: only the relay still looks.',
  offlineSince: (at) => `Last look at ${at}. Vigie goes on as soon as the network is back.`,
  offline: 'Vigie will look as soon as the network is back.',
  asleepSince: (at) => `Computer asleep or browser closed since ${at}.`,
  pausedUntil: (at) => `Until ${at}. Nobody looks before then.`,
  paused: 'Nobody looks until you resume.',
  reported: (devices, at) =>
    `${some(devices, 'browser', 'browsers')} saw seats at ${at}. The relay has not confirmed it yet.`,
  ambiguous: REASON_WORDS_EN['ambiguous-offer'],
  falseAlarmAt: (at) =>
    `Reported at ${at}. The page still shows the same; Vigie tells you when that changes.`,
  stale: {
    available: 'Seats were open. Nothing was confirmed since: do not rely on it.',
    none: 'There were no seats. Nothing was confirmed since: do not rely on it.',
    unknown: 'The page was already unreadable, and nobody has looked since.',
  },
  retired: 'Vigie no longer watches it. If it was put off, give its new day in “Options”.',
  openPage: 'Open the page, and pass the door if there is one: Vigie reads it at once in your session.',
  openToConfirm: 'Open the page to be sure.',
  showPage: 'Open the page, then “Point at an element” in Vigie.',
  editPage: 'Check the address in “Options”.',
  checked: (ago, who) => `Checked ${ago} ${who}`,
  saw: (ago, who) => `Last read ${ago} ${who}`,
  neverChecked: 'Never checked',
  who: { me: 'by your browser', cloud: 'by the relay', people: 'by other people' },
  next: (inWords) => `next look ${inWords}`,
  nextByHand: 'next read when you open the page',
  restsUntil: (at) => `The site asks for rest: Vigie does not go back before ${at}.`,
  places: (count) => some(count, 'seat', 'seats'),
}
