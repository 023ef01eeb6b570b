/** Troubles of signing in and of one’s account. */
export const accountCodes = {
  'wrong-code': {
    what: 'This code is not right, or was used already.',
    next: 'Wait for the next one, or take another recovery code.',
  },
  'wrong-first-code': {
    what: 'This is not the code of now.',
    next: 'Check the clock of your phone, then write the code that it shows.',
  },
  'password-first': {
    what: 'Too much time or too many attempts since the password.',
    next: 'Write it again.',
  },
  'wrong-passkey': {
    what: 'This passkey does not open this admin page.',
    next: 'Take another one, or the password.',
  },
  'passkey-cancelled': {
    what: 'No passkey was chosen.',
    next: 'Try again whenever you like, or take the password.',
  },
  'passkey-host': {
    what: 'A passkey needs the name of a site, not an address in numbers.',
    next: 'Open the admin page by its name (localhost, or that of PUBLIC_URL, over https).',
  },
  'passkey-failed': {
    what: 'Your browser could not use the passkey.',
    next: 'Try another passkey, or another browser.',
  },
  'passkey-refused': {
    what: 'This passkey did not answer what was asked.',
    next: 'Start again from the beginning.',
  },
  'passkey-known': {
    what: 'This passkey is in the list already.',
    next: 'There is nothing to do, or take another one.',
  },
  'codes-on': {
    what: 'An app is set up already.',
    next: 'Remove it first.',
  },
  'no-second-proof': {
    what: 'There is nothing to recover.',
    next: 'Add a passkey or an app first.',
  },
  'keys-full': {
    what: 'There are fifty keys already.',
    next: 'Revoke one, then try again.',
  },
  gone: {
    what: 'That is done already: it is there no more.',
    next: 'The list is brought up to date.',
  },
}
