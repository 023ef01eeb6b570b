import type { Admin } from './harness.ts'
import type { Lookout } from './lookout.ts'

import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'

import { EXPECTED_LINES, readContract, refusal, startPage } from './door-kit.ts'
import { eventually, startRelay } from './harness.ts'
import { firstSlug, isIdle, startLookout, watchMatch } from './lookout.ts'
import { startTelegram } from './telegram.ts'

/** An operator's own rules, and those that Vigie comes with: from the door to the phone. */

type Rule = {
  id: string
  name: string
  enabled: boolean
  updatedAt: number
  things: { what: string; value: number; firing: boolean }[]
}

const OPEN = {
  kind: 'compare',
  left: { kind: 'verdict', states: ['available'] },
  op: '==',
  right: 1,
} as const

const send = async (admin: Admin, method: string, path: string, body?: unknown) =>
  await admin.fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })

const compare = (left: unknown) => ({ kind: 'compare', left, op: '>', right: 1 })

async function add(admin: Admin, rule: Record<string, unknown>): Promise<Rule> {
  const response = await send(admin, 'POST', '/api/rules', { repeat: 3600, groupInterval: 1, ...rule })
  expect(response.status).toBe(201)
  return await response.json()
}

async function read(admin: Admin, id: string): Promise<Rule> {
  return await (await admin.fetch(`/api/rules/${id}`)).json()
}

/** First lines of what arrived about rules with this name. */
const titles = ({ telegram }: Lookout, name: string) =>
  telegram.messages.flatMap(({ text }) => {
    const [title = ''] = text.replaceAll(/<[^>]*>/g, '').split('\n')
    return title.includes(name) ? [title] : []
  })

const hasTold = (lookout: Lookout, name: string, count: number) =>
  eventually(() => titles(lookout, name).length >= count, `${count} messages of ${name}`)

test('a rule over verdicts speaks as soon as one changes, says when it is over, and does not speak again within its repeat', async () => {
  const lookout = await startLookout()
  const { admin, office } = lookout
  const match = firstSlug(lookout)
  const watch = await watchMatch(lookout)
  const rule = await add(admin, { name: 'Une place', expr: OPEN, severity: 'critical' })
  expect(rule.things).toEqual([])

  office.control({ action: 'release', match, places: 1 })
  await watch.lookUntil('available')
  await hasTold(lookout, 'Une place', 1)
  expect(titles(lookout, 'Une place')).toEqual(['Urgent : Une place'])
  const told = lookout.telegram.messages.find(({ text }) => text.includes('Une place'))
  expect(told?.text).toMatch(/• .*Olympique des Brumes.*, depuis \d\d:\d\d/)
  expect((await read(admin, rule.id)).things).toMatchObject([{ value: 1, firing: true }])

  office.control({ action: 'take', match })
  await watch.lookUntil('none')
  await hasTold(lookout, 'Une place', 2)
  office.control({ action: 'release', match, places: 1 })
  await watch.lookUntil('available')
  await send(admin, 'PATCH', `/api/rules/${rule.id}`, { severity: 'critical' })
  expect((await read(admin, rule.id)).things).toMatchObject([{ firing: true }])
  expect(titles(lookout, 'Une place')).toEqual(['Urgent : Une place', 'Terminé : Une place'])
})

test('what fires is remembered through a kill: it is not told anew, and its end is', async () => {
  const lookout = await startLookout()
  const { office, relay } = lookout
  const match = firstSlug(lookout)
  office.control({ action: 'release', match, places: 1 })
  const watch = await watchMatch(lookout)
  const rule = await add(lookout.admin, { name: 'Une place', expr: OPEN })
  // Killed before the answer is in the books, the outbox would rightly send it once more.
  await hasTold(lookout, 'Une place', 1)
  await isIdle(lookout)
  await relay.kill()
  await relay.restart()
  const admin = await relay.signIn()
  await watch.look()
  expect((await read(admin, rule.id)).things).toMatchObject([{ firing: true }])
  office.control({ action: 'take', match })
  await watch.lookUntil('none')
  await hasTold(lookout, 'Une place', 2)
  expect(titles(lookout, 'Une place')).toEqual(['Attention : Une place', 'Terminé : Une place'])
})

