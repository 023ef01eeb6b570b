import type { SettingsDocument } from '#core/settings.ts'
import type { SubscriberLine } from '#core/subscription.ts'
import type { AuditLine } from '#core/audit.ts'
import type { Watch } from '#core/watch.ts'
import type { ApiError } from '#relay/client.ts'

import { expect, test } from 'vitest'

import { eventually } from './eventually.ts'
import { startLookout, watchMatch } from './lookout.ts'

/** The operator's settings through the API: they hold at once, say where they come from, and survive a crash. */

type Told = { status: number; settings: SettingsDocument['settings']; error: ApiError }

test(
  'settings hold at once, say where they come from, and survive a crash',
  { timeout: 120_000 },
  async () => {
    const lookout = await startLookout({ env: { RETENTION_DAYS: '30' }, browser: false })
    const { relay, office, admin } = lookout
    const ask = async (init?: RequestInit): Promise<Told> => {
      const answer = await admin.fetch('/api/settings', init)
      return { status: answer.status, ...(await answer.json()) }
    }
    const change = (body: unknown) => ask({ method: 'PATCH', body: JSON.stringify(body) })
    const refused = async (body: unknown) => {
      const { status, error } = await change(body)
      return [status, error.code, error.issues?.map(({ path }) => path)]
    }
    const post = async <T>(path: string, body: unknown): Promise<T> => {
      const answer = await admin.fetch(path, { method: 'POST', body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return await answer.json()
    }
    let pages = 0
    const cadenceOfNew = async () => {
      const url = `${office.url}/autre-${(pages += 1)}`
      return (await post<Watch>('/api/watches', { name: 'Autre', url, public: false })).checkSeconds
    }

    expect((await fetch(`${relay.url}/api/settings`)).status).toBe(401)
    const { settings: first } = await ask()
    const own = { source: 'built-in', stored: null, updatedAt: 0 }
    expect(first.checkSeconds).toEqual({ ...own, value: 60, usual: 60, variable: 'CHECK_SECONDS' })
    expect(first.retentionDays).toMatchObject({ value: 30, usual: 90, source: 'environment' })
    expect(first.quiet).toEqual({ ...own, value: null, usual: null, variable: null })

    const night = { from: '22:00', to: '07:00' }
    const set = { checkSeconds: 300, quiet: night, timeZone: 'America/Martinique', hostDailyCalls: 4 }
    const { settings: second } = await change({ set, seen: { checkSeconds: 0, quiet: 0 } })
    expect(second.checkSeconds).toMatchObject({ value: 300, source: 'database', stored: { value: 300 } })
    expect(await cadenceOfNew()).toBe(300)

    const hook = { channel: 'webhook', address: `http://${office.host}/hook`, locale: 'fr' }
    const options = { secret: 'a secret of sixteen signs' }
    const reader = await post<SubscriberLine>('/api/subscribers', { ...hook, options, role: 'reader' })
    expect(reader).toMatchObject({ quiet: night, timeZone: 'America/Martinique', loudness: 'ring' })
    const address = `http://${office.host}/operator`
    const operator = await post<SubscriberLine>('/api/subscribers', {
      ...hook,
      address,
      options,
      role: 'operator',
    })
    // What is usual for readers keeps no alarm from the operator.
    expect(operator).toMatchObject({ quiet: null, timeZone: 'Europe/Paris' })

    expect(await refused({ set: { blindMinutes: 0, loudness: 'deafening' } })).toEqual([
      400,
      'invalid',
      ['set.blindMinutes', 'set.loudness'],
    ])
    expect(await refused({ set: { quiet: { from: '22:00', to: '22:00' } } })).toEqual([
      400,
      'invalid',
      ['set.quiet'],
    ])
    expect((await refused({ set: { colour: 'red' } })).slice(0, 2)).toEqual([400, 'invalid'])
    // All or none: the environment says one of them.
    expect(await refused({ set: { blindMinutes: 20 }, reset: ['retentionDays'] })).toEqual([
      409,
      'pinned',
      ['set.retentionDays'],
    ])
    expect((await ask()).settings.blindMinutes.source).toBe('built-in')

    // Somebody else was first: they are told what it is now, and nothing is changed.
    const late = await change({ set: { checkSeconds: 20, blindMinutes: 30 }, seen: { checkSeconds: 0 } })
    expect(late).toMatchObject({ status: 409, error: { code: 'settings-conflict' } })
    expect(late.error.issues).toEqual([{ path: 'set.checkSeconds', message: 'is now 300' }])
    const seen = { checkSeconds: second.checkSeconds.updatedAt }
    const both = await Promise.all([40, 50].map((checkSeconds) => change({ set: { checkSeconds }, seen })))
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const won = both.find(({ status }) => status === 200)?.settings.checkSeconds.value

    // The day's budget is spent; a larger one counts at once.
    const watch = await watchMatch(lookout, { url: office.matches[0]?.url })
    const lookUntil = (reason: string) =>
      eventually(async () => {
        const { verdict } = await watch.read()
        if (verdict.state === 'unknown' && verdict.reason === reason) return true
        await admin.fetch(`/api/watches/${watch.id}/check`, { method: 'POST' })
        return false
      }, reason)
    await lookUntil('rate-limited')
    await change({ set: { hostDailyCalls: 1000 } })
    await lookUntil('needs-render')

    await relay.kill()
    await relay.restart()
    expect((await ask()).settings.checkSeconds).toMatchObject({ value: won, source: 'database' })
    const { settings: back } = await change({ reset: ['checkSeconds', 'quiet', 'timeZone'] })
    expect(back.checkSeconds).toMatchObject({ value: 60, source: 'built-in', stored: null })
    expect(await cadenceOfNew()).toBe(60)

    const { lines }: { lines: AuditLine[] } = await (
      await admin.fetch('/api/account/audit?what=changeSettings')
    ).json()
    expect(lines.at(0)?.changes).toEqual([
      { field: 'checkSeconds', before: String(won), after: '60' },
      { field: 'quiet', before: '22:00–07:00', after: '—' },
      { field: 'timeZone', before: 'America/Martinique', after: 'Europe/Paris' },
    ])
    expect(lines).toHaveLength(4)
  },
)

test('of two who put a message in other words the second one hears of it', async () => {
  const { admin } = await startLookout({ browser: false })
  const which = { channel: 'telegram', kind: 'gone', locale: 'fr' }
  const put = async (change: object) => {
    const body = JSON.stringify({ ...which, ...change })
    const answer = await admin.fetch('/api/templates', { method: 'PUT', body })
    const { error }: { error?: ApiError } = await answer.json()
    return [answer.status, ...(error?.issues ?? []).map(({ message }) => message)]
  }
  const [ann, bob] = ['Fini : {match}', 'Partie : {match}'].map((title) => ({ title, body: '' }))
  expect(await put({ template: ann, seen: null })).toEqual([200])
  expect(await put({ template: bob, seen: null })).toEqual([409, 'is now Fini : {match}', 'is now '])
  expect(await put({ template: null, seen: bob })).toEqual([409, 'is now Fini : {match}', 'is now '])
  expect(await put({ template: bob, seen: ann })).toEqual([200])
  expect(await put({ template: null, seen: bob })).toEqual([200])
  expect(await put({ template: null, seen: null })).toEqual([200])
  expect((await put({ template: ann, seen: bob })).slice(0, 2)).toEqual([409, 'is the shipped one again'])
  // Scripts that know nothing of it have the last word.
  expect(await put({ template: ann })).toEqual([200])
})
