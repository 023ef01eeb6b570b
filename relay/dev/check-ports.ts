import type { Settings } from './settings.ts'

import { createServer } from 'node:net'

import { listen } from './free-port.ts'
import { Problem } from './problem.ts'
import { words } from './words.ts'

/** Throws a `Problem` when the relay's port or the demo office's cannot be listened on. */
export async function checkPorts({ port, host, demo }: Settings): Promise<void> {
  const relay = await tryPort(port, host)
  if (relay === 'EADDRINUSE') throw new Problem(words.portTaken(port))
  if (relay !== null) throw new Problem(words.portRefused(port, host, relay))
  if (demo && (await tryPort(port + 1, host)) !== null) throw new Problem(words.officePortTaken(port + 1))
}

/** `null` when it can, else the system's code. */
async function tryPort(port: number, host: string): Promise<string | null> {
  const server = createServer()
  try {
    await listen(server, port, host)
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
  await new Promise((resolve) => server.close(resolve))
  return null
}
