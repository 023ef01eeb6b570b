import type { Notification } from '../../ports/notifications.ts'

/** What a browser draws: Firefox and Safari throw at options that only Chromium knows. */
export type NoticeKind = 'chromium' | 'plain'

/** What `notifications.create` takes. */
export type NoticeOptions = {
  type: 'basic' | 'list'
  iconUrl: string
  title: string
  message: string
  items?: { title: string; message: string }[]
  buttons?: { title: string }[]
  requireInteraction?: boolean
  priority?: number
  silent?: boolean
}

const PRIORITY = { stays: 2, other: 0 }

/** Pure. `iconUrl`: an address of our own. */
export function noticeOptions(shown: Notification, kind: NoticeKind, iconUrl: string): NoticeOptions {
  const plain = { iconUrl, title: shown.title, message: shown.message }
  if (kind === 'plain') return { type: 'basic', ...plain }
  const { items, buttons, stays, silent } = shown
  return {
    type: items.length > 0 ? 'list' : 'basic',
    ...plain,
    ...(items.length > 0 ? { items: [...items] } : {}),
    ...(buttons.length > 0 ? { buttons: buttons.map((title) => ({ title })) } : {}),
    requireInteraction: stays,
    priority: stays ? PRIORITY.stays : PRIORITY.other,
    silent,
  }
}
