import type { Server } from 'node:net'

import { createServer } from 'node:net'

/** A port of this machine that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const address = await listen(server, 0)
  await new Promise((resolve) => server.close(resolve))
  return address
}

/** Listens and answers the port; rejects with Node's own error. */
export async function listen(server: Server, port: number, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a TCP server')
  return address.port
}