test(
  'a rule over a counter is judged each minute by itself, from when it is kept',
  { timeout: 150_000 },
  async () => {
    const lookout = await startLookout()
    const watch = await watchMatch(lookout)
    const rule = await add(lookout.admin, {
      name: 'Des regards',
      severity: 'info',
      expr: {
        kind: 'compare',
        left: { kind: 'sum', of: { kind: 'increase', name: 'vigie_checks_total', window: 3600 } },
        op: '>=',
        right: 2,
      },
    })
    expect(rule.things).toEqual([])
    await watch.look()
    await watch.look()
    await eventually(() => titles(lookout, 'Des regards').length > 0, 'the minute’s judgement', 100_000)
    const message = lookout.telegram.messages.find(({ text }) => text.includes('Des regards'))
    expect(message?.text).toContain('• 2, depuis')
  },
)

test('the rules that Vigie comes with are on, may be changed, and stay removed', async () => {
  const lookout = await startLookout({ env: { HOST_DAILY_CALLS: '4' } })
  const { admin, relay, office } = lookout
  const all: { rules: Rule[]; metrics: { name: string }[] } = await (await admin.fetch('/api/rules')).json()
  expect(all.rules.map(({ id, enabled }) => `${id} ${enabled}`)).toEqual([
    'budget-near true',
    'checks-stopped true',
    'host-blind true',
    'outbox-stuck true',
    'reporter-contradicted true',
    'storage-near true',
  ])
  expect(all.metrics.map(({ name }) => name)).toContain('vigie_host_budget_ratio')

  const watch = await watchMatch(lookout)
  await watch.look()
  await watch.look()
  const changed = await send(admin, 'PATCH', '/api/rules/budget-near', { repeat: 7200 })
  expect(changed.status).toBe(200)
  expect(await changed.json()).toMatchObject({ repeat: 7200, things: [{ what: office.host, firing: true }] })
  await hasTold(lookout, 'un site a presque reçu ses appels du jour', 1)
  const message = lookout.telegram.messages.find(({ text }) => text.includes('appels du jour'))
  expect(message?.text).toMatch(new RegExp(`• ${office.host}, 1\\d\\d %, depuis`))
  expect(message?.text).toContain('minuit UTC')

  expect((await send(admin, 'DELETE', '/api/rules/budget-near')).status).toBe(200)
  await relay.restart()
  const again = await relay.signIn()
  expect(await refusal(await again.fetch('/api/rules/budget-near'))).toBe('404 unknown-rule')
  expect((await read(again, 'storage-near')).name).toBe('la base de données est presque pleine')
})

test('a condition may be tried: what it sees, and why it holds or not', async () => {
  const lookout = await startLookout()
  const { admin, office } = lookout
  await watchMatch(lookout)
  const response = await send(admin, 'POST', '/api/rules/try', {
    expr: {
      kind: 'or',
      any: [
        { kind: 'compare', left: { kind: 'share', states: ['none'], by: ['host'] }, op: '>=', right: 1 },
        { kind: 'compare', left: { kind: 'metric', name: 'vigie_storage_ratio' }, op: '>', right: 0.8 },
        {
          kind: 'compare',
          left: { kind: 'rate', name: 'vigie_checks_total', window: 60 },
          op: '>',
          right: 0,
        },
        { kind: 'absent', name: 'vigie_outbox_depth' },
      ],
    },
  })
  expect(response.status).toBe(200)
  const tried: { holds: unknown[]; parts: { why: string; sees: { value: number }[] }[] } =
    await response.json()
  expect(tried).toMatchObject({
    holds: [{ what: office.host, labels: { host: office.host }, value: 1 }],
    unanswered: [],
    parts: [
      { path: 'expr.any.0', why: 'holds', sees: [{ value: 1, holds: true }] },
      { path: 'expr.any.1', why: 'holds-not', sees: [{ what: 'store d1', holds: false }] },
      { path: 'expr.any.2', why: 'no-history', sees: [] },
      { path: 'expr.any.3', why: 'holds-not', sees: [] },
    ],
  })
  // The database says how large it is.
  expect(tried.parts[1]?.sees[0]?.value).toBeGreaterThan(0)
  expect(lookout.telegram.messages).toEqual([])
})

