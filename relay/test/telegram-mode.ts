import type { Reply } from './telegram-bot.ts'

import { refusal } from './telegram-bot.ts'

/** How the server answers; `ok` judges the message as Telegram does. */
export type TelegramMode =
  | { kind: 'ok' }
  /** Answers `ok` after so many ms. */
  | { kind: 'slow'; ms: number }
  | { kind: 'flood'; retryAfter: number }
  | { kind: 'refuse'; status: 400 | 401 | 403 | 404; description: string; parameters?: object }
  | { kind: 'broken'; status: 500 | 502 | 503 | 504 }
  /** A proxy's HTML page instead of an answer. */
  | { kind: 'html'; status: 200 | 429 | 502; retryAfter?: number }
  /** A refusal under status 200, as some proxies give it. */
  | { kind: 'disguised'; code: number; description: string }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  /** Breaks the connection before anything is read. */
  | { kind: 'reset' }
  /** Takes the message, then breaks the connection: the answer is lost. */
  | { kind: 'accept-then-reset' }

/** The reply of a mode that fails; `null` when the message is to be judged. */
export function fail(mode: TelegramMode): Reply | null {
  switch (mode.kind) {
    case 'flood':
      return flood(mode.retryAfter)
    case 'refuse':
      return refusal(mode.status, mode.description, mode.parameters)
    case 'broken':
      return refusal(mode.status, 'Internal Server Error')
    case 'html': {
      const headers: Record<string, string> =
        mode.retryAfter === undefined ? {} : { 'retry-after': String(mode.retryAfter) }
      return { status: mode.status, body: '<html><body><h1>Bad Gateway</h1></body></html>', headers }
    }
    case 'disguised':
      return { ...refusal(mode.code, mode.description), status: 200 }
    default:
      return null
  }
}

export const flood = (seconds: number) =>
  refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
