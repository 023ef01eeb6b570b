import type { MailConfig } from './config-mail.ts'
import type { RingTimes } from '#core/ringing.ts'
import type { SettingName, SettingValues } from '#core/settings.ts'
import type { SubscriberChoices } from '#core/subscriber.ts'
import type { EnvName } from './env.ts'

import { RING_TIMES } from '#core/ringing.ts'
import { USUAL_SETTINGS } from '#core/settings.ts'
import { FIRST_CHOICES } from '#core/subscriber.ts'
import { CHECK_SECONDS_MAX, CHECK_SECONDS_MIN } from '#core/watch.ts'

import { isEmail, parseMailFrom, parseSmtpUrl } from './config-mail.ts'

export const VERSION = '0.1.0'

export type Config = {
  /** Without a chat of the operator's, `chatId` is `null` and the bot speaks with those who write to it. */
  telegram: { token: string; chatId: string | null; apiRoot: string } | null
  /** `null` without MAIL_FROM; without a server of the operator's the platform's binding is used. */
  mail: MailConfig | null
  /** Whom push services may write to about our messages: `mailto:` or `https:`. */
  vapidSubject: string
  /** Without a slash at its end. */
  publicUrl: string
  allowPrivateHosts: readonly string[]
  checkSeconds: number
  /** `false` while who runs the relay has lost every second proof: the password alone opens, nothing is forgotten. */
  secondFactor: boolean
  /** After how long without sight the operator is told. */
  blindMs: number
  stillWatchingMs: number
  /** How long checks, ended releases, blindness and finished alerts are kept. */
  retentionMs: number
  /** Least time between two document requests to one host. */
  hostGapMs: number
  hostDailyCalls: number
  /** What a long look waits for after the last sign that the page still draws, ms. */
  patienceMs: number
  /** What a new subscription begins with. */
  firstChoices: SubscriberChoices
  /** How long a month the browser may be used, hours, as Cloudflare counts them; `null` for as long as it takes. */
  browserCapHours: number | null
  /** The demo office's matches, watched while the office is there. */
  demoMatches: readonly { nom: string; url: string }[]
  /** When what nobody answers is repeated, and handed on; another for tests only. */
  ringTimes: RingTimes
}

export type ConfigProblem = { name: EnvName; message: string }

type Text = { readonly [name in EnvName]?: string | null }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Beside numbers from 0. */
const NOT_SAID = -1

/** The variables that say what is otherwise the operator's to set while the relay runs. */
export const SETTING_VARIABLES = {
  checkSeconds: 'CHECK_SECONDS',
  patienceSeconds: 'PATIENCE_SECONDS',
  hostGapMs: 'HOST_GAP_MS',
  hostDailyCalls: 'HOST_DAILY_CALLS',
  blindMinutes: 'BLIND_MINUTES',
  stillWatchingHours: 'STILL_WATCHING_HOURS',
  retentionDays: 'RETENTION_DAYS',
  browserCapHours: 'BROWSER_CAP_HOURS',
} as const satisfies { [N in SettingName]?: EnvName }

/**
 * Reads the environment, and what the operator set (`stored`) where it says nothing. Pure; every problem names its
 * variable and says what to write there.
 * Empty text counts as absent, as in a `.env` file with a name and no value.
 */
export function readConfig(
  env: Text,
  stored: Partial<SettingValues> = {},
): { config: Config; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = []
  const set: SettingValues = { ...USUAL_SETTINGS, ...stored }
  const text = (name: EnvName) => env[name]?.trim() ?? ''
  const number = (name: EnvName, fallback: number, least: number, most: number) => {
    const given = text(name)
    if (given === '') return fallback
    const value = Number(given)
    if (Number.isFinite(value) && value >= least && value <= most) return value
    problems.push({ name, message: `must be a number from ${least} to ${most}, not "${given}"` })
    return fallback
  }
  const address = (name: EnvName, fallback: string) => {
    const given = text(name)
    if (given === '') return fallback
    const url = URL.parse(given)
    if (url !== null && /^https?:$/.test(url.protocol)) return given.replace(/\/+$/, '')
    problems.push({ name, message: `must be an http(s) address, not "${given}"` })
    return fallback
  }
  const publicUrl = address('PUBLIC_URL', 'http://localhost:8787')
  const mail = readMail(text, problems)
  const cap = number('BROWSER_CAP_HOURS', NOT_SAID, 0, 100_000)
  const config: Config = {
    telegram: readTelegram(text, problems, address),
    mail,
    vapidSubject: readSubject(text('VAPID_SUBJECT'), { mail, publicUrl }, problems),
    publicUrl,
    allowPrivateHosts: readHosts(text('ALLOW_PRIVATE_HOSTS'), problems),
    secondFactor: text('ADMIN_SECOND_FACTOR') !== '0',
    checkSeconds: number('CHECK_SECONDS', set.checkSeconds, CHECK_SECONDS_MIN, CHECK_SECONDS_MAX),
    blindMs: number('BLIND_MINUTES', set.blindMinutes, 0.01, 24 * 60) * MINUTE,
    stillWatchingMs: number('STILL_WATCHING_HOURS', set.stillWatchingHours, 0.001, 7 * 24) * HOUR,
    retentionMs: number('RETENTION_DAYS', set.retentionDays, 1, 3650) * DAY,
    hostGapMs: number('HOST_GAP_MS', set.hostGapMs, 100, 600_000),
    hostDailyCalls: number('HOST_DAILY_CALLS', set.hostDailyCalls, 1, 10_000_000),
    patienceMs: number('PATIENCE_SECONDS', set.patienceSeconds, 0.5, 20) * 1000,
    firstChoices: { ...FIRST_CHOICES, timeZone: set.timeZone, quiet: set.quiet, loudness: set.loudness },
    browserCapHours: cap === NOT_SAID ? set.browserCapHours : cap,
    demoMatches: readMatches(text('DEMO_MATCHES'), problems),
    ringTimes: readRingTimes(text('RING_SECONDS'), problems),
  }
  return { config, problems }
}

