import type { ApiError } from '../src/client.ts'

import { readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'

import { readError } from '../src/client.ts'
import { Problem, reportFailure } from './problem.ts'
import { words } from './words.ts'

/**
 * `matches.json` of the bot that Vigie replaces, from and to a relay that runs, by its HTTP API.
 * `--relay`, else `PUBLIC_URL`, else this machine's `PORT`. Password: `ADMIN_PASSWORD`, else asked for.
 */
async function run(): Promise<void> {
  const { values, positionals } = parseArguments()
  const [command, path] = positionals
  const relay = (
    values.relay ??
    process.env['PUBLIC_URL'] ??
    `http://localhost:${process.env['PORT'] ?? 8787}`
  ).replace(/\/+$/, '')
  if (command === 'export' && positionals.length <= 2) await exportTo(await signIn(relay), path)
  else if (command === 'import' && path !== undefined && positionals.length === 2)
    await importFrom(relay, path)
  else throw new Problem(words.matchesUsage)
}

function parseArguments() {
  try {
    return parseArgs({ options: { relay: { type: 'string' } }, allowPositionals: true })
  } catch {
    throw new Problem(words.matchesUsage)
  }
}

type Ask = (path: string, init?: { method: string; body?: string }) => Promise<unknown>

async function exportTo(ask: Ask, path: string | undefined): Promise<void> {
  const matches = await ask('/api/matches/export')
  const text = `${JSON.stringify(matches, null, 2)}\n`
  if (path === undefined) process.stdout.write(text)
  else {
    await writeFile(path, text)
    console.log(words.matchesExported(Array.isArray(matches) ? matches.length : 0, path))
  }
}

async function importFrom(relay: string, path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Problem(words.matchesUnreadable(path, error instanceof Error ? error.message : String(error)))
  })
  // Checked here too, so that a wrong file asks for no password.
  if (!isJson(text)) throw new Problem(words.matchesNotJson(path))
  const ask = await signIn(relay)
  const answer = Object(await ask('/api/matches/import', { method: 'POST', body: text }))
  console.log(
    words.matchesImported(Array.isArray(answer.added) ? answer.added.length : 0, Number(answer.already)),
  )
}

async function signIn(relay: string): Promise<Ask> {
  const password = process.env['ADMIN_PASSWORD'] || (await askPassword())
  const answer = await send(relay, '/api/session', { method: 'POST', body: JSON.stringify({ password }) })
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  return async (path, init) => {
    const response = await send(relay, path, { ...init, cookie: cookie.join('; ') })
    return await response.json()
  }
}

async function send(
  relay: string,
  path: string,
  { cookie, ...init }: { method?: string; body?: string; cookie?: string },
): Promise<Response> {
  const headers = {
    ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(cookie === undefined ? {} : { cookie }),
  }
  const answer = await fetch(`${relay}${path}`, { ...init, headers }).catch(() => {
    throw new Problem(words.relayUnreachable(relay))
  })
  if (answer.ok) return answer
  const error = readError(await answer.json().catch(() => null))
  throw new Problem(words.relayRefused(answer.status, error.message), ...listIssues(error))
}

function listIssues({ issues = [] }: ApiError): string[] {
  return issues.map(({ path, message }) => `  ${path}: ${message}`)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Typed without being shown. */
async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) throw new Problem(words.passwordMissing)
  process.stderr.write(words.askPassword)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true })
  const password = await reader.question('')
  reader.close()
  process.stderr.write('\n')
  return password
}

await run().catch(reportFailure)
