import type { LogLine } from './status.ts'

const HIDDEN = '[masqué]'

const SECRET_NAME =
  /(pass(word|wd|phrase)?|mot[ _-]?de[ _-]?passe|secret|token|jeton|cookie|authorization|api[_-]?key|session)$/i

/** In order: a later pattern may meet what an earlier one has left. */
const PATTERNS: readonly [RegExp, string][] = [
  // Telegram's form, wherever it stands: 123456789:AA…
  [/\b\d{5,}:[\w-]{20,}/g, HIDDEN],
  // The path of a Bot API call, whatever its token looks like.
  [/\/bot[^/\s"']+/gi, `/bot${HIDDEN}`],
  [/(\/\/)[^/\s@"']+@/g, `$1${HIDDEN}@`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/\b((?:set-)?cookie|(?:proxy-)?authorization)(["']?\s*[:=]\s*)[^\r\n]+/gi, `$1$2${HIDDEN}`],
  [
    /(pass(?:word|wd|phrase)?|mot[ _-]de[ _-]passe|secret|token|jeton|api[_-]?key|session(?:id)?)(["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s&,;"']+)/gi,
    `$1$2${HIDDEN}`,
  ],
]

/**
 * Takes everything that looks like a bot token, password, cookie or credential out of a text for people,
 * and the given secrets wherever they stand.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = hide(text, secrets, HIDDEN)
  for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement)
  return clean
}

const hide = (text: string, secrets: readonly string[], put: string) =>
  secrets.reduce((clean, secret) => (secret.length >= 3 ? clean.replaceAll(secret, put) : clean), text)

export const MESSAGE_MOST = 1000
const FACT_MOST = 300
const FACTS_MOST = 20

/** A log line as it may be stored: redacted and bounded. */
export function cleanLine<Line extends Omit<LogLine, 'cursor'>>(
  line: Line,
  secrets: readonly string[],
): Line {
  const clean = {
    ...line,
    message: redact(line.message.slice(0, 4 * MESSAGE_MOST), secrets).slice(0, MESSAGE_MOST),
  }
  if (line.facts === undefined) return clean
  const facts = Object.entries(line.facts)
    .slice(0, FACTS_MOST)
    .map(([name, value]) => [name.slice(0, 60), cleanFact(name, value, secrets)] as const)
  return { ...clean, facts: Object.fromEntries(facts) }
}

function cleanFact(name: string, value: string | number | boolean, secrets: readonly string[]) {
  if (typeof value !== 'string') return value
  return SECRET_NAME.test(name) ? HIDDEN : redact(value.slice(0, 4 * FACT_MOST), secrets).slice(0, FACT_MOST)
}

/** Words that stand before a person's name on pages for people who are signed in. */
const GREETING =
  /\b([Bb]onjour|[Bb]onsoir|[Bb]ienvenue|[Ss]alut|[Hh]ello|[Ww]elcome(?: back)?|[Hh]allo|[Ww]illkommen|[Hh]ola|[Bb]envenut[oa]|[Cc]onnectée? en tant que|(?:[Ll]ogged|[Ss]igned) in as)([ ,:]+(?:M\.|Mme|Mr\.?|Mrs\.?|Ms\.?|Herr|Frau)? ?)\p{Lu}[\p{L}'’.-]{0,40}(?: \p{Lu}[\p{L}'’.-]{0,40}){0,2}/gu

const PERSONAL: readonly [RegExp, string][] = [
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu, HIDDEN],
  // Phone numbers: French, and any other in its international form.
  [/(?<![\d.,])0[1-9]([ .-]?)\d{2}(?:\1\d{2}){3}(?![\d,])/g, HIDDEN],
  [/(?<![\d\p{L}])(?:\+|00)[1-9]\d{0,2}(?:[ .-]?\(?\d{1,4}\)?){3,6}(?!\d)/gu, HIDDEN],
  [GREETING, `$1$2${HIDDEN}`],
]

/** As `redact`, and without mail addresses, phone numbers and the name that a page greets: for what a page said. */
export function redactPersonal(text: string, secrets: readonly string[] = []): string {
  return PERSONAL.reduce((clean, [pattern, put]) => clean.replace(pattern, put), redact(text, secrets))
}

/** What stands in an address for a value that was taken out; needs no percent encoding. */
const HIDDEN_VALUE = '***'

const SECRET_PARAMETER =
  /pass|pwd|secret|token|jeton|cookie|auth|api_?key|sess|sid$|jwt|sig(nature)?$|nonce|otp|mail|phone|tel$|user|login|pr[eé]?nom|surname|account|compte|client|customer|queueit/i

/** Made by a machine for one visitor rather than written for people: long, letters and digits mixed. */
const isMachineMade = (value: string) =>
  /^eyJ[\w-]{8,}/.test(value) ||
  (value.length >= 16 && /^[\w+/=.~%-]+$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value)) ||
  (value.length >= 24 && /^[a-z]+$/i.test(value))

/**
 * An address without credentials and without the values that may open something or name someone: what its query or
 * fragment calls so or what looks made for one visitor, and such parts of its path. The rest stays readable.
 */
export function cleanAddress(address: string, secrets: readonly string[] = []): string {
  const known = hide(address, secrets, HIDDEN_VALUE)
  const [, before = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/.exec(known) ?? []
  return cleanPath(before) + cleanPairs(query) + cleanPairs(fragment)
}

const cleanPath = (path: string) =>
  path
    .replace(/\/\/[^/@]*@/, '//')
    .replace(/;[\w-]+=[^/]*/g, `;${HIDDEN_VALUE}`)
    .split('/')
    .map((part) => (isToken(part) ? HIDDEN_VALUE : part))
    .join('/')

/** Paths hold words with dashes and ids of pages: only a long unbroken run, or a mail address, is taken for a token. */
const isToken = (part: string) =>
  /^eyJ[\w-]{8,}\./.test(part) ||
  /@|%40/.test(part) ||
  /^(?=[^/]*\d)(?=[^/]*[a-z])[a-z\d_]{24,}$/i.test(part) ||
  /^bot\d{5,}:/.test(part)

function cleanPairs(text: string): string {
  if (text.length < 2) return text
  const pairs = text.slice(1).split('&')
  return (
    text.slice(0, 1) +
    pairs
      .map((pair) => {
        const at = pair.indexOf('=')
        const [name, value] = at < 0 ? ['', pair] : [pair.slice(0, at), pair.slice(at + 1)]
        const isSecret = SECRET_PARAMETER.test(name) || isMachineMade(value) || /@|%40/.test(value)
        return isSecret && value !== '' ? (at < 0 ? HIDDEN_VALUE : `${name}=${HIDDEN_VALUE}`) : pair
      })
      .join('&')
  )
}
