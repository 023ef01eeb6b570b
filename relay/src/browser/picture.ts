import type { Watch } from '#core/watch.ts'
import type { Picture } from '../kinds/kind.ts'
import type { FreshPage } from './fresh-page.ts'

import { VIEW } from './fresh-page.ts'
import { within } from './limit.ts'

/** The page is left after so long, with its picture or without. */
const PICTURE_MS = 2000
/** JPEG qualities, tried until the picture is small enough. */
const QUALITIES = [70, 40, 15]
const BYTES_MOST = 1_000_000

/** The window of the page as it stands, the wanted offer in its middle. Never rejects; `null` when it took too long. */
export async function takePicture(page: FreshPage, watch: Watch): Promise<Picture | null> {
  const limit = { ms: PICTURE_MS, late: 'no picture in time' }
  return await within(capture(page, watch), limit).catch(() => null)
}

async function capture({ session, targetId }: FreshPage, { url, target }: Watch): Promise<Picture | null> {
  // The world of that name is the one that the reader left behind.
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: targetId,
    worldName: 'vigie',
  })
  await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    expression: `globalThis.vigieShow?.(${JSON.stringify({ url, target, deadlineMs: 0 })})`,
  })
  for (const quality of QUALITIES) {
    const { data } = await session.send('Page.captureScreenshot', { format: 'jpeg', quality })
    if (data.length * 0.75 > BYTES_MOST) continue
    const content = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))
    return { content, facts: { bytes: content.length, type: 'image/jpeg', ...VIEW } }
  }
  return null
}
