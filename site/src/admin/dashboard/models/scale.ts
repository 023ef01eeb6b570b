const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** The next round number, so that the top of a drawing is one that people know: 1, 2, 5, 10, 20, 50, … */
export function roundUp(value: number): number {
  if (value <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const digit = [1, 2, 5, 10].find((one) => one * power >= value) ?? 10
  return digit * power
}

const MARKS = [100, SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 24 * HOUR] as const

/** Marks around these times, ms, and where a time stands among them: 0 to 100, by its logarithm. */
export function timeScale(times: readonly number[]): { marks: number[]; at: (ms: number) => number } {
  const [least, most] = [Math.min(...times), Math.max(...times)]
  const below = MARKS.findLastIndex((mark) => mark <= least)
  const first = Math.min(Math.max(0, below), MARKS.length - 2)
  const found = MARKS.findIndex((mark) => mark >= most)
  const last = Math.max(found === -1 ? MARKS.length - 1 : found, first + 1)
  const marks = MARKS.slice(first, last + 1)
  const [low, high] = [marks[0] ?? SECOND, marks.at(-1) ?? HOUR]
  return {
    marks,
    at: (ms) => {
      const bounded = Math.min(Math.max(ms, low), high)
      return (Math.log(bounded / low) / Math.log(high / low)) * 100
    },
  }
}

/** Which of so many steps get a word below the drawing: the first, the last, and some between. */
export function markedSteps(steps: number, marks: number): number[] {
  const all = Array.from({ length: marks }, (_, index) => Math.round((index * (steps - 1)) / (marks - 1)))
  return [...new Set(all)]
}
