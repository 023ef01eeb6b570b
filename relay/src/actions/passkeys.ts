import type { Context } from '../context.ts'
import type { StoredPasskey } from '../store/passkeys.ts'
import type { Comer, SignedIn } from './sign-in.ts'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'

import { fromBase64, toBase64Url } from '../base64.ts'
import { insertChallenge, takeChallenge } from '../store/challenges.ts'
import {
  deletePasskey,
  findPasskey,
  insertPasskey,
  listPasskeys,
  renamePasskey,
  usePasskey,
} from '../store/passkeys.ts'
import { settleSetting } from '../store/settings.ts'
import { nameClient, overdone } from './count-calls.ts'
import { sha256, toHex } from './hash-password.ts'
import { dropIdleRecovery } from './read-factors.ts'
import { ensureRecovery } from './recovery.ts'
import { openSession } from './sign-in.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

const MOST = 20
const CHALLENGE_MS = 5 * 60_000
const CLIENT_MOST = 30
const WHOLE_MOST = 300
/** Refusals that are told within ten minutes. */
const TOLD_MOST = 10

/** The page that asks: its origin, and the host name that its passkeys belong to. */
export type PasskeySite = { origin: string; rp: string }

/** What the authenticator of somebody signed in shall make. `session`: the hash of their token. */
export async function askNewPasskey(
  context: Context,
  { site, session }: { site: PasskeySite; session: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await listPasskeys(context.env.DB)
  const options = await generateRegistrationOptions({
    rpName: 'Vigie',
    rpID: site.rp,
    userName: 'admin',
    userDisplayName: 'Vigie',
    userID: await userId(context),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: known
      .filter(({ rp }) => rp === site.rp)
      .map(({ credential, transports }) => ({ id: credential, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await remember(context, options.challenge, session)
  return options
}

export type NewPasskey = {
  site: PasskeySite
  session: string
  name: string
  response: RegistrationResponseJSON
}
export type PasskeyAdded =
  | { kind: 'added'; id: string; recovery: string[] | null }
  | { kind: 'refused' }
  | { kind: 'known-or-full' }

/** Keeps the public key of what was made, when it answers a challenge of this session's. */
export async function addPasskey(context: Context, given: NewPasskey): Promise<PasskeyAdded> {
  const { site, session, name, response } = given
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => take(context, challenge, session),
    expectedOrigin: site.origin,
    expectedRPID: site.rp,
    requireUserVerification: true,
  }).catch(() => null)
  if (verified?.verified !== true) return { kind: 'refused' }
  const { credential, credentialBackedUp } = verified.registrationInfo
  const id = context.newId()
  const passkey: StoredPasskey = {
    id,
    credential: credential.id,
    name,
    rp: site.rp,
    publicKey: toBase64Url(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    synced: credentialBackedUp,
    createdAt: context.now(),
    usedAt: null,
  }
  if (!(await insertPasskey(context.env.DB, passkey, MOST))) return { kind: 'known-or-full' }
  return { kind: 'added', id, recovery: await ensureRecovery(context) }
}

export async function namePasskey(context: Context, id: string, name: string): Promise<boolean> {
  return await renamePasskey(context.env.DB, id, name)
}

export async function dropPasskey(context: Context, id: string): Promise<boolean> {
  const dropped = await deletePasskey(context.env.DB, id)
  await dropIdleRecovery(context)
  return dropped
}

type Asked =
  | { kind: 'ask'; options: PublicKeyCredentialRequestOptionsJSON }
  | { kind: 'too-many'; retryAfterSeconds: number }

/** What an authenticator signs to sign in. No key is named: a stranger learns nothing of which there are. */
export async function askPasskey(
  context: Context,
  { site, client }: { site: PasskeySite; client: string },
): Promise<Asked> {
  const bucket = `passkey:${await nameClient(context, client)}`
  const wait =
    (await overdone(context, bucket, CLIENT_MOST)) ??
    (await overdone(context, 'passkey:everybody', WHOLE_MOST))
  if (wait !== null) return { kind: 'too-many', retryAfterSeconds: wait }
  const options = await generateAuthenticationOptions({
    rpID: site.rp,
    timeout: CHALLENGE_MS,
    userVerification: 'required',
  })
  await remember(context, options.challenge, '')
  return { kind: 'ask', options }
}

/**
 * A passkey alone signs in: it is a thing one has, opened by what one knows or is (the authenticator proves that it
 * verified its user), and unlike a password it cannot be given to another site.
 */
export async function signInByPasskey(
  context: Context,
  {
    site,
    response,
    browser,
  }: Omit<Comer, 'client'> & {
    site: PasskeySite
    response: AuthenticationResponseJSON
  },
): Promise<SignedIn | { kind: 'wrong' }> {
  const passkey = await findPasskey(context.env.DB, response.id)
  if (passkey !== null && (await isProven(context, { passkey, site, response })))
    return await openSession(context, { way: 'passkey', browser })
  // Nothing limits who may try: what strangers send must not push everything else out of the log.
  if ((await overdone(context, 'passkey:told', TOLD_MOST)) === null)
    await tell(context, DOOR_LINES.wrongPasskey())
  return { kind: 'wrong' }
}

type Proof = { passkey: StoredPasskey; site: PasskeySite; response: AuthenticationResponseJSON }

async function isProven(context: Context, { passkey, site, response }: Proof): Promise<boolean> {
  const { id, credential, publicKey, counter, transports } = passkey
  const publicKeyBytes = fromBase64(publicKey)
  if (publicKeyBytes === null) return false
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => take(context, challenge, ''),
    expectedOrigin: site.origin,
    expectedRPID: passkey.rp,
    credential: { id: credential, publicKey: publicKeyBytes, counter, transports },
    requireUserVerification: true,
  }).catch(() => null)
  if (verified?.verified !== true) return false
  const { newCounter } = verified.authenticationInfo
  return await usePasskey(context.env.DB, { id, counter: newCounter, at: context.now() })
}

async function remember(context: Context, challenge: string, session: string): Promise<void> {
  const now = context.now()
  const hash = await sha256(challenge)
  await insertChallenge(context.env.DB, { hash, session, now, until: now + CHALLENGE_MS })
}

async function take(context: Context, challenge: string, session: string): Promise<boolean> {
  const hash = await sha256(challenge)
  return await takeChallenge(context.env.DB, { hash, session, now: context.now() })
}

/** The one account of this installation, by a number that says nothing. */
async function userId(context: Context): Promise<Uint8Array<ArrayBuffer>> {
  const fresh = toHex(crypto.getRandomValues(new Uint8Array(16)))
  return new Uint8Array(new TextEncoder().encode(await settleSetting(context.env.DB, 'passkey.user', fresh)))
}
