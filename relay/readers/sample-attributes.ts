import type { Element } from 'domhandler'

import { isMenu } from './sample-names.ts'
import { GONE_VALUE, SECRET_KEY, cleanLink, cleanText, isLink, kebab } from './sample-text.ts'

const DROPPED = new Set([
  'nonce',
  'integrity',
  'srcset',
  'imagesrcset',
  'srcdoc',
  'ping',
  'sizes',
  'd',
  'points',
  'poster',
  'background',
])
const NAME = /^[^\s"'<>/=\p{Cc}]{1,100}$/u
const VALUE_MOST = 2000
/** Declarations that hide or place, as both readers look at them. */
const STYLE =
  /^(?:display|visibility|content-visibility|opacity|clip|clip-path|left|top|margin-left|text-indent|(?:max-)?(?:width|height)|position|overflow)$/
const TYPED = new Set(['text', 'email', 'tel', 'password', 'search', 'url', 'hidden', 'date', ''])
/** Contents of `meta` that the reader asks, or that say what the page is. */
const META =
  /^(?:og:(?!user)|twitter:title|product:|viewport|robots|availability|theme-color|description$|charset)|availability$/i

type About = { persons: RegExp | null; inAccount: boolean }

/** The attributes as they may be kept; secrets keep their name and lose their value. */
export function cleanAttributes(element: Element, { persons, inAccount }: About): [string, string][] {
  const named = (value: string) => (persons === null ? value : value.replace(persons, GONE_VALUE))
  return Object.entries(element.attribs).flatMap(([name, value]): [string, string][] => {
    if (!NAME.test(name) || DROPPED.has(name) || /^on/i.test(name)) return []
    if (name === 'style') {
      const style = cleanStyle(value)
      return style === '' ? [] : [[name, style]]
    }
    if (isSecret(element, name)) return [[name, '']]
    const clean = named(cleanValue(name, value.slice(0, VALUE_MOST)))
    const says =
      name === 'title' ||
      name === 'alt' ||
      name.startsWith('aria-') ||
      name.startsWith('data-') ||
      name === 'value'
    return [[name, inAccount && says && !isMenu(clean) && clean.length > 2 ? GONE_VALUE : clean]]
  })
}

function isSecret({ name: tag, attribs }: Element, name: string): boolean {
  if (name === 'value') {
    const type = (attribs['type'] ?? '').toLowerCase()
    return (tag === 'input' && TYPED.has(type)) || SECRET_KEY.test(kebab(attribs['name'] ?? ''))
  }
  if (name === 'content' && tag === 'meta') {
    const about = attribs['name'] ?? attribs['property'] ?? attribs['itemprop'] ?? ''
    return !META.test(about)
  }
  return name.startsWith('data-') && SECRET_KEY.test(kebab(name.slice(5)))
}

function cleanValue(name: string, value: string): string {
  if (/^(?:href|src|action|formaction|cite|data|xlink:href)$/.test(name) || isLink(value))
    return cleanLink(value)
  return cleanText(value)
}

function cleanStyle(style: string): string {
  return style
    .split(';')
    .map((each) => each.trim())
    .filter(
      (each) =>
        STYLE.test(
          each
            .slice(0, Math.max(0, each.indexOf(':')))
            .trim()
            .toLowerCase(),
        ) && !/url\(/i.test(each),
    )
    .join('; ')
    .slice(0, 400)
}