/** Seconds after the first message, ascending: three repeats, then the next person. */
function readRingTimes(given: string, problems: ConfigProblem[]): RingTimes {
  if (given === '') return RING_TIMES
  const [first = 0, second = 0, third = 0, escalate = 0] = given.split(',').map((part) => Number(part) * 1000)
  if (first > 0 && first < second && second < third && third < escalate && Number.isFinite(escalate))
    return { rings: [first, second, third], escalateMs: escalate }
  problems.push({ name: 'RING_SECONDS', message: `must be four ascending numbers, not "${given}"` })
  return RING_TIMES
}

function readTelegram(
  text: (name: EnvName) => string,
  problems: ConfigProblem[],
  address: (name: EnvName, fallback: string) => string,
): Config['telegram'] {
  const [token, chatId] = [text('TELEGRAM_TOKEN'), text('TELEGRAM_CHAT_ID')]
  const apiRoot = address('TELEGRAM_API_ROOT', 'https://api.telegram.org')
  if (token === '' && chatId === '') return null
  // The token itself never goes into a message.
  if (!/^[\w:-]{3,}$/.test(token)) {
    problems.push({
      name: 'TELEGRAM_TOKEN',
      message: 'must be a token from @BotFather, such as 123456:ABC-DEF…',
    })
    return null
  }
  if (chatId === '') return { token, chatId: null, apiRoot }
  if (!/^(-?\d+|@\w{4,})$/.test(chatId)) {
    problems.push({ name: 'TELEGRAM_CHAT_ID', message: `must be a chat number or @name, not "${chatId}"` })
    return null
  }
  return { token, chatId, apiRoot }
}

function readMail(text: (name: EnvName) => string, problems: ConfigProblem[]): MailConfig | null {
  const [url, given] = [text('SMTP_URL'), text('MAIL_FROM')]
  const server = url === '' ? null : parseSmtpUrl(url)
  // What was given may hold the password.
  if (url !== '' && server === null)
    problems.push({
      name: 'SMTP_URL',
      message: 'must be smtp://user:password@host:587 or smtps://user:password@host:465 (percent-encoded)',
    })
  if (given === '') {
    if (url !== '') problems.push({ name: 'MAIL_FROM', message: 'must be set together with SMTP_URL' })
    return null
  }
  const from = parseMailFrom(given)
  if (from !== null) return { from, server }
  problems.push({
    name: 'MAIL_FROM',
    message: `must be name@domain or "Name <name@domain>", not "${given}"`,
  })
  return null
}

/** https://www.rfc-editor.org/rfc/rfc8292#section-2.1; some push services refuse a message without one. */
function readSubject(
  given: string,
  { mail, publicUrl }: Pick<Config, 'mail' | 'publicUrl'>,
  problems: ConfigProblem[],
): string {
  if (isSubject(given)) return given
  if (given !== '')
    problems.push({
      name: 'VAPID_SUBJECT',
      message: `must be mailto:name@domain or an https address, not "${given}"`,
    })
  if (mail !== null) return `mailto:${mail.from.email}`
  return isSubject(publicUrl) ? publicUrl : 'mailto:vigie@localhost'
}

function isSubject(text: string): boolean {
  if (text.startsWith('mailto:')) return isEmail(text.slice('mailto:'.length))
  return text.startsWith('https://') && URL.canParse(text)
}

function readHosts(given: string, problems: ConfigProblem[]): string[] {
  const hosts = given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return hosts.flatMap((host) => {
    const url = URL.parse(`http://${host}`)
    const port = /:(\d+)$/.exec(host)?.[1]
    if (url !== null && port !== undefined && url.pathname === '/' && url.username === '')
      return [`${url.hostname}:${port}`]
    problems.push({
      name: 'ALLOW_PRIVATE_HOSTS',
      message: `must list host:port with commas between, not "${host}"`,
    })
    return []
  })
}

/** A `matches.json` of the start script's own making: `[{nom, url}]`. */
function readMatches(given: string, problems: ConfigProblem[]): Config['demoMatches'] {
  if (given === '') return []
  const refuse = () => {
    problems.push({ name: 'DEMO_MATCHES', message: 'must be a JSON list of {nom, url}' })
    return []
  }
  try {
    const list: unknown = JSON.parse(given)
    if (!Array.isArray(list)) return refuse()
    const matches = list.flatMap((one: unknown) => {
      const { nom, url }: { nom?: unknown; url?: unknown } = Object(one)
      return typeof nom === 'string' && typeof url === 'string' ? [{ nom, url }] : []
    })
    return matches.length === list.length ? matches : refuse()
  } catch {
    return refuse()
  }
}
