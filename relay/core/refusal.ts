import type { Reason } from './verdict.ts'

/** After one of these the page is not asked a second time in the same check: it was clear enough. */
export const FINAL: ReadonlySet<Reason> = new Set<Reason>([
  'queue',
  'challenge',
  'captcha',
  'blocked',
  'rate-limited',
  'login',
  'maintenance',
  'http-error',
  'not-found',
  'offline',
  'geo',
])

/** Walls that may stand before one kind of visitor and not before the other. */
export const SELECTIVE: ReadonlySet<Reason> = new Set<Reason>([
  'challenge',
  'captcha',
  'blocked',
  'login',
  'rate-limited',
  'maintenance',
])
