import type { Glance } from './freshness.ts'
import type { Locale } from './words.ts'

import { oneLine } from './one-line.ts'
import { escapeXml } from './xml.ts'

type Badge = { label: string; state: Glance['state']; locale: Locale }

/** Colours with white text at 4.5:1 or better. */
const COLOURS: Record<Glance['state'], string> = {
  available: '#0a6345',
  none: '#2f5871',
  unknown: '#74500d',
  stale: '#5b5b66',
  waiting: '#5b5b66',
}

/** Never by colour alone: each state has its sign too. */
const SIGNS: Record<Glance['state'], string> = {
  available: '▲',
  none: '○',
  unknown: '?',
  stale: '⌀',
  waiting: '◌',
}

const WORDS: Record<Locale, Record<Glance['state'], string>> = {
  fr: {
    available: 'places PMR disponibles',
    none: 'aucune place pour l’instant',
    unknown: 'on ne voit pas',
    stale: 'plus de nouvelles',
    waiting: 'pas encore regardé',
  },
  en: {
    available: 'accessible seats available',
    none: 'no seats right now',
    unknown: 'cannot see',
    stale: 'no news',
    waiting: 'not looked at yet',
  },
}

const LABEL_MOST = 60
const HEIGHT = 24
const PAD = 8
/** Of 12 px system fonts, wide letters included; `textLength` makes every font keep to it. */
const LETTER = 6.8

/** A picture of one watch's state for other people's pages: no script, no font, no link, all text escaped. */
export function badgeSvg({ label, state, locale }: Badge): string {
  const name = oneLine(label, LABEL_MOST)
  const said = `${SIGNS[state]} ${WORDS[locale][state]}`
  const [left, right] = [widthOf(name), widthOf(said)]
  const title = escapeXml(`Vigie, ${name}${locale === 'fr' ? ' : ' : ': '}${WORDS[locale][state]}`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" viewBox="0 0 ${left + right} ${HEIGHT}" role="img" aria-label="${title}" lang="${locale}">
<title>${title}</title>
<clipPath id="r"><rect width="${left + right}" height="${HEIGHT}" rx="6"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="${HEIGHT}" fill="#10283a"/><rect x="${left}" width="${right}" height="${HEIGHT}" fill="${COLOURS[state]}"/></g>
<g fill="#fff" font-family="system-ui,Verdana,sans-serif" font-size="12">${textAt(name, 0, left)}${textAt(said, left, right)}</g>
</svg>
`
}

const widthOf = (text: string) => Math.ceil(Array.from(text).length * LETTER) + 2 * PAD

const textAt = (words: string, x: number, width: number) =>
  `<text x="${x + PAD}" y="16.2" textLength="${width - 2 * PAD}" lengthAdjust="spacingAndGlyphs">${escapeXml(words)}</text>`
