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
  let clean = text
  for (const secret of secrets) if (secret.length >= 3) clean = clean.replaceAll(secret, HIDDEN)
  for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement)
  return clean
}

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
