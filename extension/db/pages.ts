import type { Database } from './database.ts'
import type { SentFacts } from './types.ts'

export const PAGES = 'followId'

/** Larger facts are read anew each time: reading them back would cost more than it saves. Characters of JSON. */
const FACTS_MOST = 16_000

export async function readPage(db: Database, followId: string): Promise<SentFacts | null> {
  return (await db.pages.get(followId)) ?? null
}

/** Keeps what the same bytes again would stand for, when it is small enough to be kept. */
export async function keepPage(db: Database, page: SentFacts): Promise<void> {
  if (JSON.stringify(page).length <= FACTS_MOST) await db.pages.put(page)
  else await db.pages.delete(page.followId)
}

/** Forgets pages that nobody follows any more. */
export async function prunePages(db: Database): Promise<void> {
  await db.transaction('rw', [db.follows, db.pages], async () => {
    const followed = new Set(await db.follows.toCollection().primaryKeys())
    const kept = await db.pages.toCollection().primaryKeys()
    await db.pages.bulkDelete(kept.filter((id) => !followed.has(id)))
  })
}
