import type { Context } from '../context.ts'

/** `missing` only when the resolver said so itself: an answer about nothing is not an answer that failed. */
export type Resolved = { kind: 'found'; addresses: string[] } | { kind: 'missing' } | { kind: 'failed' }

const KEPT_MS = 60_000
const KEPT_MOST = 1000
const PATIENCE_MS = 3000
const ANSWER_MAX = 64_000
const A = 1
const AAAA = 28
const NXDOMAIN = 3

const kept = new Map<string, { until: number; resolved: Resolved }>()

/** Addresses of a host name, by DNS over HTTPS or the self-hosted resolver. Never throws; kept for a minute. */
export async function resolveName(context: Context, name: string): Promise<Resolved> {
  const now = context.now()
  const known = kept.get(name)
  if (known !== undefined && known.until > now) return known.resolved
  const [v4, v6] = await Promise.all([ask(context, name, 'A'), ask(context, name, 'AAAA')])
  const resolved = merge(v4, v6)
  if (resolved.kind === 'failed') return resolved
  kept.delete(name)
  if (kept.size >= KEPT_MOST) kept.delete(kept.keys().next().value ?? '')
  kept.set(name, { until: now + KEPT_MS, resolved })
  return resolved
}

function merge(v4: Resolved, v6: Resolved): Resolved {
  const addresses = [v4, v6].flatMap((part) => (part.kind === 'found' ? part.addresses : []))
  if (addresses.length > 0) return { kind: 'found', addresses }
  return v4.kind === 'missing' && v6.kind === 'missing' ? { kind: 'missing' } : { kind: 'failed' }
}

async function ask(context: Context, name: string, type: 'A' | 'AAAA'): Promise<Resolved> {
  const query = `dns-query?${new URLSearchParams({ name, type }).toString()}`
  const init = { headers: { accept: 'application/dns-json' }, signal: AbortSignal.timeout(PATIENCE_MS) }
  const { RESOLVER } = context.env
  try {
    const answer = await (RESOLVER === undefined
      ? fetch(`https://cloudflare-dns.com/${query}`, init)
      : RESOLVER.fetch(`http://resolver/${query}`, init))
    const text = await answer.text()
    if (!answer.ok || text.length > ANSWER_MAX) return { kind: 'failed' }
    return readAnswer(JSON.parse(text), type === 'A' ? A : AAAA)
  } catch {
    return { kind: 'failed' }
  }
}

/** https://developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/make-api-requests/dns-json/ */
function readAnswer(answer: unknown, type: number): Resolved {
  if (typeof answer !== 'object' || answer === null || !('Status' in answer)) return { kind: 'failed' }
  if (answer.Status === NXDOMAIN) return { kind: 'missing' }
  if (answer.Status !== 0) return { kind: 'failed' }
  const records: unknown[] = 'Answer' in answer && Array.isArray(answer.Answer) ? answer.Answer : []
  const addresses = records.flatMap((record) => readAddress(record, type))
  return addresses.length > 0 ? { kind: 'found', addresses } : { kind: 'missing' }
}

function readAddress(record: unknown, type: number): string[] {
  if (typeof record !== 'object' || record === null) return []
  if (!('type' in record) || !('data' in record) || record.type !== type) return []
  return typeof record.data === 'string' ? [record.data] : []
}
