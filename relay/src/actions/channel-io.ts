import type { ChannelIo, Mail } from '../channels/channel.ts'
import type { Context } from '../context.ts'

import { connect } from 'cloudflare:sockets'

import { egress } from './egress.ts'
import { guardAddress } from './guard-address.ts'
import { vapidKeys } from './push-key.ts'
import { writeLine } from './tell.ts'

/** The outside world for one message to one subscriber: `leaving` as in `deliverAlert`, `options` as stored. */
export function makeChannelIo(
  context: Context,
  { leaving, options }: Pick<ChannelIo, 'leaving' | 'options'>,
): ChannelIo {
  return {
    fetch: (url, init) => egress(context, url, init),
    guard: (url) => guardAddress(context, url),
    write: (line) => writeLine(context, line),
    leaving,
    now: context.now,
    telegram: context.config.telegram,
    mail: mailOf(context),
    vapid: () => vapidKeys(context),
    options,
  }
}

/** A server that the operator named comes before the platform's service. `null` when mail cannot leave. */
function mailOf({ config, env }: Context): Mail | null {
  if (config.mail === null) return null
  const { from, server } = config.mail
  if (server !== null) return { from, way: { kind: 'smtp', server, connect: dial(env.PRIVATE) } }
  return env.EMAIL === undefined ? null : { from, way: { kind: 'platform', binding: env.EMAIL } }
}

/** Self-hosted, a mail server may stand in the house: it is reached by the network that may go there. */
function dial(home: Fetcher | undefined): Extract<Mail['way'], { kind: 'smtp' }>['connect'] {
  return ({ host, port, tls }) => {
    const options = { secureTransport: tls ? 'on' : 'starttls', allowHalfOpen: false }
    const address = `${host}:${port}`
    return home === undefined ? connect(address, options) : home.connect(address, options)
  }
}
