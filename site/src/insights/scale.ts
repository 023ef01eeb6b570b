import type { Lives } from '#core/insights.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Round lengths that a reader can compare with, ms. */
const MARKS = [SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 7 * 24 * HOUR]
const LAST_MARK = 7 * 24 * HOUR

export type LifeScale = {
  /** Lengths to write below, ms. */
  marks: number[]
  /** 0 to 100. */
  at: (ms: number) => number
}

/** Lives of seconds and of days in one picture: each mark is as far from the next, and in between it is logarithmic. */
export function lifeScale({ shortest, longest }: Pick<Lives, 'shortest' | 'longest'>): LifeScale {
  const from = MARKS.findLastIndex((mark) => mark <= Math.max(shortest, SECOND))
  const to = MARKS.findIndex((mark) => mark >= longest)
  const first = Math.max(0, from)
  const last = to === -1 ? MARKS.length - 1 : Math.max(to, first + 1)
  const marks = MARKS.slice(first, last + 1)
  const steps = Math.max(1, marks.length - 1)
  return {
    marks,
    at(ms) {
      const bounded = Math.min(Math.max(ms, marks[0] ?? SECOND), marks.at(-1) ?? LAST_MARK)
      const index = Math.max(
        0,
        marks.findLastIndex((mark) => mark <= bounded),
      )
      const [low, high] = [marks[index] ?? SECOND, marks[index + 1]]
      const inside = high === undefined ? 0 : Math.log(bounded / low) / Math.log(high / low)
      return ((index + inside) / steps) * 100
    },
  }
}
