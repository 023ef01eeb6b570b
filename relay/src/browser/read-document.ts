import type { PageFacts } from '#core/observation.ts'
import type { LookOptions } from '#readers/settle.ts'
import type { FreshPage } from './fresh-page.ts'

import { pageFacts } from './page-facts.ts'

export type Reading = LookOptions & { reader: string }

export type Read =
  | { kind: 'page'; page: PageFacts }
  /** The document was replaced while it was read. */
  | { kind: 'gone' }
  | { kind: 'failed'; detail: string }

/** Beyond its own deadline; then the page does not run at all. */
const ANSWER_MS = 5000

/**
 * Runs the reader in a world of its own: the page's scripts cannot touch what it calls or answers.
 * One call; the waiting happens in the page.
 */
export async function readDocument({ session, targetId }: FreshPage, reading: Reading): Promise<Read> {
  const { reader, ...options } = reading
  try {
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: targetId,
      worldName: 'vigie',
    })
    const { result, exceptionDetails } = await session.send(
      'Runtime.evaluate',
      {
        contextId: executionContextId,
        expression: `${reader}\n;globalThis.vigieLook(${JSON.stringify(options)})`,
        awaitPromise: true,
        returnByValue: true,
      },
      { timeout: options.deadlineMs + ANSWER_MS },
    )
    if (exceptionDetails !== undefined)
      return { kind: 'failed', detail: exceptionDetails.exception?.description ?? exceptionDetails.text }
    const parsed = pageFacts.safeParse(result.value)
    if (parsed.success) return { kind: 'page', page: parsed.data }
    const [issue] = parsed.error.issues
    return {
      kind: 'failed',
      detail: `the reader answered nonsense at ${issue?.path.join('.')}: ${issue?.message}`,
    }
  } catch {
    return { kind: 'gone' }
  }
}
