/** Something the person at the keyboard can put right: printed without a stack, exit code 2. */
export class Problem extends Error {
  override name = 'Problem'
  /** One sentence each, saying what is wrong and what to do. */
  readonly lines: readonly string[]

  constructor(...lines: string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** Prints what stopped a command and sets the exit code: 2 for a `Problem`, 1 for a fault of ours. */
export function reportFailure(error: unknown): void {
  if (error instanceof Problem) for (const line of error.lines) console.error(line)
  else console.error(error)
  process.exitCode = error instanceof Problem ? 2 : 1
}
