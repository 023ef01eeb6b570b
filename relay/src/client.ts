import type { Routes } from './app.ts'
import type { InferResponseType } from 'hono/client'

import { hc } from 'hono/client'

/**
 * A typed client of the relay's HTTP API: the one file of the relay that the site and the extension import.
 * `baseUrl`: the relay's address, for example `https://vigie.example.org` or the page's own origin.
 */
export function makeClient(baseUrl: string, options: ClientOptions = {}): Client {
  return hc<Routes>(baseUrl, options)
}

export type Client = ReturnType<typeof hc<Routes>>
export type ClientOptions = Pick<NonNullable<Parameters<typeof hc>[1]>, 'fetch' | 'headers' | 'init'>

/** What every refusal looks like; `code` is for programs and for the locales. */
export type ApiError = { code: string; message: string; issues?: { path: string; message: string }[] }

type Api = Client['api']
export type WatchList = InferResponseType<Api['watches']['$get'], 200>
export type WatchWithStatus = WatchList['watches'][number]
export type Health = InferResponseType<Client['health']['$get'], 200>
export type Stats = InferResponseType<Api['stats']['$get'], 200>
export type Logs = InferResponseType<Api['logs']['$get'], 200>
export type Releases = InferResponseType<Api['releases']['$get'], 200>
export type Dashboard = InferResponseType<Api['dashboard']['$get'], 200>
export type InsightsAnswer = InferResponseType<Api['insights']['$get'], 200>
export type Visits = InferResponseType<Api['analytics']['$get'], 200>
export type EvidenceList = InferResponseType<Api['watches'][':id']['evidence']['$get'], 200>
export type EvidenceDetail = InferResponseType<Api['evidence'][':id']['$get'], 200>
export type WatchStory = InferResponseType<Api['watches'][':id']['story']['$get'], 200>
export type Tried = InferResponseType<Api['watches']['try']['$post'], 200>
export type EvidenceRow = InferResponseType<
  Api['watches'][':id']['evidence']['$get'],
  200
>['evidence'][number]

/** The error in an answer that is not `ok`; a made-up one when the answer is not the relay's. */
export function readError(body: unknown): ApiError {
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const { error } = body
    if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error)
      if (typeof error.code === 'string' && typeof error.message === 'string')
        return { code: error.code, message: error.message, ...readIssues(error) }
  }
  return { code: 'unreadable', message: 'The answer is not the relay’s.' }
}

function readIssues(error: object): Pick<ApiError, 'issues'> {
  if (!('issues' in error) || !Array.isArray(error.issues)) return {}
  const issues = error.issues.flatMap((issue: unknown) => {
    if (typeof issue !== 'object' || issue === null || !('path' in issue) || !('message' in issue)) return []
    return [{ path: String(issue.path), message: String(issue.message) }]
  })
  return { issues }
}
