import type { Answer } from '../trouble.ts'
import type { TrustLine } from '#core/trust-line.ts'
import type { Client } from '#relay/client.ts'

import { ask } from '../ask.ts'

/** A person's browser, as the operator sees it. */
export type DeviceLine = {
  id: string
  owner: string
  label: string
  version: string
  fingerprint: string
  state: 'active' | 'muted' | 'revoked'
  standing: 'new' | 'good' | 'doubted'
  own: boolean
  score: number
  taken: number
  confirmed: number
  contradicted: number
  lastContactAt: number | null
  createdAt: number
}
/** `unheard`: ids of watches about which no browser is heard; `heard`: whether any is at all. */
export type DevicesList = { reporters: DeviceLine[]; unheard: string[]; heard: boolean }
export type WaitingDevice = { label: string; version: string; fingerprint: string; expiresAt: number }
export type DeviceDecision = { approve: boolean; owner?: string; own?: boolean }
export type DeviceChange = { muted?: boolean; own?: boolean; owner?: string; label?: string }
export type AuditPage = { lines: TrustLine[]; next: string | null }

type Usual = { onSignedOut: () => void }

const one = (id: string) => ({ param: { id } })
const coded = (code: string) => ({ param: { code } })

/** The operator's calls about people's browsers. No call throws. */
export function makeDeviceCalls({ reporters, watches }: Client['api'], usual: Usual) {
  return {
    devices: (): Promise<Answer<DevicesList>> => ask((init) => reporters.$get({}, { init }), usual),
    waiting: (code: string): Promise<Answer<WaitingDevice>> =>
      ask((init) => reporters.pairings[':code'].$get(coded(code), { init }), usual),
    decide: (code: string, json: DeviceDecision): Promise<Answer<{ device: string | null }>> =>
      ask((init) => reporters.pairings[':code'].$post({ ...coded(code), json }, { init }), usual),
    changeDevice: (id: string, json: DeviceChange): Promise<Answer<DeviceLine>> =>
      ask((init) => reporters[':id'].$patch({ ...one(id), json }, { init }), usual),
    revokeDevice: (id: string): Promise<Answer<unknown>> =>
      ask((init) => reporters[':id'].$delete(one(id), { init }), usual),
    hearAll: (heard: boolean): Promise<Answer<unknown>> =>
      ask((init) => reporters.heard.$put({ json: { heard } }, { init }), usual),
    hearAbout: (id: string, heard: boolean): Promise<Answer<unknown>> =>
      ask((init) => watches[':id'].reports.$put({ ...one(id), json: { heard } }, { init }), usual),
    /** `reporter`: of one browser only. */
    audit: (after: string | null, reporter?: string): Promise<Answer<AuditPage>> => {
      const query = { ...(after === null ? {} : { after }), ...(reporter === undefined ? {} : { reporter }) }
      return ask((init) => reporters.audit.$get({ query }, { init }), usual)
    },
  }
}
