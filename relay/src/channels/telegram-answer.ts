import type { ApiError } from '@grammyjs/types'
import type { Delivery } from '#core/delivery.ts'

/** What a Bot API server answered. `malformed` is what Telegram refuses for its form: plain text still passes. */
export type Answer = Delivery | { kind: 'malformed'; detail: string }

const SECOND = 1000
const DAY = 24 * 3600 * SECOND
const RETRY_DEFAULT_MS = 5 * SECOND
const DETAIL_MOST = 200

/** Descriptions seen in public clients; Telegram documents none of them. */
const MALFORMED = /can't parse|message is too long|button|reply markup|wrong http url/i
const ADDRESS_GONE = /chat not found|chat_id is empty|peer_id_invalid|chat_write_forbidden|not enough rights/i

/**
 * Decides on the body, not on the status: proxies answer 200 with `ok: false`. What is not Telegram's JSON comes from
 * something in between and is tried again.
 */
export function readAnswer(response: Response, body: string): Answer {
  const answer = parseAnswer(body)
  if (answer === null) return readForeign(response)
  if (answer.ok) return { kind: 'sent', messageId: answer.messageId }
  const { error_code: code, description, parameters } = answer.error
  const detail = `${code} ${description}`.slice(0, DETAIL_MOST)
  if (parameters?.migrate_to_chat_id !== undefined)
    return { kind: 'moved', to: String(parameters.migrate_to_chat_id) }
  if (code === 429 || parameters?.retry_after !== undefined)
    return { kind: 'rate-limited', retryAfterMs: retryAfter(parameters?.retry_after, response) }
  if (code >= 500) return { kind: 'retry', detail, ambiguous: false }
  if (code === 400 && MALFORMED.test(description)) return { kind: 'malformed', detail }
  const permanent = code !== 400 || ADDRESS_GONE.test(description)
  // 401 and 404 speak of the token in the address, not of the chat.
  const scope = code === 401 || code === 404 ? 'channel' : 'address'
  return { kind: 'refused', detail, permanent, scope }
}

function readForeign(response: Response): Delivery {
  if (response.status === 429) return { kind: 'rate-limited', retryAfterMs: retryAfter(undefined, response) }
  return {
    kind: 'retry',
    detail: `${response.status} without an answer of Telegram's`,
    ambiguous: response.ok,
  }
}

function retryAfter(seconds: number | undefined, response: Response): number {
  const header = response.headers.get('retry-after') ?? ''
  const given = [(seconds ?? 0) * SECOND, /^\d+$/.test(header) ? Number(header) * SECOND : 0]
  const longest = Math.max(...given)
  return longest > 0 ? Math.min(longest, DAY) : RETRY_DEFAULT_MS
}

type Parsed = { ok: true; messageId: string | null } | { ok: false; error: ApiError }

function parseAnswer(body: string): Parsed | null {
  const value = parseJson(body)
  if (!isRecord(value) || typeof value.ok !== 'boolean') return null
  if (value.ok) {
    const id = isRecord(value.result) ? value.result.message_id : undefined
    return { ok: true, messageId: typeof id === 'number' ? String(id) : null }
  }
  const parameters = isRecord(value.parameters) ? value.parameters : {}
  const [moved, wait] = [parameters.migrate_to_chat_id, parameters.retry_after]
  return {
    ok: false,
    error: {
      ok: false,
      error_code: typeof value.error_code === 'number' ? value.error_code : 500,
      description: typeof value.description === 'string' ? value.description : '',
      parameters: {
        ...(typeof moved === 'number' || typeof moved === 'string'
          ? { migrate_to_chat_id: Number(moved) }
          : {}),
        ...(typeof wait === 'number' && wait >= 0 ? { retry_after: wait } : {}),
      },
    },
  }
}

/** What a method answered; `undefined` when it did not answer `ok`. */
export function readResult(body: string): unknown {
  const value = parseJson(body)
  return isRecord(value) && value.ok === true ? (value.result ?? null) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
