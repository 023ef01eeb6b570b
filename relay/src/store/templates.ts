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

/** `null` goes back to the shipped words. */
export async function putTemplate(
  db: D1Database,
  key: TemplateKey,
  template: Template | null,
): Promise<void> {
  if (template === null) {
    await db.prepare('DELETE FROM settings WHERE key = ?').bind(keyOf(key)).run()
    return
  }
  const { channel, kind, locale } = key
  const { title, body } = template
  await db
    .prepare(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .bind(keyOf(key), JSON.stringify({ channel, kind, locale, title, body }))
    .run()
}
