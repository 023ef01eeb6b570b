import type { Language } from '../locales/words.ts'

type Wish = { origin: string; watchId: string; language: Language }

export type Addresses = Record<'atom' | 'rss' | 'ics' | 'webcal' | 'json', string>

/** Where openings can be followed from elsewhere; all watches when `watchId` is empty. Pure. */
export function addressesOf({ origin, watchId, language }: Wish): Addresses {
  const query = new URLSearchParams([...(watchId === '' ? [] : [['watch', watchId]]), ['lang', language]])
  const feed = (format: string) => `${origin}/openings.${format}?${query}`
  return {
    atom: feed('atom'),
    rss: feed('rss'),
    ics: feed('ics'),
    webcal: feed('ics').replace(/^https?:/, 'webcal:'),
    json: `${origin}/status.json`,
  }
}

type Badge = Wish & { alt: string }

/** The badge's picture, and the code that shows it on another page with a link back. `alt` may hold anything. Pure. */
export function badgeOf({ origin, watchId, language, alt }: Badge): { picture: string; snippet: string } {
  const picture = `${origin}/badge/${encodeURIComponent(watchId)}.svg?lang=${language}`
  const page = `${origin}/?lang=${language}`
  return {
    picture,
    snippet: `<a href="${escapeHtml(page)}"><img src="${escapeHtml(picture)}" height="24" alt="${escapeHtml(alt)}"></a>`,
  }
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? '')
}
