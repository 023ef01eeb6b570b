import { GONE_VALUE, SECRET_KEY, cleanLink, cleanText, isLink, kebab } from './sample-text.ts'
import { PRESETS } from './presets.ts'
import { WALLS } from './wall-table.ts'

/** As much of a script as `walls.ts` reads. */
const CODE_MOST = 3000
const JSON_MOST = 400_000
const DEPTH_MOST = 60

/** Signs that tell one wall of a vendor from another, beside those of the table. */
const FINER = [/['"]?t['"]?\s*[:=]\s*['"]?bv\b/, /\/interstitial\//]
const PERSON_KEY =
  /^(?:user|customer|account|session|profile|auth|viewer|me|member|identity|visitor|cart|basket)$/

/** What of an inline script the reader looks at: marks of walls, hints of stock, and nothing around them. */
export function wallMarks(code: string): string {
  const start = code.slice(0, CODE_MOST)
  const rules = [...WALLS.flatMap(({ code: rule }) => (rule === undefined ? [] : [rule])), ...FINER]
  const marks = rules.flatMap((rule) => {
    const found = rule.exec(start)?.[0]
    return found === undefined || found.length > 200 ? [] : [found]
  })
  const hints = PRESETS.flatMap(({ hint = [] }) => hint).flatMap(
    (rule) => rule.exec(code.slice(0, JSON_MOST))?.[0] ?? [],
  )
  for (const hint of hints) marks.push(cleanText(hint))
  return [...new Set(marks)].join(' ').replaceAll('*/', '')
}

/** Data without the values that open something or name somebody; empty when it is not JSON. */
export function cleanJson(code: string, names: RegExp | null): string {
  if (code.length > JSON_MOST) return ''
  try {
    const data: unknown = JSON.parse(code)
    return JSON.stringify(cleanData(data, names, 0)).replaceAll('<', String.raw`\u003c`)
  } catch {
    return ''
  }
}

function cleanData(data: unknown, names: RegExp | null, depth: number): unknown {
  if (typeof data === 'string') {
    const clean = isLink(data) ? cleanLink(data) : cleanText(data)
    return names === null ? clean : clean.replace(names, GONE_VALUE)
  }
  if (typeof data !== 'object' || data === null) return data
  if (depth > DEPTH_MOST) return null
  if (Array.isArray(data)) return data.map((each: unknown) => cleanData(each, names, depth + 1))
  return Object.fromEntries(
    Object.entries(data).map(([key, value]: [string, unknown]) => {
      const name = kebab(key)
      if (PERSON_KEY.test(name) && typeof value === 'object') return [cleanText(key), {}]
      return [
        cleanText(key),
        SECRET_KEY.test(name) && typeof value !== 'boolean' ? GONE_VALUE : cleanData(value, names, depth + 1),
      ]
    }),
  )
}
