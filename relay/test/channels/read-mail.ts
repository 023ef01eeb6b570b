export type ReadMail = {
  /** Unfolded and decoded, by their name in small letters. */
  headers: Record<string, string>
  /** Leaves of the letter, decoded, in their order. */
  parts: { type: string; content: Buffer; disposition: string }[]
  /** As it came. */
  raw: string
}

/** A letter as a mail program reads it. Throws when it is none. */
export function readMail(raw: string): ReadMail {
  for (const line of raw.split('\r\n')) if (line.length > 998) throw new Error('a line is too long')
  if (/[^\r]\n|\r[^\n]/.test(raw)) throw new Error('a bare line break')
  const { headers, body } = split(raw)
  return { headers, parts: leaves(headers, body), raw }
}

function split(text: string): { headers: Record<string, string>; body: string } {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) throw new Error('no end of headers')
  const headers: Record<string, string> = {}
  for (const line of text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const [, name, value = ''] = /^([\w-]+): (.*)$/.exec(line) ?? []
    if (name === undefined) throw new Error(`no header: ${line}`)
    if (headers[name.toLowerCase()] !== undefined) throw new Error(`twice: ${name}`)
    headers[name.toLowerCase()] = decodeWords(value)
  }
  return { headers, body: text.slice(end + 4) }
}

function leaves(headers: Record<string, string>, body: string): ReadMail['parts'] {
  const type = headers['content-type'] ?? ''
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1]
  if (boundary === undefined) {
    if (headers['content-transfer-encoding'] !== 'base64') throw new Error('not base64')
    for (const line of body.split('\r\n')) if (line.length > 76) throw new Error('a line is too long')
    const disposition = headers['content-disposition'] ?? ''
    return [{ type, content: Buffer.from(body, 'base64'), disposition }]
  }
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`)
  if (parts.at(-1)?.startsWith('--') !== true) throw new Error('no closing boundary')
  return parts.slice(1, -1).flatMap((part) => {
    const { headers, body } = split(part.replace(/^\r\n/, ''))
    return leaves(headers, body)
  })
}

/** https://www.rfc-editor.org/rfc/rfc2047 */
function decodeWords(text: string): string {
  return text.replace(/\?= +=\?/g, '?==?').replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (word, base64: string) => {
    if (word.length > 75) throw new Error('an encoded word is too long')
    return Buffer.from(base64, 'base64').toString()
  })
}