test('an alert that cannot leave is seen as tried in vain, until it has arrived', async () => {
  const lookout = await startLookout()
  const { admin, office, telegram } = lookout
  const expr = compare({ kind: 'metric', name: 'vigie_outbox_retrying_seconds' })
  const sees = async () => {
    const tried: { parts: { sees: { what: string; value: number }[] }[] } = await (
      await send(admin, 'POST', '/api/rules/try', { expr })
    ).json()
    return tried.parts[0]?.sees ?? []
  }
  expect(await sees()).toEqual([])
  telegram.mode = { kind: 'broken', status: 503 }
  office.control({ action: 'release', match: firstSlug(lookout), places: 1 })
  await watchMatch(lookout)
  const stuck = await eventually(async () => (await sees())[0] ?? null, 'an alert that is tried in vain')
  expect(stuck).toMatchObject({ what: 'channel telegram', value: expect.any(Number) })
  telegram.mode = { kind: 'ok' }
  await telegram.waitFor(({ text }) => text.includes('PMR'))
  await eventually(async () => (await sees()).length === 0, 'nothing that is tried in vain')
})

test('rules speak to operators only, by the channels asked for where an operator has one', async () => {
  const [page, telegram] = await Promise.all([startPage(), startTelegram()])
  const env = { ALLOW_PRIVATE_HOSTS: page.host, ...telegram.env }
  const relay = await startRelay({ browser: false, env })
  onTestFinished(async () => {
    await relay.stop({ allow: EXPECTED_LINES })
    await Promise.all([page.stop(), telegram.stop()])
  })
  const admin = await relay.signIn()
  const hook = { channel: 'webhook', address: `${page.url}/hook`, role: 'reader' }
  const added = await send(admin, 'POST', '/api/subscribers', hook)
  expect(added.status).toBe(201)
  const { id }: { id: string } = await added.json()
  const calls = () => page.requests.filter((path) => path === '/hook').length
  const trial = await send(admin, 'POST', `/api/subscribers/${encodeURIComponent(id)}/test`, {})
  expect(trial.ok).toBe(true)
  await eventually(() => calls() === 1, 'the trial')

  const always = { kind: 'compare', left: { kind: 'metric', name: 'vigie_outbox_depth' }, op: '>=', right: 0 }
  await add(admin, { name: 'Pour tous les opérateurs', expr: always })
  await add(admin, { name: 'Par crochet', expr: always, channels: ['webhook'] })
  await telegram.waitFor(({ text }) => text.includes('Pour tous les opérateurs'))
  await telegram.waitFor(({ text }) => text.includes('Par crochet'))
  expect(calls()).toBe(1)

  await send(admin, 'PATCH', `/api/subscribers/${encodeURIComponent(id)}`, { role: 'operator' })
  await add(admin, { name: 'Par crochet seulement', expr: always, channels: ['webhook'] })
  await eventually(() => calls() === 2, 'the rule by its channel')
  expect(telegram.messages.filter(({ text }) => text.includes('seulement'))).toEqual([])
})

const junk = fc.oneof(
  fc.constantFrom(null, '', 'constructor', '__proto__', -1, 1e308, '\u0000', '<b>', [], {}, true),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
)

/** The value with one of its parts, chosen by `place`, put in another's stead. */
function spoiled(value: unknown, place: number, by: unknown): unknown {
  let left = place
  const walk = (one: unknown): unknown => {
    if (left-- === 0) return by
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, part]) => [key, walk(part)]))
  }
  return walk(value)
}

test('whatever stands in a part of a rule, it is taken or refused in the one shape', async () => {
  const relay = await startRelay({ browser: false })
  onTestFinished(() => relay.stop({ allow: EXPECTED_LINES }))
  const admin = await relay.signIn()
  const match = [
    { label: 'host', op: '=', value: 'a' },
    { label: 'host', op: 'in', values: ['a'] },
  ]
  const rule = {
    name: 'x',
    expr: {
      kind: 'and',
      on: [],
      all: [
        OPEN,
        compare({ kind: 'share', states: ['unknown'], reasons: ['blocked'], by: ['host'], match }),
        compare({ kind: 'sum', of: { kind: 'rate', name: 'vigie_checks_total', window: 60 }, by: ['state'] }),
        { kind: 'or', any: [{ kind: 'absent', name: 'vigie_host_stopped', match }] },
      ],
    },
    inhibitedBy: [{ rule: 'host-blind', equal: ['host'] }],
    channels: ['log'],
    repeat: 600,
  }
  expect((await send(admin, 'POST', '/api/rules/try', rule)).status).toBe(200)
  await fc.assert(
    fc.asyncProperty(
      fc.nat(60),
      junk,
      fc.constantFrom('/api/rules', '/api/rules/try'),
      async (place, by, path) => {
        const answer = await send(admin, 'POST', path, spoiled(rule, place, by))
        if (answer.ok) return void (await answer.arrayBuffer())
        expect(await refusal(answer)).toMatch(/^(400 invalid|409 full|422 rule)$/)
      },
    ),
    { numRuns: 150 },
  )
  const { rules }: { rules: Rule[] } = await (await admin.fetch('/api/rules')).json()
  expect(rules.length).toBeLessThanOrEqual(100)
})

