import type { PasskeySite } from '../actions/passkeys.ts'
import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { z } from '@hono/zod-openapi'

import { Refused } from './errors.ts'
import { isSameOrigin } from './origin.ts'

/** The page of ours that asks; passkeys belong to a host name, and browsers make none for a bare address. */
export function passkeySite(c: HttpContext<App>): PasskeySite {
  const given = c.req.header('origin')
  if (given === undefined || !isSameOrigin(c))
    throw new Refused(403, 'foreign-origin', { message: 'Passkeys are asked for by our own pages only.' })
  const { origin, hostname } = new URL(given)
  if (/^[\d.]+$|:/.test(hostname))
    throw new Refused(422, 'passkey-host', {
      message: 'Passkeys need a host name, such as localhost or vigie.example.org.',
    })
  return { origin, rp: hostname }
}

const base64Url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/, 'must be base64url')

const credential = {
  id: base64Url(1400),
  rawId: base64Url(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
}

/** https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson, what of it is needed. */
export const MadeSchema = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64Url(4000),
      attestationObject: base64Url(40_000),
      transports: z.array(z.string().max(30)).max(10).default([]),
    }),
  })
  .openapi('PasskeyMade')

/** https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson, what of it is needed. */
export const SignedSchema = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64Url(4000),
      authenticatorData: base64Url(4000),
      signature: base64Url(4000),
    }),
  })
  .openapi('PasskeySigned')

/** What the browser is asked, for `navigator.credentials`. */
export const OptionsSchema = z
  .object({ challenge: z.string() })
  .openapi('PasskeyOptions', { description: 'As PublicKeyCredential.parse…OptionsFromJSON() takes it.' })
