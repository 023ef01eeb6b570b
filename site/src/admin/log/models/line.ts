import type { LogLevel, LogLine } from '#core/status.ts'

import { LOG_LEVELS } from '#core/status.ts'

/** A line as it is shown; `key` is its cursor, `folded` what a search looks into. */
export type Line = LogLine & { kind: 'line'; key: number; folded: string }

/**
 * Small letters without accents, sign for sign where that can be, so that what is found in it can be marked in the
 * text itself.
 */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[\u00C0-\u017F]/g, (sign) => sign.normalize('NFD').charAt(0))
}

export function makeLine(line: LogLine): Line {
  const facts = Object.entries(line.facts ?? {}).map(([name, value]) => `${name} ${value}`)
  return { ...line, kind: 'line', key: line.cursor, folded: fold([line.message, ...facts].join('\n')) }
}

/** A frame of the feed that carries a log line; `null` for every other. */
export function parseLogFrame(frame: unknown): LogLine | null {
  if (typeof frame !== 'string' || !frame.startsWith('{"type":"log"')) return null
  try {
    const message: unknown = JSON.parse(frame)
    return isRecord(message) && isRecord(message['line']) ? parseLine(message['line']) : null
  } catch {
    return null
  }
}

function parseLine(value: Record<string, unknown>): LogLine | null {
  const { cursor, at, message, watchId, facts } = value
  const level = LOG_LEVELS.find((known) => known === value['level'])
  if (level === undefined || typeof message !== 'string') return null
  if (typeof cursor !== 'number' || typeof at !== 'number' || !Number.isSafeInteger(cursor)) return null
  return {
    cursor,
    at,
    level,
    message,
    ...(typeof watchId === 'string' ? { watchId } : {}),
    ...(isRecord(facts) ? { facts: plain(facts) } : {}),
  }
}

const plain = (facts: Record<string, unknown>): NonNullable<LogLine['facts']> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, value] as const]
        : [],
    ),
  )

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isLevel = (text: string): text is LogLevel => LOG_LEVELS.some((level) => level === text)
