import type { Environment } from '../environment.ts'
import type { LinkTrouble, Pairing } from '../known.ts'
import type { Parser } from '../shape.ts'

import { isRecord } from '#core/parse.ts'

import { readSettings } from '../background/read-settings.ts'
import { makeTurns } from '../background/turns.ts'
import { readAddress } from '../models/address.ts'
import { list, number, oneOf, shape, whole } from '../shape.ts'

/** A pairing as it is kept: what waits for approval keeps its secret, which no page gets to see. */
export type KeptPairing =
  | Exclude<Pairing, { state: 'pending' }>
  | (Extract<Pairing, { state: 'pending' }> & {
      deviceCode: string
      label: string
      intervalMs: number
      /** Not asked again before, epoch ms. */
      nextAt: number
    })

/** A subscription at the relay, `token` being what it is changed and ended by; `heardAt`: when the relay knew it last. */
export type KeptPush =
  | { state: 'off' | 'unavailable' }
  | { state: 'refused'; by: 'browser' | 'relay'; at: number }
  | { state: 'on'; since: number; token: string; endpoint: string; watches: string[]; heardAt?: number }

/** All that is kept of the link to one relay, but for the key and the reports. */
export type KeptLink = {
  /** What all this is about. */
  origin: string
  pairing: KeptPairing
  dropped: number
  trouble: LinkTrouble | null
  push: KeptPush
  /** Nothing signed is tried before, epoch ms, after so many failures in a row. */
  rest: { nextAt: number; strikes: number }
}

const KEY = 'link'

function newLink(origin: string): KeptLink {
  return {
    origin,
    pairing: { state: 'none' },
    dropped: 0,
    trouble: null,
    push: { state: 'off' },
    rest: { nextAt: 0, strikes: 0 },
  }
}

/** What is kept of the link to this relay; a new one when it is about another. */
export async function readKeptLink(env: Environment, origin: string): Promise<KeptLink> {
  const kept = parseLink(await env.local.get(KEY))
  return kept?.origin === origin ? kept : newLink(origin)
}

/** Whichever relay it is about; `null` when there is none. */
export async function readAnyLink(env: Environment): Promise<KeptLink | null> {
  return parseLink(await env.local.get(KEY))
}

/** Two changes at once must not lose one. */
const inTurn = makeTurns()

/**
 * Changes some of it. Another relay's takes its place only for the one that the person chose: an answer of the one before
 * may come minutes late.
 */
export function changeLink(
  env: Environment,
  origin: string,
  change: Partial<Omit<KeptLink, 'origin'>>,
): Promise<void> {
  return inTurn(async () => {
    const kept = await readAnyLink(env)
    if (kept !== null && kept.origin !== origin && (await readSettings(env)).relay !== origin) return
    await env.local.set({ [KEY]: { ...(await readKeptLink(env, origin)), ...change } })
  })
}

const id = whole(100)
const secret = whole(400)
const time = number()

type PairingAs<State extends KeptPairing['state']> = Extract<KeptPairing, { state: State }>

const PAIRINGS: readonly Parser<KeptPairing>[] = [
  shape<PairingAs<'none'>>({ state: oneOf(['none']) }),
  shape<PairingAs<'pending'>>({
    state: oneOf(['pending']),
    userCode: id,
    approveUrl: whole(2048),
    fingerprint: id,
    expiresAt: time,
    deviceCode: secret,
    label: id,
    intervalMs: time,
    nextAt: time,
  }),
  shape<PairingAs<'approved'>>({
    state: oneOf(['approved']),
    device: id,
    label: id,
    scopes: list(id, 10),
    since: time,
  }),
  shape<PairingAs<'denied' | 'expired' | 'revoked'>>({
    state: oneOf(['denied', 'expired', 'revoked']),
    at: time,
  }),
]

const PUSHES: readonly Parser<KeptPush>[] = [
  shape<Extract<KeptPush, { state: 'off' | 'unavailable' }>>({ state: oneOf(['off', 'unavailable']) }),
  shape<Extract<KeptPush, { state: 'refused' }>>({
    state: oneOf(['refused']),
    by: oneOf(['browser', 'relay']),
    at: time,
  }),
  shape<Extract<KeptPush, { state: 'on' }>>(
    {
      state: oneOf(['on']),
      since: time,
      token: secret,
      endpoint: whole(2048),
      watches: list(id, 500),
      heardAt: time,
    },
    ['heardAt'],
  ),
]

const TROUBLES: readonly Parser<LinkTrouble>[] = [
  shape<Extract<LinkTrouble, { kind: 'clock' }>>({
    kind: oneOf(['clock']),
    aheadMs: number(-Number.MAX_SAFE_INTEGER),
    at: time,
  }),
  shape<Extract<LinkTrouble, { kind: 'refused' }>>({ kind: oneOf(['refused']), code: id, at: time }),
]

function firstOf<T>(parsers: readonly Parser<T>[], value: unknown): T | undefined {
  for (const parse of parsers) {
    const read = parse(value)
    if (read !== undefined) return read
  }
  return undefined
}

const readRest = shape<KeptLink['rest']>({ nextAt: time, strikes: time })

function parseLink(value: unknown): KeptLink | null {
  if (!isRecord(value) || typeof value.origin !== 'string') return null
  const origin = readAddress(value.origin)
  if (!origin.ok) return null
  const fresh = newLink(origin.address)
  return {
    origin: origin.address,
    pairing: firstOf(PAIRINGS, value.pairing) ?? fresh.pairing,
    dropped: time(value.dropped) ?? 0,
    trouble: firstOf(TROUBLES, value.trouble) ?? null,
    push: firstOf(PUSHES, value.push) ?? fresh.push,
    rest: readRest(value.rest) ?? fresh.rest,
  }
}
