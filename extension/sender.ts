/** What the browser says of who sent a message. */
export type Sender = {
  id?: string | undefined
  url?: string | undefined
  origin?: string | undefined
  frameId?: number | undefined
  tab?: { id?: number | undefined } | undefined
}

/** `tab`: a script of ours in the top frame of a web page, whose address the browser itself gives. */
export type From =
  | { kind: 'own-page'; tabId: number | null }
  | { kind: 'tab'; tabId: number; url: string; origin: string; host: string }
  | { kind: 'stranger' }

/** Pure: who a message is from. `own`: our id, and the origin of our own pages. */
export function senderOf(sender: Sender, own: { id: string; origin: string }): From {
  const url = URL.parse(sender.url ?? '')
  if (sender.id !== own.id || url === null) return { kind: 'stranger' }
  const origin = originOf(url)
  if (sender.origin !== undefined && sender.origin !== origin) return { kind: 'stranger' }
  const tabId = sender.tab?.id ?? null
  if (origin === own.origin) return { kind: 'own-page', tabId }
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || tabId === null || (sender.frameId ?? 0) !== 0) return { kind: 'stranger' }
  return { kind: 'tab', tabId, url: url.href, origin, host: url.host }
}

/** Of our own pages too, for whose scheme `URL` knows no origin everywhere. */
function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`
}
