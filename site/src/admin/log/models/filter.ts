import type { LogFilter } from '../../models/route.ts'
import type { LogLevel } from '#core/status.ts'
import type { Line } from './line.ts'

import { LOG_LEVELS } from '#core/status.ts'

import { fold, isLevel } from './line.ts'

export type Counts = Record<LogLevel, number>

/** The levels that are shown: those named, all when none is. */
export function levelsOf({ level }: LogFilter): ReadonlySet<LogLevel> {
  const named = level?.split(',').filter(isLevel) ?? []
  return new Set(named.length === 0 ? LOG_LEVELS : named)
}

/** The filter with one level shown or not. All of them is the same as none named; the last one stays. */
export function withLevel(filter: LogFilter, level: LogLevel, isShown: boolean): LogFilter {
  const before = levelsOf(filter)
  const after = LOG_LEVELS.filter((one) => (one === level ? isShown : before.has(one)))
  const { level: _, ...rest } = filter
  if (after.length === 0) return filter
  return after.length === LOG_LEVELS.length ? rest : { ...rest, level: after.join(',') }
}

/** The words that a line must have, all of them. */
export const wordsOf = ({ text = '' }: LogFilter): string[] => fold(text).split(/\s+/).filter(Boolean)

export const isFiltering = (filter: LogFilter): boolean => Object.keys(filter).length > 0

type HostOf = (line: Line) => string | undefined

/** The lines that pass, and how many of each level pass all but the choice of levels. */
export function filterLines(
  lines: readonly Line[],
  filter: LogFilter,
  hostOf: HostOf,
): { passing: readonly Line[]; counts: Counts } {
  const levels = levelsOf(filter)
  const words = wordsOf(filter)
  const { watch, host } = filter
  const counts: Counts = { success: 0, error: 0, warning: 0, info: 0 }
  const passing: Line[] = []
  for (const line of lines) {
    if (watch !== undefined && line.watchId !== watch) continue
    if (host !== undefined && hostOf(line) !== host) continue
    if (!words.every((word) => line.folded.includes(word))) continue
    counts[line.level] += 1
    if (levels.has(line.level)) passing.push(line)
  }
  return { passing, counts }
}

/** A text cut at what was searched in it; every second piece was found. */
export function cutAt(text: string, words: readonly string[]): string[] {
  const folded = fold(text)
  // Some rare letters fold to more signs than they have: nothing is marked rather than something wrong.
  if (words.length === 0 || folded.length !== text.length) return [text]
  const pieces: string[] = []
  let from = 0
  while (from < text.length) {
    const found = nearest(folded, words, from)
    if (found === null) break
    pieces.push(text.slice(from, found.at), text.slice(found.at, found.end))
    from = found.end
  }
  return [...pieces, text.slice(from)]
}

function nearest(folded: string, words: readonly string[], from: number): { at: number; end: number } | null {
  let best: { at: number; end: number } | null = null
  for (const word of words) {
    const at = folded.indexOf(word, from)
    if (at < 0) continue
    const end = at + word.length
    if (best === null || at < best.at || (at === best.at && end > best.end)) best = { at, end }
  }
  return best
}
