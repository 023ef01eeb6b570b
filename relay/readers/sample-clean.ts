import type { ChildNode } from 'domhandler'
import type { Persons } from './sample-names.ts'

import { DomHandler, Element, Text } from 'domhandler'
import { Parser } from 'htmlparser2'

import { cleanAttributes } from './sample-attributes.ts'
import { findPersons, isMenu } from './sample-names.ts'
import { cleanJson, wallMarks } from './sample-scripts.ts'
import { GONE_VALUE, cleanText } from './sample-text.ts'
import { isComplete } from './static-document.ts'

const VOID = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
)
/** Their text is raw or seen by nobody: nothing of it is kept. */
const EMPTIED = new Set([
  'textarea',
  'iframe',
  'noembed',
  'noframes',
  'xmp',
  'plaintext',
  'object',
  'canvas',
  'audio',
  'video',
  'math',
])
const SVG_KEPT = new Set(['svg', 'title', 'desc', 'text', 'tspan', 'g'])
const STYLE_MOST = 100_000

/**
 * A page as it may be kept: what the reader asks stays, and tokens, session ids, cookies, mail addresses, phone numbers
 * and the person who is signed in go. `rendered`: a snapshot whose styles and scripts have done their work. Pure.
 */
export function cleanPage(html: string, { rendered }: { rendered: boolean }): string {
  const handler = new DomHandler()
  new Parser(handler, { lowerCaseTags: true }).end(html)
  const persons = findPersons(handler.root)
  const whole = isComplete(html)
  const out: string[] = ['<!doctype html>\n']
  const stack: (ChildNode | string)[] = handler.root.children.toReversed()
  const account = new Set<ChildNode>()
  const drawing = new Set<ChildNode>()
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (typeof item === 'string') {
      out.push(item)
      continue
    }
    if (item instanceof Text) out.push(writeText(item, persons, account.has(item)))
    if (!(item instanceof Element)) continue
    const inAccount = account.has(item) || persons.boxes.has(item)
    const inSvg = item.name === 'svg' || drawing.has(item)
    const written = writeElement(item, { rendered, persons, inAccount, inSvg })
    if (written === null) continue
    out.push(written.open)
    // A document that was cut stays one: its end is not made up.
    if (written.close !== '' && (whole || !/^<\/(?:html|body)>$/.test(written.close)))
      stack.push(written.close)
    if (!written.inside) continue
    for (let child = item.lastChild; child !== null; child = child.previousSibling) {
      if (inAccount) account.add(child)
      if (inSvg && !/^foreignobject$/i.test(item.name)) drawing.add(child)
      stack.push(child)
    }
  }
  return out.join('').replace(/^(<!doctype html>\n)\s+/, '$1')
}

type Place = { rendered: boolean; persons: Persons; inAccount: boolean; inSvg: boolean }
type Written = { open: string; close: string; inside: boolean } | null

function writeElement(element: Element, { rendered, persons, inAccount, inSvg }: Place): Written {
  const { name } = element
  const inside = !EMPTIED.has(name)
  if (!/^[a-z][a-z\d._:-]{0,60}$/i.test(name)) return { open: '', close: '', inside }
  if (inSvg && !SVG_KEPT.has(name)) return { open: '', close: '', inside }
  const about = { persons: persons.everywhere, inAccount }
  const open = (attributes: [string, string][]) =>
    `<${name}${attributes.map(([key, value]) => (value === '' ? ` ${key}` : ` ${key}="${escapeValue(value)}"`)).join('')}>`
  if (name === 'script')
    return writeScript(
      element,
      rendered,
      (more) => open([...cleanAttributes(element, about), ...more]),
      persons,
    )
  const sheet =
    name === 'style' ||
    (name === 'link' && /stylesheet|preload|prefetch|preconnect/i.test(element.attribs['rel'] ?? ''))
  if (sheet && rendered) return null
  if (name === 'style')
    return { open: `${open([])}${cleanSheet(textIn(element))}`, close: '</style>', inside: false }
  return { open: open(cleanAttributes(element, about)), close: VOID.has(name) ? '' : `</${name}>`, inside }
}

/** Of code only the marks of walls are kept, as a comment; data is kept as cleaned data. */
function writeScript(
  element: Element,
  rendered: boolean,
  open: (more: [string, string][]) => string,
  { everywhere }: Persons,
): Written {
  const code = textIn(element)
  const close = '</script>'
  const type = (element.attribs['type'] ?? '').toLowerCase()
  if (type.includes('json'))
    return { open: `${open([])}${cleanJson(code, everywhere)}`, close, inside: false }
  const marks = wallMarks(`${element.attribs['src'] ?? ''} ${code}`)
  if (!rendered) return { open: `${open([])}${marks === '' ? '' : `/* ${marks} */`}`, close, inside: false }
  // A snapshot's scripts have run: what is left of them must not make it look as if more were to come.
  return marks === ''
    ? null
    : { open: `<script type="application/json">/* ${marks.replaceAll('</', '')} */`, close, inside: false }
}

function writeText(text: Text, persons: Persons, inAccount: boolean): string {
  if (persons.nodes.has(text)) return ` ${GONE_VALUE} `
  if (inAccount && !isMenu(text.data)) return ` ${GONE_VALUE} `
  const clean = cleanText(text.data)
  return escapeText(persons.everywhere === null ? clean : clean.replace(persons.everywhere, GONE_VALUE))
}

function textIn(element: Element): string {
  return element.children.map((child) => (child instanceof Text ? child.data : '')).join('')
}

function cleanSheet(sheet: string): string {
  return sheet
    .slice(0, STYLE_MOST)
    .replace(/url\([^)]*\)?/gi, 'none')
    .replace(/@import[^;]*;?/gi, '')
    .replaceAll('</', '')
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const escapeValue = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