test('rules are the admin’s; what is wrong with one is named by its field', async () => {
  const relay = await startRelay({ browser: false })
  onTestFinished(() => relay.stop({ allow: EXPECTED_LINES }))
  const routes = (await readContract(relay.url)).filter(({ path }) => path.startsWith('/api/rules'))
  expect(routes.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    'DELETE /api/rules/{id}',
    'GET /api/rules',
    'GET /api/rules/{id}',
    'PATCH /api/rules/{id}',
    'POST /api/rules',
    'POST /api/rules/try',
  ])
  expect(await refusal(await fetch(`${relay.url}/api/rules`))).toBe('401 no-session')

  const admin = await relay.signIn()
  const faults = async (rule: Record<string, unknown>) => {
    const response = await send(admin, 'POST', '/api/rules', { name: 'x', expr: OPEN, ...rule })
    const { error }: { error: { code: string; issues?: { path: string }[] } } = await response.json()
    return [`${response.status} ${error.code}`, ...(error.issues ?? []).map(({ path }) => path)]
  }
  const metric = { kind: 'metric', name: 'vigie_nothing' }
  expect(await faults({ name: '' })).toEqual(['400 invalid', 'name'])
  expect(await faults({ for: -1, color: 'red' })).toEqual(['400 invalid', 'for', ''])
  expect(await faults({ expr: { kind: 'eval', code: '1' } })).toEqual(['400 invalid', 'expr.kind'])
  expect(await faults({ expr: compare({ kind: 'metric', name: 'a-b' }) })).toEqual([
    '400 invalid',
    'expr.left.name',
  ])
  expect(await faults({ expr: compare(metric) })).toEqual(['422 rule', 'expr.left.name'])
  expect(await faults({ expr: { kind: 'and', all: [OPEN, compare(metric)] } })).toEqual([
    '422 rule',
    'expr.all.1.left.name',
  ])
  expect(await faults({ repeat: 10 })).toEqual(['422 rule', 'repeat'])
  expect(await faults({ group: ['hots'] })).toEqual(['422 rule', 'group.0'])
  expect(await faults({ inhibitedBy: [{ rule: 'gone', equal: [] }] })).toEqual([
    '422 rule',
    'inhibitedBy.0.rule',
  ])
  expect(await faults({ channels: ['pigeon'] })).toEqual(['400 invalid', 'channels.0'])
  const deep = `{"name":"x","expr":${'{"kind":"or","any":['.repeat(9000)}1${']}'.repeat(9000)}}`
  expect(await refusal(await admin.fetch('/api/rules', { method: 'POST', body: deep }))).toBe('400 invalid')
  expect(
    await faults({
      expr: { kind: 'absent', name: 'constructor', match: [{ label: 'a', op: '=', value: '' }] },
    }),
  ).toEqual(['422 rule', 'expr.name'])
  expect(await refusal(await send(admin, 'PATCH', '/api/rules/nothing', { enabled: false }))).toBe(
    '404 unknown-rule',
  )

  const one = await add(admin, { name: 'A', expr: OPEN })
  const two = await add(admin, { name: 'B', expr: OPEN, inhibitedBy: [{ rule: one.id, equal: ['watch'] }] })
  const named = await send(admin, 'PATCH', `/api/rules/${one.id}`, { name: 'C', updatedAt: one.updatedAt })
  expect(await named.json()).toMatchObject({ name: 'C' })
  const late = await send(admin, 'PATCH', `/api/rules/${one.id}`, { name: 'D', updatedAt: one.updatedAt })
  expect(late.status).toBe(409)
  expect(await late.json()).toMatchObject({ error: { code: 'rule-conflict' }, current: { name: 'C' } })
  const circle = await send(admin, 'PATCH', `/api/rules/${one.id}`, {
    inhibitedBy: [{ rule: two.id, equal: ['watch'] }],
  })
  expect(await refusal(circle)).toBe('422 rule')
})
