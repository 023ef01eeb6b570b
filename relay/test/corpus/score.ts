import type { Verdict } from '#core/verdict.ts'
import type { CorpusCase, Mode } from './corpus-case.ts'
import type { Seen } from './eyes.ts'

import { expected } from './corpus-case.ts'

export type Line = {
  case: string
  title: string
  look: Mode | 'merged'
  expected: string
  got: string
  right: boolean
}

/** `none +opensAt`, `unknown:queue`. */
export function told(verdict: Verdict): string {
  const state = verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
  return [state, ...new Set((verdict.notes ?? []).map(({ kind }) => `+${kind}`))].join(' ')
}

/** One row of the table: `-note` must not be there, a bare `unknown` stands for any reason. */
export function score(one: CorpusCase, mode: Mode, { verdict }: Seen): Line {
  const want = expected(one, mode) ?? ''
  const got = told(verdict)
  const detail = verdict.state === 'unknown' ? (verdict.detail ?? '') : ''
  const offers = verdict.state === 'available' ? verdict.offers.length : 0
  const fits =
    want.split(' | ').some((way) => isSaid(way, got)) &&
    (one.offers === undefined || one.offers === offers) &&
    (one.detail === undefined || mode === 'static' || one.detail.test(detail))
  const more =
    one.offers === undefined && one.detail === undefined ? '' : ` (${detail || `${offers} offers`})`
  return { case: one.id, title: one.title, look: mode, expected: want, got: `${got}${more}`, right: fits }
}

/** Whether what was said is one way of what may be. */
export function isSaid(way: string, got: string): boolean {
  const [state = '', ...notes] = way.split(' ')
  const [said = '', ...have] = got.split(' ')
  if (state !== said && !(state === 'unknown' && said.startsWith('unknown:'))) return false
  return notes.every((note) =>
    note.startsWith('-') ? !have.includes(`+${note.slice(1)}`) : have.includes(note),
  )
}

const stateOf = (text: string): string => /^[a-z]+/.exec(text)?.[0] ?? ''
const may = (line: Line, state: string): boolean =>
  line.expected.split(' | ').some((way) => stateOf(way) === state)

export type Totals = { rows: number; wrong: number; falseNone: number; falseAvailable: number; blind: number }

/** `blind`: nothing could be told of a page that is healthy. */
export function totals(lines: readonly Line[]): Totals {
  const count = (test: (line: Line) => boolean) => lines.filter(test).length
  return {
    rows: lines.length,
    wrong: count((line) => !line.right),
    falseNone: count((line) => stateOf(line.got) === 'none' && !may(line, 'none')),
    falseAvailable: count((line) => stateOf(line.got) === 'available' && !may(line, 'available')),
    blind: count((line) => stateOf(line.got) === 'unknown' && !may(line, 'unknown')),
  }
}

/** The table for people: one line a row, wrong ones marked, the totals below. */
export function table(lines: readonly Line[]): string {
  const cells = lines.map((line) => [
    line.case,
    line.look,
    line.expected,
    line.got,
    line.right ? 'right' : 'WRONG',
    line.title,
  ])
  const heads = ['case', 'look', 'expected', 'got', '', 'what']
  const rows = [heads, ...cells]
  const widths = heads.map((_, at) => Math.min(60, Math.max(...rows.map((row) => row[at]?.length ?? 0))))
  const text = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const { rows: all, wrong, falseNone, falseAvailable, blind } = totals(lines)
  return [
    ...text,
    '',
    `${all - wrong} of ${all} rows right; wrong none: ${falseNone}; false available: ${falseAvailable}; unknown on healthy pages: ${blind}`,
  ].join('\n')
}
