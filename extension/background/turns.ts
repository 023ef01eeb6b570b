/** Runs what it is given one after another, in the order in which it was asked for. */
export type Turns = <Value>(run: () => Promise<Value>) => Promise<Value>

/** A queue of its own; it lives as long as the worker, and so does what waits in it. */
export function makeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const next = last.then(run, run)
    last = next.catch(() => undefined)
    return next
  }
}
