import type { IncomingMessage, ServerResponse } from 'node:http'

import { lookup } from 'node:dns/promises'
import { createServer } from 'node:http'

import { listen } from './free-port.ts'

export type Resolver = { address: string; stop: () => Promise<void> }

/** Fixed answers by name, for tests: addresses as text, an empty list for "no such name". */
export type FixedNames = Record<string, readonly string[]>

const TYPES = { 4: 1, 6: 28 } as const

/**
 * Answers `GET /dns-query?name=…[&type=A|AAAA]` on loopback as `application/dns-json` (the shape of
 * Cloudflare's 1.1.1.1 and Google's dns.google) from this machine's own resolver, hosts file included:
 * so a local run judges the addresses it would really connect to.
 */
export async function startResolver(fixed: FixedNames = {}): Promise<Resolver> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const query = new URL(request.url ?? '/', 'http://resolver').searchParams
    const found = await resolve(query.get('name') ?? '', query.get('type'), fixed)
    response.writeHead(200, { 'content-type': 'application/dns-json' }).end(JSON.stringify(found))
  }
  const server = createServer((request, response) => void answer(request, response))
  const port = await listen(server, 0)
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { address: `127.0.0.1:${port}`, stop }
}

async function resolve(name: string, type: string | null, fixed: FixedNames) {
  const wanted = type === 'A' || type === '1' ? 4 : type === 'AAAA' || type === '28' ? 6 : 0
  try {
    const found = await addresses(name.replace(/\.$/, ''), fixed)
    const answers = found
      .filter(({ family }) => wanted === 0 || family === wanted)
      .map(({ address, family }) => ({
        name,
        type: family === 6 ? TYPES[6] : TYPES[4],
        TTL: 30,
        data: address,
      }))
    return { Status: found.length === 0 ? 3 : 0, Answer: answers }
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOTFOUND'
    return { Status: gone ? 3 : 2, Answer: [] }
  }
}

async function addresses(name: string, fixed: FixedNames) {
  const known = fixed[name.toLowerCase()]
  if (known === undefined) return lookup(name, { all: true, verbatim: true })
  return known.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}
