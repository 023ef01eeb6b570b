import type { MailAddress } from '../config-mail.ts'

import { toBase64 } from '../base64.ts'

const LINE_MOST = 76
/** Bytes in one encoded word, so that it stays within its 75 signs: https://www.rfc-editor.org/rfc/rfc2047 */
const WORD_BYTES = 45
const encoder = new TextEncoder()

export type Attachment = { name: string; type: string; content: Uint8Array }

export type Mime = {
  from: MailAddress
  to: string
  subject: string
  at: number
  /** `<id@domain>`; the same for a message that is sent again, so that mail programs see one. */
  messageId: string
  /** Further headers, whose values are ASCII on one line. */
  headers: Record<string, string>
  text: string
  html: string
  attachment: Attachment | null
  /** Unguessable: it must not occur in the message. */
  boundary: string
}

/** A whole letter in ASCII: https://www.rfc-editor.org/rfc/rfc5322 and 2046. Nothing given can add a header. */
export function toMime(mime: Mime): string {
  const { from, to, subject, at, messageId, headers, attachment, boundary } = mime
  const name = from.name === '' ? '' : `${encodeWords(from.name, NAME)} `
  const top = {
    From: `${name}<${from.email}>`,
    To: `<${to}>`,
    Subject: encodeWords(subject),
    Date: new Date(at).toUTCString().replace('GMT', '+0000'),
    'Message-ID': messageId,
    'MIME-Version': '1.0',
    ...headers,
  }
  const words = alternative(mime)
  const body = attachment === null ? words : mixed([words, attach(attachment)], `m${boundary}`)
  const lines = Object.entries(top).map(([key, value]) => `${key}: ${oneHeader(value)}`)
  return `${lines.join('\r\n')}\r\n${body}`
}

function alternative({ text, html, boundary }: Mime): string {
  // The richest last: RFC 2046, section 5.1.4.
  const parts = [part('text/plain', text), part('text/html', html)]
  return join(parts, 'multipart/alternative', `a${boundary}`)
}

function part(type: string, content: string): string {
  const head = `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64`
  return `${head}\r\n\r\n${inLines(encoder.encode(content))}`
}

const mixed = (parts: string[], boundary: string) => join(parts, 'multipart/mixed', boundary)

function join(parts: string[], type: string, boundary: string): string {
  const body = parts.map((part) => `--${boundary}\r\n${part}`).join('')
  return `Content-Type: ${type}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`
}

function attach({ name, type, content }: Attachment): string {
  const disposition = `Content-Disposition: attachment; filename="${name}"`
  return `Content-Type: ${type}\r\n${disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n${inLines(content)}`
}

function inLines(content: Uint8Array): string {
  const text = toBase64(content)
  return (text.match(new RegExp(`.{1,${LINE_MOST}}`, 'g')) ?? []).map((line) => `${line}\r\n`).join('')
}

const PLAIN = /^[\w ,.;!'-]*$/
/** In a name these separate addresses: https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3 */
const NAME = /^[\w !'-]*$/

/** Text for a header: as encoded words, unless it is short and plain. */
function encodeWords(text: string, plain = PLAIN): string {
  if (text.length <= 60 && plain.test(text)) return text
  const words: string[] = []
  let word = ''
  for (const point of text) {
    if (encoder.encode(word + point).length > WORD_BYTES) {
      words.push(word)
      word = ''
    }
    word += point
  }
  return [...words, word].map((one) => `=?UTF-8?B?${toBase64(encoder.encode(one))}?=`).join('\r\n ')
}

/** The only line breaks are those of `encodeWords`, which are followed by a space. */
const oneHeader = (value: string) => value.replace(/\r\n(?! )|\r(?!\n)|(?<!\r)\n/g, ' ')
