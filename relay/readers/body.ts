/** Reading an answer's body: bounded while it comes, in the characters that it says it is written in. */

const BODY_MOST = 5_000_000
const HEAD_BYTES = 1024

/** What is needed of an answer; workers, pages and Node each have their own `Response`. */
export type Answered = {
  headers: { get: (name: string) => string | null }
  body: {
    getReader: () => {
      read: () => Promise<{ done: boolean; value?: Uint8Array | undefined }>
      cancel: () => Promise<void>
    }
  } | null
}

export type Body = {
  bytes: Uint8Array<ArrayBuffer>
  /** The bytes in the characters that they are said to be written in. */
  text: () => string
  end: 'whole' | 'too-large' | 'cut-off'
  detail: string
}

/** Never rejects: a connection that breaks leaves what has come. `most` in bytes. */
export async function readBody(response: Answered, most = BODY_MOST): Promise<Body> {
  const chunks: Uint8Array[] = []
  let size = 0
  let [end, detail]: [Body['end'], string] = ['whole', '']
  try {
    const reader = response.body?.getReader()
    for (;;) {
      const step = await reader?.read()
      if (step?.value === undefined || step.done) break
      const chunk = step.value
      size += chunk.byteLength
      chunks.push(chunk)
      if (size <= most) continue
      end = 'too-large'
      detail = `more than ${most} bytes`
      await reader?.cancel()
      break
    }
  } catch (error) {
    end = 'cut-off'
    detail = error instanceof Error ? error.message : String(error)
  }
  const bytes = joined(chunks, Math.min(size, most))
  const type = response.headers.get('content-type')
  return { bytes, text: () => decode(bytes, charsetOf(type, bytes)), end, detail }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    const part = chunk.subarray(0, size - at)
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}

/** The header's charset, else the `meta` of the first kilobyte (HTML standard, "prescan"), else UTF-8. */
function charsetOf(contentType: string | null, bytes: Uint8Array): string {
  const named = /charset\s*=\s*["']?([\w.:-]+)/i
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, HEAD_BYTES))
  const inMeta = /<meta\b[^>]*>/gi
  const metas = (head.match(inMeta) ?? []).join(' ')
  return named.exec(contentType ?? '')?.[1] ?? named.exec(metas)?.[1] ?? 'utf-8'
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    // A name that nobody knows: UTF-8, as most pages are.
    return new TextDecoder().decode(bytes)
  }
}
