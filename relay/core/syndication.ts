import { escapeXml } from './xml.ts'

/** One entry of a feed. Epoch ms; text only. */
type FeedEntry = {
  id: string
  title: string
  text: string
  /** Absolute http(s) address. */
  url: string
  publishedAt: number
  updatedAt: number
}

export type FeedDocument = {
  title: string
  subtitle: string
  language: 'fr' | 'en'
  /** Of the page it belongs to, and its own. */
  home: string
  self: string
  updatedAt: number
  entries: readonly FeedEntry[]
}

const iso = (at: number) => new Date(at).toISOString()

/** Atom 1.0 (RFC 4287). */
export function atomText(feed: FeedDocument): string {
  const entries = feed.entries.map(
    (entry) => `<entry>
<id>${escapeXml(idOf(feed, entry))}</id>
<title>${escapeXml(entry.title)}</title>
<link href="${escapeXml(entry.url)}"/>
<published>${iso(entry.publishedAt)}</published>
<updated>${iso(entry.updatedAt)}</updated>
<content type="text">${escapeXml(entry.text)}</content>
</entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
<id>${escapeXml(feed.self)}</id>
<title>${escapeXml(feed.title)}</title>
<subtitle>${escapeXml(feed.subtitle)}</subtitle>
<link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(feed.home)}"/>
<updated>${iso(feed.updatedAt)}</updated>
<author><name>Vigie</name></author>
${entries.join('\n')}
</feed>
`
}

/** RSS 2.0 with its own address as RSS Advisory Board asks (`atom:link`). */
export function rssText(feed: FeedDocument): string {
  const items = feed.entries.map(
    (entry) => `<item>
<guid isPermaLink="false">${escapeXml(idOf(feed, entry))}</guid>
<title>${escapeXml(entry.title)}</title>
<link>${escapeXml(entry.url)}</link>
<pubDate>${new Date(entry.publishedAt).toUTCString()}</pubDate>
<description>${escapeXml(entry.text)}</description>
</item>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeXml(feed.title)}</title>
<link>${escapeXml(feed.home)}</link>
<description>${escapeXml(feed.subtitle)}</description>
<language>${feed.language}</language>
<lastBuildDate>${new Date(feed.updatedAt).toUTCString()}</lastBuildDate>
<ttl>5</ttl>
<atom:link rel="self" type="application/rss+xml" href="${escapeXml(feed.self)}"/>
${items.join('\n')}
</channel>
</rss>
`
}

/** Stable while the relay keeps its address (RFC 4151). */
const idOf = ({ home }: FeedDocument, { id }: FeedEntry) =>
  `tag:${URL.parse(home)?.hostname ?? 'vigie'},2026:release:${id}`
