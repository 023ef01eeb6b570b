/** The Robots Exclusion Protocol, RFC 9309, as far as one agent needs it. */

export type RobotsRules = {
  rules: { allow: boolean; path: string }[]
  /** Not in the RFC, but widely written: seconds between two requests, as ms. */
  crawlDelayMs: number | null
}

type Group = RobotsRules & { agents: string[] }

const LINES_MOST = 2000

/** Reads `robots.txt` for one agent token (RFC 9309 2.2): its own groups together, else those of `*`. */
export function parseRobots(text: string, agent: string): RobotsRules {
  const groups: Group[] = []
  let open: Group | null = null
  for (const raw of text
    .slice(0, 512_000)
    .split(/\r\n|\r|\n/)
    .slice(0, LINES_MOST)) {
    const line = raw.replace(/#.*/, '')
    const colon = line.indexOf(':')
    if (colon < 0) continue
    const [name, value] = [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    if (name === 'user-agent') {
      if (open === null || open.rules.length > 0 || open.crawlDelayMs !== null) {
        open = { agents: [], rules: [], crawlDelayMs: null }
        groups.push(open)
      }
      open.agents.push(value.toLowerCase())
    } else if (open !== null) {
      readRule(open, name, value)
    }
  }
  const token = agent.toLowerCase()
  const own = groups.filter((group) => group.agents.includes(token))
  const mine = own.length > 0 ? own : groups.filter((group) => group.agents.includes('*'))
  return {
    rules: mine.flatMap((group) => group.rules),
    crawlDelayMs: mine.reduce<number | null>(
      (most, { crawlDelayMs: ms }) => (ms === null ? most : Math.max(ms, most ?? 0)),
      null,
    ),
  }
}

function readRule(group: Group, name: string, value: string): void {
  if ((name === 'allow' || name === 'disallow') && value !== '') {
    group.rules.push({ allow: name === 'allow', path: value })
  }
  if (name === 'crawl-delay') {
    const seconds = Number(value)
    if (Number.isFinite(seconds) && seconds >= 0) group.crawlDelayMs = Math.min(seconds, 3600) * 1000
  }
}

/** RFC 9309 2.2.2: the longest matching rule wins, `allow` on a tie, allowed when none matches. */
export function robotsAllow({ rules }: RobotsRules, url: string): boolean {
  const parsed = URL.parse(url)
  if (parsed === null) return false
  const path = parsed.pathname + parsed.search
  let best = { length: -1, allow: true }
  for (const { allow, path: pattern } of rules) {
    if (!matches(pattern, path)) continue
    if (pattern.length > best.length || (pattern.length === best.length && allow))
      best = { length: pattern.length, allow }
  }
  return best.allow
}

/** `*` stands for any run of characters, `$` at the end for the end. Linear, so no pattern can stall us. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  const first = parts.shift() ?? ''
  if (!path.startsWith(first)) return false
  let at = first.length
  const last = anchored ? parts.pop() : undefined
  for (const part of parts) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (!anchored) return true
  if (last === undefined) return at === path.length
  return path.length - last.length >= at && path.endsWith(last)
}
