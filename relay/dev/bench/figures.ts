/** Figures as they are printed: minimum, median, maximum, never a single run. */

export type Spread = { least: number; median: number; most: number; count: number }

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    least: sorted[0] ?? Number.NaN,
    median: quantile(sorted, 0.5),
    most: sorted.at(-1) ?? Number.NaN,
    count: sorted.length,
  }
}

/** The nearest-rank quantile: a value that really occurred. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export function printSpread(name: string, unit: string, values: readonly number[]): void {
  const { least, median, most, count } = spread(values)
  console.log(
    `  ${name.padEnd(46)} ${number(least)} / ${number(median)} / ${number(most)} ${unit}  (n = ${count})`,
  )
}

/** One line that says whether a goal was met; goals not met make the whole bench fail. */
export function printGoal(
  name: string,
  value: number,
  { most, unit }: { most: number; unit: string },
): boolean {
  const met = value <= most
  console.log(
    `  ${met ? 'met ' : 'MISSED'} ${name}: ${number(value)} ${unit}, at most ${number(most)} ${unit}`,
  )
  return met
}

export function number(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
