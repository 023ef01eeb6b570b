import type { AlertContent, ChannelName } from '#core/alert.ts'
import type { Template } from '#core/template.ts'
import type { Locale } from '#core/words.ts'

/** The operator's own words for messages, in the settings: one entry for a channel, kind and language. */
export type TemplateKey = { channel: ChannelName; kind: AlertContent['kind']; locale: Locale }
export type StoredTemplate = TemplateKey & Template

const PREFIX = 'template:'
const keyOf = ({ channel, kind, locale }: TemplateKey) => `${PREFIX}${channel}:${kind}:${locale}`

export async function listTemplates(db: D1Database): Promise<StoredTemplate[]> {
  const { results } = await db
    .prepare('SELECT value FROM settings WHERE key >= ?1 AND key < ?2 ORDER BY key')
    .bind(PREFIX, `${PREFIX.slice(0, -1)};`)
    .all<{ value: string }>()
  return results.map(({ value }) => {
    // Only `putTemplate` writes these.
    const template: StoredTemplate = JSON.parse(value)
    return template
  })
}

/** Whether what is kept under `?1` is what was seen, by `?2`: anything, nothing, or these words (`?3`, `?4`). */
const UNCHANGED = `CASE ?2 WHEN 'any' THEN 1
  WHEN 'none' THEN NOT EXISTS (SELECT 1 FROM settings WHERE key = ?1)
  ELSE EXISTS (SELECT 1 FROM settings WHERE key = ?1
    AND json_extract(value, '$.title') = ?3 AND json_extract(value, '$.body') = ?4) END`

/**
 * `null` goes back to the shipped words. `false` when what is kept is not what was `seen`, and nothing was changed;
 * without `seen` it is changed whatever it was.
 */
export async function putTemplate(
  db: D1Database,
  key: TemplateKey,
  { template, seen }: { template: Template | null; seen?: Template | null | undefined },
): Promise<boolean> {
  const name = keyOf(key)
  const saw = seen === undefined ? 'any' : seen === null ? 'none' : 'these'
  const known = [name, saw, seen?.title ?? null, seen?.body ?? null]
  if (template === null) {
    const { meta } = await db
      .prepare(`DELETE FROM settings WHERE key = ?1 AND ${UNCHANGED}`)
      .bind(...known)
      .run()
    // Nothing is there, as wished.
    return meta.changes > 0 || (saw !== 'these' && !(await isKept(db, name)))
  }
  const { channel, kind, locale } = key
  const { title, body } = template
  const { meta } = await db
    .prepare(
      `INSERT INTO settings (key, value) SELECT ?1, ?5 WHERE ${UNCHANGED}
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    )
    .bind(...known, JSON.stringify({ channel, kind, locale, title, body }))
    .run()
  return meta.changes > 0
}

async function isKept(db: D1Database, name: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM settings WHERE key = ?').bind(name).first()) !== null
}
