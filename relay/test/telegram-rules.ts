/** What Telegram's own parser takes (core.telegram.org/bots/api#html-style). */
const TAGS = new Set(
  'b strong i em u ins s strike del span tg-spoiler a code pre blockquote tg-emoji'.split(' '),
)
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** The text that a message in HTML shows, or why Telegram cannot read it. */
export function readTelegramHtml(html: string): { text: string } | { problem: string } {
  const open: string[] = []
  let text = ''
  let rest = html
  while (rest !== '') {
    const plain = /^[^<]+/.exec(rest)?.[0]
    if (plain !== undefined) {
      text += decode(plain)
      rest = rest.slice(plain.length)
      continue
    }
    const [whole, slash, name] = /^<(\/?)([a-zA-Z][\w-]*)(?:\s[^<>]*)?>/.exec(rest) ?? []
    const at = html.length - rest.length
    if (whole === undefined || name === undefined)
      return { problem: `Unclosed start tag at byte offset ${at}` }
    const tag = name.toLowerCase()
    if (!TAGS.has(tag)) return { problem: `Unsupported start tag "${tag}" at byte offset ${at}` }
    if (slash === '') open.push(tag)
    else if (open.pop() !== tag) return { problem: `Unmatched end tag at byte offset ${at}` }
    rest = rest.slice(whole.length)
  }
  const left = open.pop()
  return left === undefined
    ? { text }
    : { problem: `Can't find end tag corresponding to start tag "${left}"` }
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    return ENTITIES[name] ?? whole
  })
}

/** Telegram wants a name with a dot; it refuses a whole message for one button to `localhost`. */
export function isTelegramButtonUrl(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || !/^(https?|tg):$/.test(url.protocol)) return false
  return url.protocol === 'tg:' || (url.hostname.includes('.') && !/^(127|10|192\.168)\./.test(url.hostname))
}
