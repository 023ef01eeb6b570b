import type { SettingsWords } from './fr.ts'

import { one } from './shared.ts'

const some = (count: number, single: string, many: string) => `${whole(count)} ${count === 1 ? single : many}`
const whole = (count: number) => new Intl.NumberFormat('en').format(count)
/** To one decimal. */
const few = (count: number, single: string, many: string) =>
  `${about(one(count))} ${one(count) === 1 ? single : many}`
const about = (count: number) => new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(count)

export const en: SettingsWords = {
  title: 'Settings',
  lead: 'They hold at once, without a restart. What the relay’s environment says comes first, and cannot be changed here.',
  loading: 'Reading the settings…',
  failed: 'The settings cannot be read',
  retry: 'Try again',
  groups: {
    watching: { title: 'Looking', lead: 'How often, and with how much patience.' },
    polite: { title: 'Staying polite', lead: 'The most that Vigie asks of a site, and of its browser.' },
    operator: { title: 'Telling you', lead: 'What the operator hears about Vigie itself.' },
    people: {
      title: 'New subscribers',
      lead: 'What anybody who subscribes from now on begins with. They change their own afterwards; your own operator channels do not depend on it.',
    },
    history: { title: 'History', lead: 'What is kept, and for how long.' },
  },
  names: {
    checkSeconds: 'Cadence of a new watch (seconds)',
    patienceSeconds: 'Patience with a page (seconds)',
    hostGapMs: 'Gap between two requests to a site (milliseconds)',
    hostDailyCalls: 'Requests a day to a site',
    browserCapHours: 'Browser a month (hours)',
    blindMinutes: 'Tell of blindness after (minutes)',
    stillWatchingHours: 'Sign of life every (hours)',
    quiet: 'Quiet hours',
    timeZone: 'Time zone',
    loudness: 'Insistence',
    retentionDays: 'Keep for (days)',
  },
  why: {
    checkSeconds: 'For watches added from now on. The others keep theirs.',
    patienceSeconds:
      'What the first look, and one each hour, waits for a page that is still drawing. In between, Vigie waits as long as it has learnt from the page.',
    hostGapMs: 'A site that asks for a longer gap in its robots.txt is listened to.',
    hostDailyCalls: 'Beyond it, Vigie does not look at that site until midnight (UTC), and says why.',
    browserCapHours:
      'On Cloudflare the browser is paid for by the hour. Once these hours are used up, what only the browser sees is “cannot see”, never “nothing”. Empty: no limit. 0: no browser ever.',
    blindMinutes: 'When no look at a watch can be trusted.',
    stillWatchingHours:
      'When nothing opens: that Vigie still watches, and for what share of the time it could see.',
    quiet:
      'Nothing rings between these hours; a seat that opened is told in the morning, if it is still there.',
    timeZone: 'The clock that counts for quiet hours, when the person’s browser says nothing of it.',
    loudness: 'What a seat that opens does.',
    retentionDays:
      'Looks, past openings, blindness, finished alerts, evidence, the record and the log. What is older is forgotten within the hour, for good.',
  },
  shown: {
    checkSeconds: (n) => some(n, 'second', 'seconds'),
    patienceSeconds: (n) => some(n, 'second', 'seconds'),
    hostGapMs: (n) => some(n, 'millisecond', 'milliseconds'),
    hostDailyCalls: (n) => some(n, 'request', 'requests'),
    browserCapHours: (n) => some(n, 'hour', 'hours'),
    blindMinutes: (n) => some(n, 'minute', 'minutes'),
    stillWatchingHours: (n) => some(n, 'hour', 'hours'),
    retentionDays: (n) => some(n, 'day', 'days'),
  },
  unlimited: 'no limit',
  meaning: {
    checkSeconds: (n) => `That is ${few(3600 / n, 'look', 'looks')} an hour at each page.`,
    hostDailyCalls: (n) => `That is ${about(one(n / 1440))} a minute, day and night.`,
    stillWatchingHours: (n) => `That is ${few(24 / n, 'message', 'messages')} a day at most.`,
    retentionDays: (_, since) => `Nothing from before ${since}.`,
  },
  bounds: (least, most) => `A whole number from ${whole(least)} to ${whole(most)}.`,
  wrong: 'This value will not do.',
  quiet: {
    none: 'none',
    on: 'Quiet hours to begin with',
    from: 'From',
    to: 'To',
    same: 'Both times are the same: choose another.',
    shown: (from, to) => `from ${from} to ${to}`,
  },
  zones: { usual: 'The most common', others: 'Others' },
  loud: { ring: 'Rings until answered', once: 'Rings once', silent: 'Comes without a sound' },
  sources: { environment: 'Environment', database: 'Set here', 'built-in': 'As shipped' },
  pinned: (variable) => `${variable} says it in the relay’s environment: change it there, then restart.`,
  kept: (value) => `Kept here for the day that the variable is taken away: ${value}.`,
  was: (value) => `Not saved yet. Still holds: ${value}.`,
  usual: (value) => `Back to the shipped value (${value})`,
  usualNext: 'Will be the shipped value again.',
  keepMine: 'Leave it as it is',
  conflict: {
    title: (name) => `Somebody else has just changed “${name}”`,
    theirs: 'What holds now',
    mine: 'What you wrote',
    takeTheirs: 'Take theirs',
    takeMine: 'Keep mine',
    first: 'Somebody else has changed one of these settings: choose first.',
  },
  bar: {
    region: 'Changes',
    pending: (count) => `${some(count, 'change', 'changes')} to save`,
    save: 'Save',
    saving: 'Saving…',
    drop: 'Drop them all',
    saved: 'Saved. These settings hold now.',
    undo: 'Put it back as before',
    undone: 'Put back as before.',
    dropped: 'Changes dropped.',
    repair: 'One value will not do: repair it, then save.',
  },
  forget: {
    title: (days) => `Forget everything older than ${days}?`,
    text: 'Older looks, openings, alerts, evidence and log lines will be erased within the hour. A longer time will not bring them back.',
    yes: 'Forget and save',
  },
  texts: {
    title: 'The words of messages',
    text: 'Each message can be said in your words, by channel and language, with a preview and a trial.',
    own: (count) =>
      count === 0
        ? 'All messages have Vigie’s words.'
        : `${some(count, 'message has', 'messages have')} your words.`,
    open: 'Change the words',
    rules: 'Change the alert rules',
  },
  environment: {
    title: 'What only the environment says',
    text: 'The relay’s secrets and addresses: to be changed where it runs, then restart it. No secret is shown.',
    variable: 'Variable',
    meaning: 'What it is',
    state: 'State',
    set: 'given',
    unset: 'absent',
    meanings: {
      PUBLIC_URL: 'This site’s address, in the links of messages',
      TELEGRAM_TOKEN: 'The Telegram bot',
      TELEGRAM_CHAT_ID: 'The operator’s Telegram chat',
      SMTP_URL: 'The mail server',
      MAIL_FROM: 'Whom mail is from',
      ALLOW_PRIVATE_HOSTS: 'Private sites that may be watched',
      ADMIN_SECOND_FACTOR: 'The second proof at sign-in (0: not asked for)',
    },
  },
}
