import { isRecord } from '#core/parse.ts'

/** Reads one hostile value; `undefined` when it is not what it should be. */
export type Parser<T> = (value: unknown) => T | undefined

/** Text; what is longer is cut. */
export const words =
  (most: number): Parser<string> =>
  (value) =>
    typeof value === 'string' ? value.slice(0, most) : undefined

/** Text that makes no sense when it is cut, such as an address. */
export const whole =
  (most: number, form?: RegExp): Parser<string> =>
  (value) =>
    typeof value === 'string' && value.length <= most && (form?.test(value) ?? true) ? value : undefined

export const number =
  (least = 0, most = Number.MAX_SAFE_INTEGER): Parser<number> =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most ? value : undefined

export const yesOrNo: Parser<boolean> = (value) => (typeof value === 'boolean' ? value : undefined)

export const oneOf =
  <T>(known: readonly T[]): Parser<T> =>
  (value) =>
    known.find((one) => one === value)

export const orNull =
  <T>(parse: Parser<T>): Parser<T | null> =>
  (value) =>
    value === null ? null : parse(value)

/** What is more than `most` is left out; one entry that cannot be read spoils the whole. */
export const list =
  <T>(parse: Parser<T>, most: number): Parser<T[]> =>
  (value) => {
    if (!Array.isArray(value)) return undefined
    const read: T[] = []
    const given: unknown[] = value.slice(0, most)
    for (const one of given) {
      const parsed = parse(one)
      if (parsed === undefined) return undefined
      read.push(parsed)
    }
    return read
  }

type Fields<T> = { [K in keyof T]-?: Parser<Exclude<T[K], undefined>> }

/** A record of exactly these fields; others are dropped. Those in `optional` may be left out. */
export const shape =
  <T extends object>(fields: Fields<T>, optional: readonly (keyof T & string)[] = []): Parser<T> =>
  (value) => {
    if (!isRecord(value)) return undefined
    const read: Record<string, unknown> = {}
    for (const name in fields) {
      const parsed = fields[name](value[name])
      if (parsed !== undefined) read[name] = parsed
      else if (value[name] !== undefined) return undefined
    }
    return hasAll<T>(read, { fields, optional }) ? read : undefined
  }

function hasAll<T extends object>(
  read: object,
  { fields, optional }: { fields: Fields<T>; optional: readonly string[] },
): read is T {
  return Object.keys(fields).every((name) => Object.hasOwn(read, name) || optional.includes(name))
}
