import type { SeatsTarget } from '#core/watch.ts'
import type { LookWords } from './look-words.ts'

import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { target as targetSchema } from '../src/kinds/seats/target.ts'
import { Problem } from './problem.ts'

/** What the person asked of `npm run look`. */
export type Asked = {
  /** The address; of a saved page where it was saved, when that is known. */
  url: string | null
  /** The text of the saved page that stands for the address. */
  html: string | null
  /** What a saved page came with. */
  status: number
  headers: Record<string, string>
  target: SeatsTarget
  onlyStatic: boolean
  json: boolean
  /** How long a page may be still before it is believed, ms; the relay's own when absent. */
  patienceMs: number | null
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const TARGET = {
  selector: text,
  anchor: text,
  event: text,
  label: text,
  empty: text,
  places: text,
  'price-most': text,
  date: text,
} as const
const SAVED = { url: text, status: text, header: { type: 'string', multiple: true } } as const
const OPTIONS = { ...TARGET, ...SAVED, patience: text, static: flag, json: flag } as const

const PATIENCE_MOST_S = 60

/** Throws a `Problem` that names the option when one is not as it must be. */
export async function readArguments(words: LookWords, args = process.argv.slice(2)): Promise<Asked> {
  const { values, positionals } = parse(words, args)
  const [what] = positionals
  if (what === undefined || positionals.length !== 1) throw new Problem(...words.usage)
  const { status = '200', header = [], url = null, patience } = values
  const isAddress = isWeb(what)
  if (!isAddress && !/\.x?html?$/i.test(what)) throw new Problem(words.notAnAddress(what), ...words.usage)
  if (isAddress && (values.status !== undefined || header.length > 0 || url !== null)) {
    throw new Problem(words.onlyForFiles)
  }
  if (!/^[2-5]\d\d$/.test(status)) throw new Problem(words.badStatus(status))
  if (url !== null && !isWeb(url)) throw new Problem(words.notAnAddress(url))
  return {
    url: isAddress ? new URL(what).href : url === null ? null : new URL(url).href,
    html: isAddress ? null : await readSaved(what, words),
    status: Number(status),
    headers: Object.fromEntries(header.map((given) => readHeader(given, words))),
    target: readTarget(values, words),
    onlyStatic: values.static === true,
    json: values.json === true,
    patienceMs: patience === undefined ? null : readPatience(patience, words),
  }
}

function parse(words: LookWords, args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch {
    throw new Problem(...words.usage)
  }
}

const isWeb = (given: string): boolean => /^https?:$/.test(URL.parse(given)?.protocol ?? '')

type Given = Partial<Record<keyof typeof TARGET, string | undefined>>

/** The relay's own rule says what a target may be. */
function readTarget(values: Given, words: LookWords): SeatsTarget {
  const { selector, anchor, event, label, empty, date, places, 'price-most': price } = values
  const given = {
    selector,
    anchor,
    event,
    label,
    empty,
    date,
    places: places === undefined ? undefined : toNumber(places),
    priceMost: price === undefined ? undefined : toNumber(price.replace(',', '.')),
  }
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const parsed = targetSchema.safeParse(named)
  if (parsed.success) return named
  const part = String(parsed.error.issues[0]?.path[0] ?? '')
  const option = part === 'priceMost' ? 'price-most' : part
  throw new Problem(words.badTarget(`--${option}`, words.expected[option] ?? ''))
}

/** `NaN` for what is no plain number: the schema then refuses it. */
const toNumber = (given: string): number => (/^\s*\d+(?:\.\d+)?\s*$/.test(given) ? Number(given) : Number.NaN)

function readPatience(given: string, words: LookWords): number {
  const seconds = toNumber(given.replace(',', '.'))
  if (!(seconds >= 0 && seconds <= PATIENCE_MOST_S))
    throw new Problem(words.badPatience(given, PATIENCE_MOST_S))
  return Math.round(seconds * 1000)
}

function readHeader(given: string, words: LookWords): [string, string] {
  const at = given.indexOf(':')
  const name = given.slice(0, at).trim().toLowerCase()
  if (at < 1 || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[\r\n]/.test(given))
    throw new Problem(words.badHeader(given))
  return [name, given.slice(at + 1).trim()]
}

async function readSaved(path: string, words: LookWords): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new Problem(words.unreadable(path, error instanceof Error ? error.message : String(error)))
  }
}
