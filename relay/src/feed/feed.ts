import type { FeedMessage, LogLine, PublicWatch } from '#core/status.ts'
import type { VerdictState } from '#core/verdict.ts'
import type { Env } from '../env.ts'
import type { FeedRoom, NewLogLine, NewStep } from '../rooms.ts'
import type { LineQuery } from '../store/log-lines.ts'

import { cleanLine } from '#core/redact.ts'
import { DurableObject } from 'cloudflare:workers'

import { secretsOf } from '../actions/tell.ts'
import { liveConfig, refreshConfig } from '../live-config.ts'
import { addLine, countLines, lastCursor, openLog, pruneLines, readLines } from '../store/log-lines.ts'
import { addStep, openSteps, recentSteps } from '../store/look-steps.ts'

const LINES_MOST = 10_000
const SOCKETS_MOST = 2000
/** A reader who missed more than this sees a gap between `after` and the first cursor, and asks the API. */
const REPLAY_MOST = 1000
const QUERY_MOST = 5000
const PRUNE_EVERY = 100

/** Status changes to everybody, log lines to admins, and the log itself. One object for all, named `feed`. */
export class Feed extends DurableObject<Env> implements FeedRoom {
  readonly #sql = this.ctx.storage.sql
  readonly #secrets = secretsOf(this.env)

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    openLog(this.#sql)
    openSteps(this.#sql)
    // Answered without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  async log(lines: NewLogLine[]): Promise<void> {
    let prunes = false
    for (const line of lines) {
      const stored = addLine(this.#sql, cleanLine(line, this.#secrets))
      this.#send({ type: 'log', line: stored }, 'admin')
      prunes ||= stored.cursor % PRUNE_EVERY === 0
    }
    if (prunes) await this.#prune()
  }

  /** When nobody says for how long lines are kept, none is forgotten this time. */
  async #prune(): Promise<void> {
    try {
      await refreshConfig(this.env, Date.now())
      const { retentionMs } = liveConfig(this.env)
      pruneLines(this.#sql, { most: LINES_MOST, since: Date.now() - retentionMs })
    } catch (error) {
      console.warn(`feed: ${error instanceof Error ? error.message : 'not pruned'}`)
    }
  }

  async watchChanged(watch: PublicWatch, previous: VerdictState | null): Promise<void> {
    this.#send({ type: 'watch', watch, previous })
  }

  async watchRemoved(id: string): Promise<void> {
    this.#send({ type: 'removed', id })
  }

  async orderChanged(ids: string[]): Promise<void> {
    this.#send({ type: 'order', ids })
  }

  async step(step: NewStep): Promise<void> {
    this.#send({ type: 'step', step: addStep(this.#sql, step) }, 'admin')
  }

  async lines(query: LineQuery): Promise<{ lines: LogLine[]; total: number }> {
    const limit = Math.min(Math.max(0, Math.trunc(query.limit)), QUERY_MOST)
    return { lines: readLines(this.#sql, { ...query, limit }), total: countLines(this.#sql, query.level) }
  }

  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket')
      return problem(426, 'upgrade-required', 'The feed speaks WebSocket only.')
    const after = readAfter(request.url)
    if (after === 'bad') return problem(400, 'bad-request', 'after: must be a cursor, a whole number from 0.')
    if (this.ctx.getWebSockets().length >= SOCKETS_MOST)
      return problem(503, 'feed-full', 'Too many readers at once. Try again in a minute.')
    const session = request.headers.get('x-vigie-admin')
    const admin = session !== null
    const { 0: client, 1: server } = new WebSocketPair()
    this.ctx.acceptWebSocket(server, admin ? ['admin', sessionTag(session)] : ['public'])
    server.serializeAttachment({ admin, since: Date.now() })
    this.#greet(server, admin, after)
    return new Response(null, { status: 101, webSocket: client })
  }

  async endAdmins(session?: string): Promise<void> {
    for (const socket of this.ctx.getWebSockets(session === undefined ? 'admin' : sessionTag(session)))
      socket.close(1008, 'Signed out.')
  }

  /** Readers have nothing to say: `ping` is answered before it comes here. */
  override async webSocketMessage(socket: WebSocket): Promise<void> {
    socket.close(1008, 'The feed only speaks.')
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    // 1005 and 1006 may be received but not sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    socket.close(1011)
  }

  /** Nothing can come in between: replay and live lines meet without a gap or a double. */
  #greet(socket: WebSocket, admin: boolean, after: number | null): void {
    const cursor = lastCursor(this.#sql)
    const hello: FeedMessage = { type: 'hello', at: Date.now(), cursor, admin }
    socket.send(JSON.stringify(hello))
    if (!admin) return
    for (const step of recentSteps(this.#sql, hello.at))
      socket.send(JSON.stringify({ type: 'step', step } satisfies FeedMessage))
    if (after === null) return
    for (const line of readLines(this.#sql, { after, limit: REPLAY_MOST }))
      socket.send(JSON.stringify({ type: 'log', line } satisfies FeedMessage))
  }

  #send(message: FeedMessage, tag?: 'admin' | 'public'): void {
    const text = JSON.stringify(message)
    for (const socket of this.ctx.getWebSockets(tag)) {
      try {
        socket.send(text)
      } catch {
        // It is closing: its own handler ends it.
      }
    }
  }
}

const sessionTag = (session: string) => `session:${session.slice(0, 64)}`

function readAfter(url: string): number | null | 'bad' {
  const given = URL.parse(url)?.searchParams.get('after') ?? null
  if (given === null || given === '') return null
  return /^\d{1,15}$/.test(given) ? Number(given) : 'bad'
}

function problem(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}
