import type { FeedMessage } from '#core/status.ts'

import { expect, test } from 'vitest'

import { eventually } from './harness.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

const opened = (lookout: { telegram: { messages: { text: string }[] } }) =>
  lookout.telegram.messages.filter(({ text }) => text.includes('PMR'))

function parse(data: unknown): FeedMessage {
  const message: FeedMessage = JSON.parse(String(data))
  return message
}

test('a seat that is there at the first look is told at once, and once', async () => {
  const lookout = await startLookout()
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  const watch = await watchMatch(lookout)
  expect((await watch.read()).verdict).toMatchObject({
    state: 'available',
    offers: [{ type: 'PMR', price: '15,00 €' }],
  })
  const message = await lookout.telegram.waitFor(({ text }) => text.includes('PMR'))
  expect(message.text).toContain('Olympique des Brumes')
  expect(message.text).toContain('15,00 €')
  await watch.look()
  await watch.look()
  expect(opened(lookout)).toHaveLength(1)
})

test('a seat that appears, goes and comes back the same is told twice', async () => {
  const lookout = await startLookout()
  const match = firstSlug(lookout)
  const watch = await watchMatch(lookout)
  expect((await watch.read()).verdict).toMatchObject({ state: 'none', proof: { kind: 'siblings' } })
  lookout.office.control({ action: 'release', match, places: 1 })
  await watch.lookUntil('available')
  await eventually(() => opened(lookout).length === 1, 'the first alert')
  lookout.office.control({ action: 'take', match })
  await watch.lookUntil('none')
  lookout.office.control({ action: 'release', match, places: 1 })
  const back = await watch.lookUntil('available')
  await eventually(() => opened(lookout).length === 2, 'the second alert')
  expect(back.releases).toBe(2)
})

test('walls in between neither clear nor re-arm, and each says what it is', async () => {
  const lookout = await startLookout()
  const match = firstSlug(lookout)
  lookout.office.control({ action: 'release', match, places: 1 })
  const watch = await watchMatch(lookout)
  for (const [mode, reason] of [
    ['captcha', 'captcha'],
    ['queue', 'queue'],
    ['blocked', 'blocked'],
  ] as const) {
    lookout.office.control({ action: 'mode', mode })
    expect((await watch.look()).verdict).toMatchObject({ state: 'unknown', reason })
  }
  lookout.office.control({ action: 'mode', mode: 'normal' })
  const after = await watch.lookUntil('available')
  expect(after.releases).toBe(1)
  expect(opened(lookout)).toHaveLength(1)
})

test('an old client sees the same truth under its own names', async () => {
  const lookout = await startLookout()
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 1 })
  const watch = await watchMatch(lookout)
  await eventually(() => opened(lookout).length === 1, 'the alert')
  const status = await eventually(async () => {
    const document: unknown = await (await fetch(`${lookout.relay.url}/status.json`)).json()
    return JSON.stringify(document).includes('"alertes_envoyees":1') ? document : null
  }, 'the count of alerts')
  expect(status).toMatchObject({
    bot_actif: true,
    matchs: [
      { url: (await watch.read()).url, pmr_disponible: true, dernier_check: "À l'instant", nb_checks: 1 },
    ],
    statistiques: {
      verifications_totales: 1,
      alertes_envoyees: 1,
      taux_disponibilite: '100.0%',
      matchs_surveilles: 1,
    },
  })
})

test('an opening reaches everybody who has the page open, without asking again', async () => {
  const lookout = await startLookout()
  const watch = await watchMatch(lookout)
  const heard: FeedMessage[] = []
  const socket = new WebSocket(`${lookout.relay.url.replace('http', 'ws')}/api/feed`)
  socket.addEventListener('message', ({ data }) => void heard.push(parse(data)))
  await eventually(() => heard.some(({ type }) => type === 'hello'), 'the feed')
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 1 })
  await watch.look()
  const news = await eventually(
    () => heard.find((message) => message.type === 'watch' && message.previous === 'none'),
    'the opening on the feed',
  )
  expect(news).toMatchObject({ watch: { id: watch.id, verdict: { state: 'available' } } })
  expect(heard.some(({ type }) => type === 'log')).toBe(false)
  socket.close()
})

test('blindness is told once after its limit, and sight once when it is back', async () => {
  const lookout = await startLookout({ env: { BLIND_MINUTES: '0.01' } })
  const { telegram, office } = lookout
  const watch = await watchMatch(lookout)
  office.control({ action: 'mode', mode: 'captcha' })
  const blind = await watch.look()
  expect(blind.blindSince).not.toBeNull()
  await eventually(() => Date.now() - (blind.blindSince ?? 0) > 700, 'the limit')
  await watch.look()
  await watch.look()
  await eventually(() => telegram.messages.length === 1, 'the word about blindness')
  office.control({ action: 'mode', mode: 'normal' })
  expect((await watch.lookUntil('none')).blindSince).toBeNull()
  await eventually(() => telegram.messages.length === 2, 'the word about sight')
  await watch.look()
  expect(telegram.messages).toHaveLength(2)
})

test(
  'a kill -9 at any moment of an opening neither loses nor doubles the alert',
  { timeout: 180_000 },
  async () => {
    const lookout = await startLookout()
    const { relay, office, telegram } = lookout
    const match = firstSlug(lookout)
    const watch = await watchMatch(lookout)
    for (let round = 1; round <= 5; round += 1) {
      const told = opened(lookout).length
      office.control({ action: 'release', match, places: 1 })
      await lookout.admin.fetch(`/api/watches/${watch.id}/check`, { method: 'POST' })
      // Each round dies a little later: before, within and after the write and the send.
      await new Promise((resolve) => setTimeout(resolve, round * 150))
      await relay.kill()
      await relay.restart()
      await watch.lookUntil('available')
      // This round's alert; a repeat of it may follow, marked as such.
      await eventually(() => opened(lookout).length > told, `alert ${round}`)
      office.control({ action: 'take', match })
      await watch.lookUntil('none')
    }
    const releases = (await watch.read()).releases
    expect(releases).toBe(5)
    const firsts = telegram.messages.filter(({ text }) => text.includes('PMR') && !/rappel/i.test(text))
    expect(firsts.length).toBeLessThanOrEqual(5)
  },
)
