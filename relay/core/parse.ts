const LONGEST_TEXT = 2000

/** Every value read; `null` when one of them cannot be. */
export function all<T>(values: unknown[], parse: (value: unknown) => T | null): T[] | null {
  const parsed = values.map(parse)
  return parsed.every((one) => one !== null) ? parsed : null
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text, bounded. */
export function text(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : null
}

/** A number that can be counted or dated with. */
export function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}
