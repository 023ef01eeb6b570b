import type { DatabaseSync } from 'node:sqlite'
import type { Lookout } from './lookout.ts'

import { expect, test } from 'vitest'

import { eventually } from './harness.ts'
import { changeKept } from './kept.ts'
import { isIdle, startLookout, watchMatch } from './lookout.ts'

/** The rules that Vigie comes with, from what goes wrong to the operator's phone, and back. */

const MINUTES = 60_000

/** What takes minutes in life. */
const AT_ONCE = { for: 1, keepFiringFor: 0, groupInterval: 1 }

const NEAR = {
  kind: 'compare',
  left: { kind: 'metric', name: 'vigie_storage_ratio' },
  op: '>=',
  // A small room is as good as a large database.
  right: 1e-9,
}

const change = async ({ admin }: Pick<Lookout, 'admin'>, id: string, body: Record<string, unknown>) => {
  const response = await admin.fetch(`/api/rules/${id}`, { method: 'PATCH', body: JSON.stringify(body) })
  expect(response.status).toBe(200)
}

/** First lines of what arrived, plain. */
const titles = ({ telegram }: Lookout) =>
  telegram.messages.map(({ text }) => text.replaceAll(/<[^>]*>/g, '').split('\n')[0])

const arrives = (lookout: Lookout, title: string) =>
  eventually(() => titles(lookout).includes(title), title, 3 * MINUTES)

/** What the relay keeps is changed between two of its lives. */
async function whileDown(
  lookout: Lookout,
  ...changes: [table: string, change: (db: DatabaseSync) => unknown][]
) {
  const { relay } = lookout
  await isIdle(lookout)
  await relay.kill()
  for (const [table, run] of changes) await changeKept(relay.data, table, run)
  await relay.restart()
  lookout.admin = await relay.signIn()
}

test(
  'a host whose checks have stopped, and one whose page nobody could ever read, are told to the operator until they are well',
  { timeout: 8 * MINUTES },
  async () => {
    const lookout = await startLookout({
      // A blind page has its own word first; this one was never seen, so it has none.
      env: { BLIND_MINUTES: '0.01' },
      allow: [/SyntaxError|JSON|lane|Durable Object/i],
    })
    const { office } = lookout
    const watch = await watchMatch(lookout)
    await change(lookout, 'checks-stopped', { ...AT_ONCE, enabled: false })
    await change(lookout, 'host-blind', AT_ONCE)
    await whileDown(
      lookout,
      ['schedule', (db) => db.exec(`UPDATE schedule SET watch = 'damaged ' || watch`)],
      ['watch_states', (db) => db.exec('DELETE FROM watch_states')],
    )
    await arrives(lookout, 'Attention : aucune page d’un site ne se laisse lire')
    expect(titles(lookout).join('\n')).not.toContain('se sont arrêtées')
    await change(lookout, 'checks-stopped', { enabled: true })
    await arrives(lookout, 'Urgent : les vérifications d’un site se sont arrêtées')
    const told = lookout.telegram.messages.filter(({ text }) => text.includes(`• ${office.host}`))
    expect(told).toHaveLength(2)

    await whileDown(lookout, [
      'schedule',
      (db) => db.exec(`UPDATE schedule SET watch = substr(watch, length('damaged ') + 1)`),
    ])
    await watch.lookUntil('none')
    await arrives(lookout, 'Terminé : les vérifications d’un site se sont arrêtées')
    await arrives(lookout, 'Terminé : aucune page d’un site ne se laisse lire')
    expect(titles(lookout), titles(lookout).join('\n')).toHaveLength(4)
  },
)

test(
  'a database near its limit is told once, and when there is room again; who is told goes by no number',
  { timeout: 6 * MINUTES },
  async () => {
    const lookout = await startLookout({ browser: false })
    const { telegram } = lookout
    await change(lookout, 'storage-near', { ...AT_ONCE, expr: NEAR })
    await arrives(lookout, 'Urgent : la base de données est presque pleine')
    expect(telegram.messages[0]?.text).toContain('RETENTION_DAYS')

    const [, chat] = telegram.chatId.split('-')
    for (const path of [
      '/api/alerts',
      '/api/alerts/export',
      '/api/alerts/export?format=json',
      '/api/subscribers',
    ]) {
      const answer = await (await lookout.admin.fetch(path)).text()
      expect(answer).toContain('chat-')
      expect(answer).not.toContain(chat)
    }

    await whileDown(lookout, [
      'rules',
      (db) =>
        db
          .prepare(`UPDATE rules SET rule = json_set(rule, '$.expr.right', 0.8) WHERE id = ?`)
          .run('storage-near'),
    ])
    await arrives(lookout, 'Terminé : la base de données est presque pleine')
    expect(titles(lookout)).toHaveLength(2)
  },
)
