import type { TcpSocket } from './channel.ts'

/** Longer than any answer that is one. */
const REPLY_MOST = 16 * 1024

/** The last line's code, and all lines without theirs, by line breaks. */
export type SmtpReply = { code: number; text: string }

/** A conversation with a mail server, line by line. Every method throws when the line is lost or time is up. */
export class SmtpTalk {
  #socket: TcpSocket
  #reader: ReadableStreamDefaultReader<Uint8Array>
  #writer: WritableStreamDefaultWriter<Uint8Array>
  #heard = ''
  readonly #decoder = new TextDecoder()
  readonly #late: Promise<never>

  constructor(socket: TcpSocket, signal: AbortSignal) {
    this.#socket = socket
    this.#reader = socket.readable.getReader()
    this.#writer = socket.writable.getWriter()
    this.#late = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('the mail server is silent')))
    })
    // Nobody waits for it once the conversation is over.
    this.#late.catch(() => undefined)
  }

  /** One answer, whose lines may be several: RFC 5321, section 4.2.1. */
  async read(): Promise<SmtpReply> {
    for (;;) {
      const reply = this.#take()
      if (reply !== null) return reply
      if (this.#heard.length > REPLY_MOST) throw new Error('the mail server talks without end')
      const { value, done } = await Promise.race([this.#reader.read(), this.#late])
      if (done) throw new Error('the mail server hung up')
      this.#heard += this.#decoder.decode(value, { stream: true })
    }
  }

  /** One line, or a whole letter, and the answer to it. */
  async say(line: string): Promise<SmtpReply> {
    const bytes = new TextEncoder().encode(`${line}\r\n`)
    await Promise.race([this.#writer.write(bytes), this.#late])
    return await this.read()
  }

  /** Says goodbye, as is polite, and waits for no answer. Never throws: all that matters has been said. */
  async bye(): Promise<void> {
    const bytes = new TextEncoder().encode('QUIT\r\n')
    await Promise.race([this.#writer.write(bytes), this.#late]).catch(() => undefined)
  }

  /** The same conversation, sealed from here on. What was heard before is forgotten: it was not sealed. */
  async startTls(): Promise<void> {
    this.#reader.releaseLock()
    this.#writer.releaseLock()
    this.#heard = ''
    this.#socket = this.#socket.startTls()
    this.#reader = this.#socket.readable.getReader()
    this.#writer = this.#socket.writable.getWriter()
  }

  /** The first whole answer in what was heard; `null` while there is none. Throws at what is no answer. */
  #take(): SmtpReply | null {
    const texts: string[] = []
    let rest = this.#heard
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const [, code, dash, text = ''] = /^(\d{3})([- ]?)(.*)$/.exec(rest.slice(0, end).trimEnd()) ?? []
      if (code === undefined) throw new Error('the other side is no mail server')
      texts.push(text)
      rest = rest.slice(end + 1)
      if (dash === '-') continue
      this.#heard = rest
      return { code: Number(code), text: texts.join('\n') }
    }
    return null
  }
}
