import type { Server } from 'node:http'

import { createServer } from 'node:http'
import { expect } from 'vitest'

import { listen } from '../dev/free-port.ts'

/**
 * What a test of the door expects in the log: refused sign-ins, pages that say nothing of seats, and workerd's
 * own word on an alarm that was set for a moment already past.
 */
export const EXPECTED_LINES = [/ warning /, /SQLite alarm overdue/]

export type Page = { url: string; host: string; requests: string[]; stop: () => Promise<void> }

/** A page of a club that has nothing to say, on loopback; remembers who asked. */
export async function startPage(): Promise<Page> {
  const requests: string[] = []
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? '')
    const found = request.url !== '/robots.txt'
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/html' })
    response.end(found ? '<!doctype html><title>Club</title><h1>Club</h1>' : '')
  })
  const connections = () => requests.push('connection')
  server.on('connection', connections)
  const port = await listen(server, 0)
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, requests, stop }
}

/** `422 address-private`, after a look at the one shape and at the headers that every answer carries. */
export async function refusal(response: Response): Promise<string> {
  expectGuarded(response)
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  const body: { error: Record<string, unknown> } = await response.json()
  expect(body).toEqual({ error: expect.any(Object), success: false })
  const { error } = body
  expect(error).toMatchObject({ code: expect.stringMatching(/^[a-z-]+$/), message: expect.any(String) })
  const { code, message: _, issues = [], ...rest } = error
  expect(rest).toEqual({})
  expect(issues).toBeInstanceOf(Array)
  for (const issue of Object.values(Object(issues)))
    expect(issue).toEqual({ path: expect.any(String), message: expect.any(String) })
  return `${response.status} ${String(code)}`
}

/** The headers that stand on every answer, whatever it is. */
export function expectGuarded({ headers }: Response): void {
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('permissions-policy')).toContain('camera=()')
}

type Operation = {
  operationId: string
  security?: unknown[]
  parameters?: { name: string; in: string }[]
  requestBody?: unknown
  responses: Record<string, unknown>
}

export type Call = { method: string; path: string; operation: Operation }

/** Every call of the contract that the relay itself publishes. */
export async function readContract(url: string): Promise<Call[]> {
  const contract: { paths: Record<string, Record<string, Operation>> } = await (
    await fetch(`${url}/api/openapi.json`)
  ).json()
  return Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}
