import type { FreshPage } from './fresh-page.ts'

const SNAPSHOT_MS = 5000

/** The page as it is drawn now, as HTML; empty when it does not answer or is too large. Never rejects. */
export async function takeSnapshot({ session, targetId }: FreshPage, reader: string): Promise<string> {
  try {
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
      frameId: targetId,
      worldName: 'vigie',
    })
    const { result } = await session.send(
      'Runtime.evaluate',
      { contextId, expression: `${reader}\n;globalThis.vigieSnapshot()`, returnByValue: true },
      { timeout: SNAPSHOT_MS },
    )
    return typeof result.value === 'string' ? result.value : ''
  } catch {
    return ''
  }
}
