import type { Answer } from '../trouble.ts'
import type { AuditFilter } from '../models/route.ts'
import type { AuditLine, AuditWho } from '#core/audit.ts'
import type { BrowserName } from '#core/browser-name.ts'
import type { Scope } from '#core/scope.ts'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'

import { makeClient } from '#relay/client.ts'

import { ask } from '../ask.ts'

export type PasskeyLine = {
  id: string
  name: string
  rp: string
  synced: boolean
  createdAt: number
  usedAt: number | null
}
export type AccountFacts = { passkeys: PasskeyLine[]; codesSince: number | null; recoveryLeft: number }
export type SessionLine = {
  id: string
  createdAt: number
  usedAt: number
  expiresAt: number
  browser: BrowserName['browser']
  system: BrowserName['system']
  way: 'password' | 'passkey' | 'code' | 'recovery'
  current: boolean
}
export type KeyLine = {
  id: string
  name: string
  hint: string
  scopes: Scope[]
  createdAt: number
  expiresAt: number | null
  revokedAt: number | null
  usedDay: string | null
}
export type NewKey = { name: string; scopes: Scope[]; days: number | null }
export type AuditQuery = AuditFilter & { text?: string }
/** Everybody and every call that the record knows. */
export type AuditNames = { who: AuditWho[]; what: string[] }
export type AuditPage = AuditNames & { lines: AuditLine[]; next: string | null }

/** The calls about one's own account, and the record of changes. No call throws. */
export type AccountDoor = ReturnType<typeof makeAccountDoor>

const one = (id: string) => ({ param: { id } })

export function makeAccountDoor(onSignedOut: () => void) {
  const { account } = makeClient(location.origin).api
  const usual = { onSignedOut }
  return {
    account: (): Promise<Answer<AccountFacts>> => ask((init) => account.$get({}, { init }), usual),
    askPasskey: (): Promise<Answer<PublicKeyCredentialCreationOptionsJSON>> =>
      ask((init) => account.passkeys.options.$post({}, { init }), usual),
    addPasskey: (
      name: string,
      response: RegistrationResponseJSON,
    ): Promise<Answer<{ recovery: string[] | null }>> =>
      ask((init) => account.passkeys.$post({ json: { name, response: plain(response) } }, { init }), usual),
    renamePasskey: (id: string, name: string): Promise<Answer<unknown>> =>
      ask((init) => account.passkeys[':id'].$patch({ ...one(id), json: { name } }, { init }), usual),
    dropPasskey: (id: string): Promise<Answer<unknown>> =>
      ask((init) => account.passkeys[':id'].$delete(one(id), { init }), usual),
    beginCodes: (): Promise<Answer<{ secret: string; uri: string }>> =>
      ask((init) => account.totp.$post({}, { init }), usual),
    confirmCodes: (code: string): Promise<Answer<{ recovery: string[] | null }>> =>
      ask((init) => account.totp.confirm.$post({ json: { code } }, { init }), usual),
    dropCodes: (): Promise<Answer<unknown>> => ask((init) => account.totp.$delete({}, { init }), usual),
    renewRecovery: (): Promise<Answer<{ recovery: string[] }>> =>
      ask((init) => account.recovery.$post({}, { init }), usual),
    sessions: (): Promise<Answer<{ sessions: SessionLine[] }>> =>
      ask((init) => account.sessions.$get({}, { init }), usual),
    endSession: (id: string): Promise<Answer<unknown>> =>
      ask((init) => account.sessions[':id'].$delete(one(id), { init }), usual),
    endOthers: (): Promise<Answer<{ ended: number }>> =>
      ask((init) => account.sessions.$delete({}, { init }), usual),
    keys: (): Promise<Answer<{ keys: KeyLine[] }>> => ask((init) => account.keys.$get({}, { init }), usual),
    makeKey: (json: NewKey): Promise<Answer<{ id: string; token: string }>> =>
      ask((init) => account.keys.$post({ json }, { init }), usual),
    revokeKey: (id: string): Promise<Answer<unknown>> =>
      ask((init) => account.keys[':id'].$delete(one(id), { init }), usual),
    audit: (query: AuditQuery, after: string | null): Promise<Answer<AuditPage>> =>
      ask(
        (init) => account.audit.$get({ query: { ...query, ...(after === null ? {} : { after }) } }, { init }),
        usual,
      ),
    auditUrl: (query: AuditQuery, format: 'csv' | 'json'): string => {
      const { pathname, search } = account.audit.export.$url({ query: { ...query, format } })
      return pathname + search
    },
  }
}

/** What of it the relay takes. */
function plain({ id, rawId, response }: RegistrationResponseJSON) {
  const { clientDataJSON, attestationObject, transports = [] } = response
  return {
    id,
    rawId,
    type: 'public-key' as const,
    clientExtensionResults: {},
    response: { clientDataJSON, attestationObject, transports },
  }
}
