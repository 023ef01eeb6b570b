import type { Environment } from '../../environment.ts'

/** Resolves after `ms`, at once when that is over. */
export const wait = ({ clock }: Pick<Environment, 'clock'>, ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(ms, resolve))
