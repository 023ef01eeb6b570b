import type { SeatsTarget, Watch } from './watch.ts'

import { csvLine } from './csv.ts'
import { readCsv } from './csv-read.ts'
import { isRecord } from './parse.ts'

/** `matches`: the `matches.json` of the bot that Vigie replaces. */
export const FILE_FORMATS = ['matches', 'json', 'csv'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]

/** One watch as a file gives it, not yet checked: by the names of `NewWatch`, with `id` and `paused` where they stand. */
export type FileRow = Record<string, unknown>

/** `header`: a table whose first line does not name a name and a link. */
export type FileProblem = 'empty' | 'unreadable' | 'header' | 'too-many'

export const FILE_ROWS_MOST = 500

const TARGET: readonly (keyof SeatsTarget)[] = [
  'event',
  'date',
  'places',
  'priceMost',
  'label',
  'selector',
  'anchor',
  'empty',
]
const COLUMNS = ['name', 'url', 'checkSeconds', 'public', 'paused', ...TARGET] as const
type Column = (typeof COLUMNS)[number] | 'id'

/** Headings that people write, folded: lower case, letters only. */
const HEADINGS: Record<string, Column> = {
  ...Object.fromEntries(COLUMNS.map((name) => [name.toLowerCase(), name])),
  id: 'id',
  nom: 'name',
  match: 'name',
  lien: 'url',
  link: 'url',
  adresse: 'url',
}

/** Reads a file of watches, whichever of the three it is. Rows come as they stand; who asks checks each of them. */
export function readWatchFile(
  text: string,
): { format: FileFormat; rows: FileRow[] } | { problem: FileProblem } {
  const plain = text.replace(/^\uFEFF/, '').trim()
  if (plain === '') return { problem: 'empty' }
  const read = /^[[{]/.test(plain) ? readJson(plain) : readTable(plain)
  if ('problem' in read) return read
  if (read.rows.length === 0) return { problem: 'empty' }
  return read.rows.length > FILE_ROWS_MOST ? { problem: 'too-many' } : read
}

function readJson(text: string): { format: FileFormat; rows: FileRow[] } | { problem: FileProblem } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: 'unreadable' }
  }
  const list = isRecord(value) ? value.watches : value
  if (!Array.isArray(list)) return { problem: 'unreadable' }
  const rows = list.map((one: unknown) => (isRecord(one) ? one : {}))
  const isOld = rows.some((row) => 'nom' in row && !('name' in row))
  return { format: isOld ? 'matches' : 'json', rows: rows.map(named) }
}

function named({ nom, ...row }: FileRow): FileRow {
  return nom === undefined ? row : { name: nom, ...row }
}

function readTable(text: string): { format: FileFormat; rows: FileRow[] } | { problem: FileProblem } {
  const table = readCsv(text)
  if (table === null) return { problem: 'unreadable' }
  const [head = [], ...lines] = table
  const columns = head.map((title) => HEADINGS[title.toLowerCase().replaceAll(/[^a-z]/g, '')])
  if (!columns.includes('name') || !columns.includes('url')) return { problem: 'header' }
  return { format: 'csv', rows: lines.map((cells) => toRow(columns, cells)) }
}

function toRow(columns: readonly (Column | undefined)[], cells: readonly string[]): FileRow {
  const row: FileRow = {}
  const target: Record<string, unknown> = {}
  for (const [index, column] of columns.entries()) {
    const text = cells[index]?.trim() ?? ''
    if (column === undefined || text === '') continue
    const name = TARGET.find((field) => field === column)
    if (name === undefined) row[column] = valueOf(column, text)
    else target[name] = valueOf(name, text)
  }
  const hasTarget = columns.some((column) => TARGET.some((field) => field === column))
  return hasTarget ? { ...row, target } : row
}

/** What cannot be read stays text, and is refused by its name where rows are checked. */
function valueOf(column: Column | keyof SeatsTarget, text: string): unknown {
  if (column === 'public' || column === 'paused') {
    if (/^(?:1|true|vrai|oui|yes)$/i.test(text)) return true
    return /^(?:0|false|faux|non|no)$/i.test(text) ? false : text
  }
  if (column !== 'checkSeconds' && column !== 'places' && column !== 'priceMost') return text
  const number = Number(text.replace(',', '.'))
  return Number.isFinite(number) ? number : text
}

/** The file that `readWatchFile` reads back: `matches` holds names and links only. */
export function writeWatchFile(watches: readonly Watch[], format: FileFormat): string {
  if (format === 'matches')
    return JSON.stringify(
      watches.map(({ name, url }) => ({ nom: name, url })),
      null,
      2,
    )
  const rows = watches.map(({ id, name, url, target, checkSeconds, public: isPublic, pausedAt }) => ({
    id,
    name,
    url,
    checkSeconds,
    public: isPublic,
    paused: pausedAt !== undefined,
    target,
  }))
  if (format === 'json') return JSON.stringify({ watches: rows }, null, 2)
  const lines = rows.map(({ target, ...row }) => {
    const all: Record<string, string | number | boolean> = { ...row, ...target }
    return csvLine(COLUMNS.map((name) => String(all[name] ?? '')))
  })
  return `\uFEFF${csvLine(COLUMNS)}${lines.join('')}`
}
