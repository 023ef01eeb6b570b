/** What WXT says while it builds, left out of a test's output unless something is wrong. */
export const quiet = {
  debug() {},
  log() {},
  info() {},
  warn: console.warn,
  error: console.error,
  fatal: console.error,
  success() {},
  level: 0,
}
