/** Before the handle of a subscriber whose id would say too much: see `actions/subscriber-handle.ts`. */
export const HANDLE_PREFIX = 'chat-'

const SIGNS = 6

/** A few signs by which a person tells one subscriber from another; handles are random or a keyed hash. */
export function markOf(handle: string): string {
  return (handle.startsWith(HANDLE_PREFIX) ? handle.slice(HANDLE_PREFIX.length) : handle).slice(0, SIGNS)
}
