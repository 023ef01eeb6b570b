import type { Kept, Problem, Reading, Settings } from './status-environment.ts'

import { parseStatus } from '#core/public-status.ts'

import { TEXT_SIZES } from './status-environment.ts'
import { isLanguage } from './locales/words.ts'
import { readAddress } from './models/address.ts'

export const DEFAULT_ADDRESS = 'http://localhost:8787'

/** Reads what storage held, which an older or newer version may have written. */
export function parseKept(settings: unknown, reading: unknown, preferred: readonly string[]): Kept {
  const checked = parseSettings(settings, preferred)
  const about = parseReading(reading)
  return { settings: checked, reading: about?.address === checked.address ? about : null }
}

function parseSettings(value: unknown, preferred: readonly string[]): Settings {
  const { address, language, textSize } = isRecord(value) ? value : {}
  const given = typeof address === 'string' ? readAddress(address) : null
  const languages = [language, ...preferred.map((one) => one.slice(0, 2))]
  return {
    address: given?.ok ? given.address : DEFAULT_ADDRESS,
    language: languages.find(isLanguage) ?? 'fr',
    textSize: TEXT_SIZES.find((size) => size === textSize) ?? 100,
  }
}

function parseReading(value: unknown): Reading | null {
  if (!isRecord(value) || typeof value['address'] !== 'string') return null
  return {
    address: value['address'],
    last: parseLast(value['last']),
    problem: parseProblem(value['problem']),
  }
}

function parseLast(value: unknown): Reading['last'] {
  if (!isRecord(value) || typeof value['readAt'] !== 'number') return null
  const status = parseStatus(value['status'])
  return status === null ? null : { status, readAt: value['readAt'] }
}

function parseProblem(value: unknown): Problem | null {
  if (!isRecord(value)) return null
  const { kind, status } = value
  if (kind === 'refused') return typeof status === 'number' ? { kind, status } : null
  return kind === 'offline' || kind === 'unreachable' || kind === 'unreadable' ? { kind } : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
