/**
 * What workerd writes on its own about the other side of a connection, with a stack nobody can use. The relay
 * gets each of them as an exception, and says in its own log what it means.
 */
const NOISE = [
  /connecting to \S+ is not allowed/,
  /DNS lookup failed/i,
  /disconnected: /i,
  /Connection reset by peer|Broken pipe|Connection refused/i,
  // An alarm that fired a little early or late by its own clock; it runs all the same.
  /NOSENTRY SQLite alarm/,
  // Only slower to start: it compiles its own scripts instead of reading them.
  /NOSENTRY per-isolate bootstrap compile cache/,
]

/** Joins the lines of a stack to the message above them. */
export function joinStacks(lines: readonly string[]): string[] {
  const found: string[] = []
  for (const line of lines) {
    if (found.length > 0 && /^(\s|stack: )/.test(line)) found.push(`${found.pop() ?? ''}\n${line}`)
    else found.push(line)
  }
  return found
}

export function isNoise(message: string): boolean {
  return NOISE.some((known) => known.test(message))
}

/** Hands over each line of a running process that is worth reading. */
export function withoutNoise(show: (line: string) => void): (line: string) => void {
  let silent = false
  return (line) => {
    if (!/^(\s|stack: )/.test(line)) silent = isNoise(line)
    if (!silent) show(line)
  }
}
