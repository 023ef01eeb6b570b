/** What the fragment of a link to `/abonnement` asks for. A fragment never leaves the browser as part of an address. */
export type OwnLink =
  /** One's own subscription; `alertId`: a message of theirs that is to be answered. */
  | { kind: 'own'; token: string; alertId: string | null }
  /** To be told when somebody else does not answer. */
  | { kind: 'second'; code: string }

const TOKEN = /^[\w-]{22}$/

/** `#<token>`, `#<token>&alert=<id>` or `#second=<code>`; with a token of no subscription when it is none of these. */
export function readOwnLink(hash: string): OwnLink {
  const code = /^#second=([\w-]{20,100})$/.exec(hash)?.[1]
  if (code !== undefined) return { kind: 'second', code }
  const [, token = '', alertId = null] = /^#([\w-]{22})(?:&alert=([\w-]{1,48}))?$/.exec(hash) ?? []
  return { kind: 'own', token, alertId }
}

/** The token in a link that somebody pasted, or alone; `null` when there is none. */
export function tokenIn(text: string): string | null {
  const trimmed = text.trim()
  if (TOKEN.test(trimmed)) return trimmed
  const link = readOwnLink(URL.parse(trimmed)?.hash ?? '')
  return link.kind === 'own' && link.token !== '' ? link.token : null
}
