import type { Database } from '../db/database.ts'
import type { Follow } from '../db/types.ts'
import type { Environment } from '../environment.ts'
import type { Edited, FollowChange, Followed, Imported } from '../messages.ts'

import { FOLLOWS_MOST, followOfPage, listFollows } from '../db/follows.ts'
import { newSight } from '../db/sights.ts'
import { editFollow, isOver, makeFollow, readDraft } from '../models/follow.ts'
import { exportFollows } from '../models/follow-export.ts'
import { readFollows } from '../models/follow-import.ts'
import { publish } from './snapshot.ts'

/** Follows a page from now on. A page that is followed already stays as it is. */
export async function follow(env: Environment, draft: unknown): Promise<Followed> {
  const read = readDraft(draft)
  if (!read.ok) return { kind: 'refused', refusal: read.refusal }
  const added = await add(env, read)
  return added
}

type Checked = Parameters<typeof makeFollow>[0]

async function add(env: Environment, checked: Checked): Promise<Exclude<Followed, { kind: 'refused' }>> {
  const db = await env.db()
  const made = makeFollow(checked, { id: env.chance.newId(), now: env.clock.now() })
  return db.transaction('rw', db.follows, async () => {
    const known = await followOfPage(db, made.url)
    if (known !== null) return { kind: 'already', follow: known }
    if ((await db.follows.count()) >= FOLLOWS_MOST) return { kind: 'full', most: FOLLOWS_MOST }
    await db.follows.add(made)
    return { kind: 'followed', follow: made }
  })
}

/** Changes a follow. Another page, or another thing looked for on it, has no past: its sight begins anew. */
export async function edit(env: Environment, id: string, change: FollowChange): Promise<Edited> {
  const db = await env.db()
  const edited = await db.transaction('rw', [db.follows, db.sights, db.alerts], async (): Promise<Edited> => {
    const before = await db.follows.get(id)
    if (before === undefined) return { kind: 'gone' }
    const now = env.clock.now()
    const result = editFollow(before, change, now)
    if (!result.ok) return { kind: 'refused', refusal: result.refusal }
    const { follow: after } = result
    const same = await followOfPage(db, after.url)
    if (same !== null && same.id !== id) return { kind: 'already', follow: same }
    await db.follows.put(after)
    if (looksElsewhere(before, after)) {
      await db.sights.put(newSight(id))
      await closeAlerts(db, id, now)
    }
    return { kind: 'followed', follow: after }
  })
  return edited
}

function looksElsewhere(before: Follow, after: Follow): boolean {
  return before.url !== after.url || JSON.stringify(before.target) !== JSON.stringify(after.target)
}

/** What was open for another page is no news of this one. */
async function closeAlerts(db: Database, followId: string, now: number): Promise<void> {
  await db.alerts
    .where('followId')
    .equals(followId)
    .modify((alert) => {
      alert.goneAt ??= now
      alert.seenAt ??= now
    })
}

/** Whose event is over is looked at no more; it stays in the list until it is deleted. Answers how many that were. */
export async function retirePast(env: Environment): Promise<number> {
  const db = await env.db()
  const now = env.clock.now()
  const past = await db.follows
    .filter(({ date, retiredAt }) => retiredAt === null && isOver(date, now))
    .modify({ retiredAt: now, updatedAt: now })
  if (past > 0) await publish(env)
  return past
}

/** Takes every entry of a file that can be taken; importing again is harmless. */
export async function importFollows(env: Environment, text: string): Promise<Imported> {
  const { drafts, issues } = readFollows(text)
  let [added, already] = [0, 0]
  for (const [index, one] of drafts.entries()) {
    const { kind } = await add(env, one)
    if (kind === 'full') {
      issues.push({ path: `${index}`, problem: 'too-many' })
      break
    }
    if (kind === 'followed') added += 1
    else already += 1
  }
  return { added, already, issues }
}

export async function exportAll(env: Environment): Promise<{ text: string }> {
  return { text: exportFollows(await listFollows(await env.db()), env.clock.now()) }
}
