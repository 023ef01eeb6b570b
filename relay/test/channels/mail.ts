import type { Socket as NodeSocket } from 'node:net'
import type { ConnectTo, TcpSocket } from '../../src/channels/channel.ts'
import type { Identity } from './certificate.ts'
import type { ReadMail } from './read-mail.ts'

import { connect, createServer } from 'node:net'
import { TLSSocket, createServer as createSecureServer } from 'node:tls'

import { readMail } from './read-mail.ts'

const LOGIN = { user: 'alertes@exemple.fr', password: 'fake password & for tests: only' }

/** Where in the conversation something happens: before the answer to that line. */
type Stage = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'body'

/** An answer, or `hang`, `reset`, `hang up`, or `accept-then-reset`: takes the letter, and the answer is lost. */
export type MailMode = {
  at: Stage
  answer: string | { slow: number }
}

export type FakeMail = {
  port: number
  login: typeof LOGIN
  /** Letters that were taken, those whose answer was lost included. */
  letters: ReadMail[]
  /** Every line that was said to it, sealed or not. */
  lines: { text: string; sealed: boolean }[]
  /** What goes wrong in the next conversation. */
  next: (mode: MailMode) => void
  /** How it can be logged in to; `null`: not at all. */
  methods: string | null
  /** Offers STARTTLS. */
  seals: boolean
  /** Leads there whatever the name of the server; gives up after so many ms, if told. */
  connect: (ms?: number) => ConnectTo
  close: () => Promise<void>
}

/**
 * A mail server on loopback: https://www.rfc-editor.org/rfc/rfc5321. With an identity it seals, from the first byte or
 * when asked; without one sealing is played and nothing encrypted.
 */
