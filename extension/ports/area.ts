/** One storage area of the browser. What is read is as hostile as any older version that wrote it. */
export type Area = {
  /** `undefined` where nothing is kept. */
  get: (key: string) => Promise<unknown>
  set: (values: Record<string, unknown>) => Promise<void>
  remove: (keys: readonly string[]) => Promise<void>
  /** Calls back with the names that changed, here or in another page; the returned function stops that. */
  onChange: (run: (keys: readonly string[]) => void) => () => void
}
