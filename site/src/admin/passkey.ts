import type { Answer, Trouble } from './trouble.ts'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'

/** Has one of this person's passkeys sign what the relay asked. */
export async function signWithPasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
): Promise<Answer<AuthenticationResponseJSON>> {
  return await answer(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    return await startAuthentication({ optionsJSON })
  })
}

/** Has a new passkey made. */
export async function makePasskey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<Answer<RegistrationResponseJSON>> {
  return await answer(async () => {
    const { startRegistration } = await import('@simplewebauthn/browser')
    return await startRegistration({ optionsJSON })
  })
}

async function answer<T>(run: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await run() }
  } catch (error) {
    return { ok: false, trouble: why(error) }
  }
}

/** https://www.w3.org/TR/webauthn-3/#sctn-createCredential and -getAssertion: what browsers refuse with. */
const CODES: Record<string, string> = {
  NotAllowedError: 'passkey-cancelled',
  AbortError: 'passkey-cancelled',
  InvalidStateError: 'passkey-known',
  SecurityError: 'passkey-host',
}

function why(error: unknown): Trouble {
  const code = (error instanceof Error ? CODES[error.name] : undefined) ?? 'passkey-failed'
  return { kind: 'refused', status: 0, code, issues: [], waitMs: null }
}