export async function startMail(identity?: Identity, from: 'start' | 'asked' = 'asked'): Promise<FakeMail> {
  const modes: MailMode[] = []
  const sockets = new Set<NodeSocket>()
  const listener = (socket: NodeSocket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    new Conversation(fake, { socket, mode: modes.shift() ?? null, identity }).begin()
  }
  const server =
    identity !== undefined && from === 'start'
      ? createSecureServer({ key: identity.key, cert: identity.cert }, listener)
      : createServer(listener)
  const fake: FakeMail = {
    port: 0,
    login: LOGIN,
    letters: [],
    lines: [],
    next: (mode) => void modes.push(mode),
    methods: null,
    seals: false,
    connect: (ms) => () => toTcp(connect(fake.port, '127.0.0.1'), ms),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  fake.port = typeof address === 'object' && address !== null ? address.port : 0
  return fake
}

type Caller = { socket: NodeSocket; mode: MailMode | null; identity: Identity | undefined }

class Conversation {
  readonly #fake: FakeMail
  #socket: NodeSocket
  readonly #identity: Identity | undefined
  readonly #mode: MailMode | null
  #heard = ''
  #sealed = false
  #expects: 'line' | 'user' | 'password' | 'body' = 'line'
  #isIn = false

  constructor(fake: FakeMail, { socket, mode, identity }: Caller) {
    this.#fake = fake
    this.#socket = socket
    this.#mode = mode
    this.#identity = identity
    this.#sealed = socket instanceof TLSSocket
  }

  begin(): void {
    void this.#say('greeting', '220 mail.example ESMTP ready')
    this.#attend()
  }

  #attend(): void {
    this.#socket.on('data', (part) => {
      this.#heard += part.toString('latin1')
      this.#listen()
    })
  }

  #listen(): void {
    for (;;) {
      const mark = this.#expects === 'body' ? '\r\n.\r\n' : '\r\n'
      const end = this.#heard.indexOf(mark)
      if (end < 0) return
      const text = this.#heard.slice(0, end)
      this.#heard = this.#heard.slice(end + mark.length)
      if (this.#expects === 'body') this.#take(text)
      else this.#hear(text)
    }
  }

  #hear(line: string): void {
    this.#fake.lines.push({ text: line, sealed: this.#sealed })
    const decoded = Buffer.from(line, 'base64').toString()
    if (this.#expects === 'user') {
      this.#expects = 'password'
      return void this.#say('AUTH', '334 UGFzc3dvcmQ6')
    }
    if (this.#expects === 'password') return this.#check(decoded === this.#fake.login.password)
    const [verb = '', rest = ''] = line.split(/ (.*)/s)
    switch (verb.toUpperCase()) {
      case 'EHLO':
        return void this.#say('EHLO', this.#offers())
      case 'STARTTLS':
        return void this.#seal()
      case 'AUTH':
        return this.#logIn(rest)
      case 'MAIL':
        return void this.#say(
          'MAIL',
          this.#fake.methods !== null && !this.#isIn ? '530 5.7.0 Log in first' : '250 2.1.0 Ok',
        )
      case 'RCPT':
        return void this.#say('RCPT', '250 2.1.5 Ok')
      case 'DATA':
        this.#expects = 'body'
        return void this.#say('DATA', '354 End data with <CR><LF>.<CR><LF>')
      default:
        return void this.#say('body', '221 2.0.0 Bye')
    }
  }

  async #seal(): Promise<void> {
    await this.#say('EHLO', '220 ready to start TLS')
    this.#sealed = true
    if (this.#identity === undefined) return
    const { key, cert } = this.#identity
    this.#socket.removeAllListeners('data')
    this.#socket = new TLSSocket(this.#socket, { isServer: true, key, cert })
    this.#socket.on('error', () => undefined)
    this.#attend()
  }

  #offers(): string {
    const offers = ['mail.example', 'SIZE 10485760', '8BITMIME']
    if (this.#fake.seals && !this.#sealed) offers.push('STARTTLS')
    if (this.#fake.methods !== null) offers.push(`AUTH ${this.#fake.methods}`)
    return offers.map((offer, index) => `250${index === offers.length - 1 ? ' ' : '-'}${offer}`).join('\r\n')
  }

  #logIn(how: string): void {
    const { user, password } = this.#fake.login
    if (how === 'LOGIN') {
      this.#expects = 'user'
      return void this.#say('AUTH', '334 VXNlcm5hbWU6')
    }
    const given = Buffer.from(how.replace(/^PLAIN /, ''), 'base64').toString()
    this.#check(given === `\0${user}\0${password}`)
  }

  #check(isRight: boolean): void {
    this.#expects = 'line'
    this.#isIn = isRight
    void this.#say(
      'AUTH',
      isRight ? '235 2.7.0 Authentication successful' : '535 5.7.8 Error: authentication failed',
    )
  }

  #take(data: string): void {
    this.#expects = 'line'
    const isTaken =
      this.#mode?.at !== 'body' ||
      typeof this.#mode.answer !== 'string' ||
      /^(2|accept)/.test(this.#mode.answer)
    if (isTaken) this.#fake.letters.push(readMail(data.replace(/\r\n\.\./g, '\r\n.')))
    void this.#say('body', '250 2.0.0 Ok: queued as 4XyZ')
  }

  async #say(stage: Stage, text: string): Promise<void> {
    const answer = this.#mode?.at === stage ? this.#mode.answer : text
    if (answer === 'hang') return
    if (answer === 'hang up') return void this.#socket.end()
    if (answer === 'reset' || answer === 'accept-then-reset') return void this.#socket.resetAndDestroy()
    if (typeof answer === 'object') await new Promise((resolve) => setTimeout(resolve, answer.slow))
    this.#socket.write(`${typeof answer === 'object' ? text : answer}\r\n`)
  }
}

/** A connection of Node's in workerd's shape. */
function toTcp(socket: NodeSocket, ms?: number): TcpSocket {
  if (ms !== undefined) socket.setTimeout(ms, () => socket.destroy(new Error('too late')))
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      socket.removeAllListeners()
      socket.on('data', (part) => controller.enqueue(new Uint8Array(part)))
      socket.on('end', () => controller.close())
      socket.on('error', (error) => controller.error(error))
      socket.on('timeout', () => socket.destroy(new Error('too late')))
    },
  })
  const writable = new WritableStream<Uint8Array>({
    write: (part) =>
      new Promise((resolve, reject) => {
        socket.write(part, (error) => (error === undefined || error === null ? resolve() : reject(error)))
      }),
  })
  return {
    readable,
    writable,
    startTls: () => toTcp(socket),
    close: async () => void socket.destroy(),
  } as TcpSocket
}
