import type { Environment, RelayLink, Settings } from '../environment.ts'
import type { KeptPairing, KeptPush } from './kept-link.ts'

import { readKeptLink } from './kept-link.ts'
import { readReading } from './reading.ts'

/** What is known of the relay, without the secrets that only the link needs. */
export async function loadLink(env: Environment, { relay }: Pick<Settings, 'relay'>): Promise<RelayLink> {
  if (relay === null) return { ...alone, origin: null }
  const db = await env.db()
  const [link, reading, waiting] = await Promise.all([
    readKeptLink(env, relay),
    readReading(env, relay),
    db.outgoing.where('relay').equals(relay).count(),
  ])
  const { dropped, trouble } = link
  const { last, problem } = reading
  const [pairing, push] = [showPairing(link.pairing), showPush(link.push)]
  const read = {
    watches: last?.status.watches ?? [],
    readAt: last?.readAt ?? null,
    skewMs: last === null ? 0 : last.status.at - last.readAt,
  }
  return { origin: relay, pairing, ...read, problem, waiting, dropped, trouble, push }
}

const alone: Omit<RelayLink, 'origin'> = {
  pairing: { state: 'none' },
  watches: [],
  readAt: null,
  skewMs: 0,
  problem: null,
  waiting: 0,
  dropped: 0,
  trouble: null,
  push: { state: 'off' },
}

function showPairing(pairing: KeptPairing): RelayLink['pairing'] {
  if (pairing.state !== 'pending') return pairing
  const { state, userCode, approveUrl, fingerprint, expiresAt } = pairing
  return { state, userCode, approveUrl, fingerprint, expiresAt }
}

function showPush(push: KeptPush): RelayLink['push'] {
  if (push.state === 'refused') return push
  return push.state === 'on' ? { state: push.state, since: push.since } : { state: push.state }
}
