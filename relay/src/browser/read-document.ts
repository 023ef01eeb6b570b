import type { PageFacts } from '#core/observation.ts'
import type { LookOptions } from '#readers/look-options.ts'
import type { FreshPage } from './fresh-page.ts'
import type { PageCalls } from './page-calls.ts'

import { isInertHtml } from '#readers/inert.ts'

import { pageFacts } from './page-facts.ts'

export type Reading = LookOptions & {
  /** Text of the reader that runs in the page. */
  reader: string
  calling: PageCalls
  /** Of the document's own answer. */
  requestId: string
}

export type Read =
  | { kind: 'page'; page: PageFacts }
  /** The document was replaced while it was read. */
  | { kind: 'gone' }
  | { kind: 'failed'; detail: string }

/** Beyond its own deadline; then the page does not run at all. */
const ANSWER_MS = 5000

/** Nothing in the document as it stands could have drawn, or could draw: worth a look at what was sent. */
const LOOKS_INERT = `document.querySelector('script:not([type*="json"]), iframe') === null`

/**
 * Runs the reader in a world of its own: the page's scripts cannot touch what it calls or answers.
 * One call; the waiting happens in the page.
 */
export async function readDocument(page: FreshPage, reading: Reading): Promise<Read> {
  const { reader, calling, requestId, ...options } = reading
  try {
    const world = await openWorld(page)
    const sentInert = options.deadlineMs > 0 && (await isSentInert(page, world, requestId))
    calling.onChange(() => {
      // The document may be gone by now.
      world.run(`globalThis.vigieCalls(${JSON.stringify(calling.pending())})`).catch(() => {})
    })
    const asked: LookOptions = { ...options, sentInert, pending: calling.pending() }
    const { result, exceptionDetails } = await world.run(
      `${reader}\n;globalThis.vigieLook(${JSON.stringify(asked)})`,
      options.deadlineMs + ANSWER_MS,
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
  } finally {
    calling.onChange(null)
  }
}

type World = Awaited<ReturnType<typeof openWorld>>

async function openWorld({ session, targetId }: FreshPage) {
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: targetId,
    worldName: 'vigie',
  })
  const run = (expression: string, timeout?: number) =>
    session.send(
      'Runtime.evaluate',
      { contextId, expression, awaitPromise: true, returnByValue: true },
      timeout === undefined ? undefined : { timeout },
    )
  return { run }
}

/** A script may have taken itself out of the document again: what was sent decides. */
async function isSentInert({ session }: FreshPage, world: World, requestId: string): Promise<boolean> {
  const { result } = await world.run(LOOKS_INERT)
  if (result.value !== true) return false
  try {
    const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId })
    return !base64Encoded && isInertHtml(body)
  } catch {
    // The browser has let go of it: nobody knows.
    return false
  }
}
