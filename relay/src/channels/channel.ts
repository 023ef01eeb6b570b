import type { AlertText } from '#core/wording.ts'
import type { Delivery, PaceRule } from '#core/delivery.ts'
import type { LogLevel } from '#core/status.ts'

/** What a channel may use of the outside world; `actions/deliver-alert.ts` hands it over. */
export type ChannelIo = {
  /** One hop, redirects come back as answers. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Keeps a line in the log; throws when it was not kept. */
  write: (line: { level: LogLevel; message: string; watchId?: string }) => Promise<void>
  /** To be called just before the message itself leaves: from here on it may have arrived. */
  leaving: () => void
  telegram: { token: string; apiRoot: string } | null
}

type ChannelMessage = {
  text: AlertText
  level: LogLevel
  /** An earlier attempt may have arrived. */
  repeat: boolean
  /** To arrive without a sound. */
  silent?: boolean
  watchId?: string
}

/** A picture that follows a text which has arrived. */
export type ChannelPicture = {
  caption: string
  content: Uint8Array<ArrayBuffer>
  /** Media type. */
  type: string
  /** The channel's own id of the text, when it gave one. */
  replyTo: string | null
}

/** A way to deliver. Never throws: what goes wrong is in the answer. */
export type Channel = {
  pace: PaceRule
  send: (message: ChannelMessage, address: string, io: ChannelIo) => Promise<Delivery>
  /** Without a sound, and without a second try after a lost answer. A channel without it shows no pictures. */
  sendPicture?: (picture: ChannelPicture, address: string, io: ChannelIo) => Promise<Delivery>
}
