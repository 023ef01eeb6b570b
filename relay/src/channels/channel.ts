import type { AcknowledgedAs, AlertContent } from '#core/alert.ts'
import type { AlertText } from '#core/wording.ts'
import type { Delivery, PaceRule, WindowRule } from '#core/delivery.ts'
import type { Locale } from '#core/words.ts'
import type { LogLevel } from '#core/status.ts'
import type { MailAddress, SmtpServer } from '../config-mail.ts'

/** What a channel may use of the outside world; `actions/deliver-alert.ts` hands it over. */
export type ChannelIo = {
  /** One hop, redirects come back as answers. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** May this address, which somebody gave us, be asked? `null` when it may: as for watched pages. */
  guard: (url: string) => Promise<{ code: string; message: string } | null>
  /** Keeps a line in the log; throws when it was not kept. */
  write: (line: { level: LogLevel; message: string; watchId?: string }) => Promise<void>
  /** To be called just before the message itself leaves: from here on it may have arrived. */
  leaving: () => void
  /** Epoch ms. */
  now: () => number
  telegram: { token: string; apiRoot: string } | null
  mail: Mail | null
  /** Our name towards push services, made once; the private key never leaves the relay. */
  vapid: () => Promise<VapidKeys>
  /** What the subscriber's address needs beside itself (push keys, a webhook's secret): its own JSON, unread. */
  options: { readonly [key: string]: unknown }
}

/** How mail leaves: by the platform, or by a server of the operator's. */
export type Mail = {
  from: MailAddress
  way: { kind: 'platform'; binding: SendEmail } | { kind: 'smtp'; server: SmtpServer; connect: ConnectTo }
}

/** A connection as workerd gives it: `connect()` of `cloudflare:sockets`, or of a service. */
export type ConnectTo = (server: Pick<SmtpServer, 'host' | 'port' | 'tls'>) => TcpSocket
export type TcpSocket = Pick<Socket, 'readable' | 'writable' | 'close'> & { startTls: () => TcpSocket }

/** Base64url: an uncompressed P-256 point, and its private number. */
export type VapidKeys = { subject: string; publicKey: string; privateKey: string }

export type ChannelMessage = {
  text: AlertText
  level: LogLevel
  /** An earlier attempt may have arrived. */
  repeat: boolean
  /** To arrive without a sound. */
  silent?: boolean
  watchId?: string
  locale?: Locale
  /** What the words were made from: for machines. `follows`: the alert that this one repeats or ends. */
  alert?: {
    id: string
    content: AlertContent
    createdAt: number
    follows?: string | null
    answered?: AcknowledgedAs | null
  }
  /** Where a person, or one POST, ends this subscription: https://www.rfc-editor.org/rfc/rfc8058 */
  unsubscribeUrl?: string
  /** Where a person says what became of it; answers nothing by being opened. */
  answerUrl?: string
}

/** A picture that follows a text which has arrived. */
export type ChannelPicture = {
  caption: string
  locale?: Locale
  content: Uint8Array<ArrayBuffer>
  /** Media type. */
  type: string
  /** The channel's own id of the text, when it gave one. */
  replyTo: string | null
}

/** A message that has arrived, to be changed: the channel's own id of it. */
type SentMessage = { address: string; messageId: string }

/** A way to deliver. Never throws: what goes wrong is in the answer. */
export type Channel = {
  /** Of one address; a function where addresses differ. */
  pace: PaceRule | ((address: string) => PaceRule)
  /** Of all addresses together; without it no limit. */
  overall?: PaceRule | WindowRule
  /** What is wrong with such an address or its options, the field first, in English; `null` when nothing is. */
  problem?: (address: string, options: ChannelIo['options']) => string | null
  send: (message: ChannelMessage, address: string, io: ChannelIo) => Promise<Delivery>
  /** Puts these words in the place of those that arrived; without a sound. Doing it twice is the same as once. */
  edit?: (message: ChannelMessage, sent: SentMessage, io: ChannelIo) => Promise<Delivery>
  /** Without a sound, and without a second try after a lost answer. A channel without it shows no pictures. */
  sendPicture?: (picture: ChannelPicture, address: string, io: ChannelIo) => Promise<Delivery>
}

/** How fast this channel takes messages for this address. */
export function paceFor({ pace }: Channel, address: string): PaceRule {
  return typeof pace === 'function' ? pace(address) : pace
}
