import type { AdminWords } from './fr.ts'

import { proof, teach } from './en-proof.ts'
import { seen } from './en-seen.ts'
import { trouble } from './en-trouble.ts'
import { watch } from './en-watch.ts'

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const en: AdminWords = {
  ...watch,
  ...seen,
  ...proof,
  ...teach,
  trouble,
  title: (screen) => `${screen} · Vigie, admin`,
  desk: {
    people: 'Subscribers',
    devices: 'Browsers',
    alerts: 'Alerts',
    rules: 'Rules',
    templates: 'Wording',
    loading: 'Opening this screen…',
    failed: 'This screen did not arrive',
    failedText: 'Check your connection, then try again.',
    retry: 'Try again',
  },
  skip: 'Skip to the content',
  admin: 'Admin',
  publicPage: 'Public page',
  signOut: 'Sign out',
  signingOut: 'Signing out…',
  detail: 'Technical detail',
  signIn: {
    tagline: 'For whoever is at the helm.',
    title: 'Admin',
    lead: 'The password is the one the relay printed when it first started, or that of ADMIN_PASSWORD.',
    user: 'User name',
    password: 'Password',
    show: 'Show the password',
    hide: 'Hide the password',
    submit: 'Sign in',
    busy: 'Signing in…',
    ended: 'Your session has ended. Sign in again: what you typed is kept.',
    left: 'You are signed out.',
    wait: (length) => `You can try again in ${length}.`,
    missing: 'Type the password.',
    asking: 'Checking your session…',
    unsure: 'We cannot tell whether you are signed in',
    retry: 'Try again',
  },
  list: {
    title: 'The watches',
    count: (count) => some(count, 'watch', 'watches'),
    add: 'Add a watch',
    empty: 'No watches yet',
    emptyText: 'Paste the link of a match: Vigie looks at the page at once and tells you what it sees there.',
    loading: 'Reading the watches…',
    failed: 'The watches cannot be read',
    retry: 'Try again now',
    private: 'Private',
    one: 'A watch',
    now: 'Right now',
    gone: 'Watch not found',
    lastCheck: 'Last check',
  },
  check: {
    ask: 'Check now',
    running: (length) => `Checking, ${length}…`,
    late: 'Asked for, but the site sets its own pace. The result will come here by itself.',
    done: 'Checked just now.',
    asked: (name) => `Check asked for: ${name}.`,
    result: (name, verdict) => `${name}: ${verdict}.`,
  },
  how: {
    label: 'How Vigie looks',
    unknown: 'Not looked at yet.',
  },
  confirm: {
    confirm: 'Delete',
    busy: 'Deleting…',
    keep: 'Keep',
  },
  remove: {
    ask: 'Delete the watch',
    title: (name) => `Delete “${name}”?`,
    text: 'Vigie will no longer look at this page and nobody will be told any more. Its evidence and its counts go with it.',
    done: (name) => `Watch deleted: ${name}.`,
  },
}
