import type { SettingName, StoredSettings } from '#core/settings.ts'

import { readStoredSettings } from '#core/settings.ts'

/** The operator's settings stand beside the other facts of this installation, each under its own name. */
const PREFIX = 'set:'

export async function listStoredSettings(db: D1Database): Promise<StoredSettings> {
  const { results } = await db
    .prepare('SELECT key, value FROM settings WHERE key >= ?1 AND key < ?2')
    .bind(PREFIX, `${PREFIX.slice(0, -1)};`)
    .all<{ key: string; value: string }>()
  return readStoredSettings(results.map(({ key, value }) => [key.slice(PREFIX.length), parse(value)]))
}

export type SettingWrite = {
  name: SettingName
  /** Left out: back to the usual. */
  value?: unknown
  /** The change before, as who writes saw it. */
  seenAt: number
  updatedAt: number
}

/**
 * All or none: `false` when one of them was changed by somebody else since it was seen. Its value then becomes NULL,
 * which the schema forbids, and the batch is rolled back.
 */
export async function writeStoredSettings(db: D1Database, writes: readonly SettingWrite[]): Promise<boolean> {
  const rows = writes.map(({ name, value, seenAt, updatedAt }) =>
    db
      .prepare(
        `INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value =
           CASE WHEN json_extract(settings.value, '$.updatedAt') = ?3 THEN excluded.value END`,
      )
      .bind(PREFIX + name, JSON.stringify({ value, updatedAt }), seenAt),
  )
  try {
    await db.batch(rows)
    return true
  } catch (error) {
    if (/NOT NULL constraint failed: settings\.value/i.test(String(error))) return false
    throw error
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
