import type { Heard } from '../actions/hear-signed.ts'
import type { Reporter, Scope } from '#core/reporter.ts'
import type { App } from './router.ts'

import { createMiddleware } from 'hono/factory'

import { CLOCK_MS, SIGNED_HEADERS } from '#core/signature.ts'

import { hearSigned } from '../actions/hear-signed.ts'
import { Refused } from './errors.ts'

/** For the contract: routes that carry it are refused without a signature. */
export const SIGNED = [{ device: [] }]

export type SignedApp = App & { Variables: { reporter: Reporter; signedAt: number } }

/** Lets nobody through but a paired device whose signature covers this call, once. */
export function requireSigned(scope: Scope) {
  return createMiddleware<SignedApp>(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const heard = await hearSigned(c.get('context'), {
      method: c.req.method,
      path: pathname + search,
      header: (name) => c.req.header(name) ?? null,
      body: await c.req.arrayBuffer(),
      scope,
    })
    if (heard.kind !== 'heard') throw refuseSigned(heard, c.get('context').now())
    c.set('reporter', heard.reporter)
    c.set('signedAt', heard.signedAt)
    await next()
  })
}

function refuseSigned(heard: Exclude<Heard, { kind: 'heard' }>, now: number): Refused {
  switch (heard.kind) {
    case 'unsigned': {
      const message = `${heard.header}: missing or malformed.`
      return new Refused(401, 'unsigned', {
        message,
        issues: [{ path: heard.header, message: 'Missing or malformed.' }],
      })
    }
    case 'clock': {
      const minutes = CLOCK_MS / 60_000
      return new Refused(401, 'clock', {
        message: `Signed more than ${minutes} minutes from the time here.`,
        issues: [{ path: SIGNED_HEADERS.time, message: String(now) }],
        headers: { [SIGNED_HEADERS.time]: String(now) },
      })
    }
    case 'unknown-device':
      return new Refused(401, 'unknown-device', { message: 'This device is not paired with this relay.' })
    case 'revoked-device':
      return new Refused(401, 'revoked-device', { message: 'This device was unpaired.' })
    case 'wrong-signature':
      return new Refused(401, 'wrong-signature', {
        message: 'The signature is not this device’s over this address and this body.',
      })
    case 'replayed':
      return new Refused(409, 'replayed', { message: 'This very call was heard before.' })
    default:
      heard.kind satisfies 'scope'
      return new Refused(403, 'scope', { message: 'This device may not do that.' })
  }
}
