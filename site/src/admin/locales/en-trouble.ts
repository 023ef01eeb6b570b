import type { AdminWords } from './fr.ts'

import { accountCodes } from './en-account-trouble.ts'

type Words = { what: string; next: string }

const address = (what: string): Words => ({ what, next: 'Check the link, then try again.' })

const codes: Record<string, Words> = {
  ...accountCodes,
  'wrong-password': {
    what: 'That is not the right password.',
    next: 'Check capital letters and the keyboard, then try again.',
  },
  'too-many-attempts': {
    what: 'Too many attempts in a short time.',
    next: 'Wait until the time is over, then try again.',
  },
  'unknown-code': {
    what: 'No browser waits with this code.',
    next: 'Check the letters; after ten minutes, ask for a new code in the extension.',
  },
  'too-many-codes': {
    what: 'Too many wrong codes in a short time.',
    next: 'Wait for the delay to end, then try again.',
  },
  'too-many-devices': {
    what: 'This person has paired five browsers within the hour.',
    next: 'Wait a little, or check whose browser this is.',
  },
  'unknown-device': {
    what: 'This browser is no longer paired.',
    next: 'To come back it must ask for a new code.',
  },
  'no-password': {
    what: 'This relay has no admin password.',
    next: 'Give it ADMIN_PASSWORD (12 characters at least), restart it, then come back here.',
  },
  'settings-conflict': {
    what: 'Somebody else has changed these settings meanwhile.',
    next: 'Choose between their value and yours, then save.',
  },
  'rule-conflict': {
    what: 'Somebody else has changed this rule meanwhile.',
    next: 'Choose between the two, then save.',
  },
  'template-conflict': {
    what: 'Somebody else has changed this text meanwhile.',
    next: 'Choose between the two, then save.',
  },
  pinned: {
    what: 'The relay’s environment says one of these settings already.',
    next: 'Change it where the relay runs, then restart it.',
  },
  invalid: {
    what: 'Something that was written does not fit.',
    next: 'Correct the marked fields, then try again.',
  },
  'address-long': address('This link is too long.'),
  'address-invalid': address('This is not a whole link.'),
  'address-scheme': {
    what: 'Only http and https links can be watched.',
    next: 'Copy the link from the browser’s address bar.',
  },
  'address-credentials': {
    what: 'This link holds a user name or a password.',
    next: 'Take them out of the link: Vigie signs in to no account.',
  },
  'address-self': address('This link leads to Vigie itself.'),
  'address-port': address('This link leads to a port that is not a site’s.'),
  'address-private': {
    what: 'This link leads to a private network, which Vigie does not visit.',
    next: 'Give a public link. If the site is yours, add it to ALLOW_PRIVATE_HOSTS.',
  },
  'address-unresolved': address('There is no such site: its name has no address.'),
  target: {
    what: 'One of the selectors cannot be used.',
    next: 'Correct the marked field, or empty it: Vigie often finds the place alone.',
  },
  duplicate: {
    what: 'This page is watched already, for the same thing.',
    next: 'Open the watch that is there, or change the fine settings of this one.',
  },
  full: { what: 'There are too many watches.', next: 'Delete one, then try again.' },
  conflict: {
    what: 'Somebody else has changed this watch meanwhile.',
    next: 'Choose field by field, then save.',
  },
  paused: {
    what: 'This watch is paused.',
    next: 'Resume it, then ask for the check.',
  },
  'import-stale': {
    what: 'The list has changed since the preview.',
    next: 'Look at the new preview, then import.',
  },
  'file-empty': {
    what: 'This file holds no watch.',
    next: 'Choose another file.',
  },
  'file-unreadable': {
    what: 'This file cannot be read.',
    next: 'Choose a matches.json, or a JSON or CSV file that was exported here.',
  },
  'file-header': {
    what: 'The first line of the table does not name its columns.',
    next: 'It needs the columns “name” and “url” at least.',
  },
  'file-too-many': {
    what: 'This file holds more than 500 watches.',
    next: 'Cut it into several files.',
  },
  'unknown-watch': {
    what: 'This watch is no longer there.',
    next: 'Go back to the list: somebody may have deleted it.',
  },
  'unknown-evidence': {
    what: 'This evidence is no longer there.',
    next: 'The oldest is removed to make room: look at the later ones.',
  },
  'no-page': {
    what: 'No page came: there is nothing to keep.',
    next: 'Open the page yourself to see what prevents it, then try again.',
  },
  'page-too-large': {
    what: 'This page is too long to be kept.',
    next: 'Try with the page of another match of the same site.',
  },
  'unknown-sample': {
    what: 'This sample is no longer there.',
    next: 'Go back to the list of samples.',
  },
  'too-large': { what: 'This is too long for the relay.', next: 'Shorten it, then try again.' },
  'unknown-subscriber': {
    what: 'This subscriber is no longer there.',
    next: 'They erased themselves, or another operator did: the list updates itself.',
  },
  'duplicate-subscriber': {
    what: 'This address gets alerts already.',
    next: 'Look for it in the list.',
  },
  address: { what: 'This address will not do for this channel.', next: 'Correct it, then try again.' },
  'template-refused': {
    what: 'This wording cannot be used.',
    next: 'Correct what the preview points out, then try again.',
  },
  rule: { what: 'This rule cannot be judged so.', next: 'Correct the fields, then try again.' },
  'unknown-rule': { what: 'This rule is no longer there.', next: 'Reload the page.' },
  'foreign-origin': {
    what: 'The relay does not know this page as its own.',
    next: 'Open the admin at the address set in PUBLIC_URL, then try again.',
  },
}

export const trouble: AdminWords['trouble'] = {
  codes,
  offline: {
    what: 'You are offline.',
    next: 'Check your connection, then try again. Nothing that you typed is lost.',
  },
  unreachable: {
    what: 'The relay does not answer.',
    next: 'It may be restarting: try again in a few seconds. Nothing that you typed is lost.',
  },
  slow: {
    what: 'The relay did not answer in time.',
    next: 'Try again in a moment: the site it looks at may be very slow.',
  },
  'signed-out': {
    what: 'Your session has ended.',
    next: 'Sign in again: what you typed is kept.',
  },
  unreadable: {
    what: 'The relay answers something that this page does not understand.',
    next: 'Reload the page: it may be too old.',
  },
  broken: (status) => ({
    what: `The relay had a problem (${status}).`,
    next: 'Try again in a moment; its log says more.',
  }),
  refused: (code) => ({ what: `The relay refuses (${code}).`, next: 'Reload the page, then try again.' }),
}
