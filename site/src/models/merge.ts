import type { PublicFeedMessage } from '#core/public-status.ts'
import type { PublicWatch } from '#core/status.ts'

/** Pure. The feed tells things in their order: what it says last holds. */
export function withMessage(
  watches: readonly PublicWatch[],
  message: PublicFeedMessage,
): readonly PublicWatch[] {
  if (message.type === 'hello') return watches
  if (message.type === 'removed') return watches.filter((watch) => watch.id !== message.id)
  if (message.type === 'order') return inOrder(watches, message.ids)
  const known = watches.find((watch) => watch.id === message.watch.id)
  if (known === undefined) return [...watches, message.watch]
  return watches.map((watch) => (watch === known ? message.watch : watch))
}

/** What the order does not name comes last, as it stood. */
function inOrder(watches: readonly PublicWatch[], ids: readonly string[]): readonly PublicWatch[] {
  const place = ({ id }: PublicWatch) => ids.indexOf(id) + 1 || ids.length + 1
  return watches.toSorted((a, b) => place(a) - place(b))
}

/** The same for a message that came while the list was on its way: a later look in the list wins. */
export function withEarlierMessage(
  watches: readonly PublicWatch[],
  message: PublicFeedMessage,
): readonly PublicWatch[] {
  if (message.type !== 'watch') return withMessage(watches, message)
  const known = watches.find((watch) => watch.id === message.watch.id)
  const isOld = (known?.lastCheckAt ?? 0) > (message.watch.lastCheckAt ?? 0)
  return isOld ? watches : withMessage(watches, message)
}
