import type { StatusDocument } from '#core/status.ts'
import type { Lookout, Watched } from './lookout.ts'

import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { listen } from '../dev/free-port.ts'
import { eventually } from './harness.ts'
import { isIdle, startLookout, watchMatch } from './lookout.ts'
import { GENERAL, HOSPITALITY, offer, psgPage } from './psg-page.ts'

/** What people are told of a page that changes while it is watched: each news once, nothing twice. */

const seat = (category: string, price: string) =>
  offer(
    'PMR',
    `<h3>Place PMR</h3><p class="category">${category}</p><span class="price">${price}</span>
     <a href="/fr/acheter/pmr">Réserver</a>`,
  )
const BOULOGNE = seat('Boulogne', '45,00 €')
const AUTEUIL = seat('Auteuil', '30,00 €')
/** Nobody can say whether this is one. */
const UNCLEAR = offer('PMR', '<h3>Place PMR</h3>')

type Scene = { lookout: Lookout; watch: Watched; show: (...offers: string[]) => void; host: string }

/** A watched page whose offers the story changes. */
async function stage(...offers: string[]): Promise<Scene> {
  let shown = offers
  const server = createServer((request, response) => {
    const isMatch = request.url === '/match'
    response.writeHead(isMatch ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(isMatch ? psgPage({ offers: shown.join('') }) : '')
  })
  const host = `127.0.0.1:${await listen(server, 0)}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const lookout = await startLookout({ env: { ALLOW_PRIVATE_HOSTS: host } })
  const watch = await watchMatch(lookout, { name: 'PSG – OM', url: `http://${host}/match` })
  return { lookout, watch, host, show: (...next) => (shown = next) }
}

/** Titles of what arrived, each with `(muet)` when it came without a sound. */
const titles = ({ telegram }: Lookout) =>
  telegram.calls
    .filter(({ method }) => method === 'sendMessage')
    .map(({ body }) => {
      const { text, disable_notification: silent = false }: { text: string; disable_notification?: boolean } =
        JSON.parse(JSON.stringify(body))
      return `${text.split('\n')[0]?.replaceAll(/<[^>]*>/g, '') ?? ''}${silent ? ' (muet)' : ''}`
    })

const hasTold = (lookout: Lookout, count: number) =>
  eventually(() => titles(lookout).length >= count, `${count} messages`)

test('a second seat beside the first is told at once, another order and another start of the relay are not', async () => {
  const { lookout, watch, show } = await stage(GENERAL, BOULOGNE)
  await hasTold(lookout, 1)
  show(GENERAL, BOULOGNE, HOSPITALITY, AUTEUIL)
  await watch.look()
  await hasTold(lookout, 2)
  const second = await lookout.telegram.waitFor(({ text }) => text.includes('Encore'))
  expect(second.text).toContain('30,00 €')
  expect(second.text).not.toContain('45,00 €')
  expect(second.text).toContain('En plus de ce qui a déjà été signalé.')

  show(AUTEUIL, BOULOGNE, GENERAL)
  await watch.look()
  await isIdle(lookout)
  await lookout.relay.kill()
  await lookout.relay.restart()
  const after = await watch.look()
  expect(after).toMatchObject({ releases: 1, verdict: { state: 'available' } })
  expect(titles(lookout)).toEqual(['1 offre PMR : PSG – OM', 'Encore 1 offre PMR : PSG – OM'])
  const { releases }: { releases: { offers: unknown[] }[] } = await (
    await lookout.admin.fetch('/api/releases')
  ).json()
  expect(releases.map(({ offers }) => offers.length)).toEqual([2])
})

test('the same seat a second time beside itself is a second seat', async () => {
  const { lookout, watch, show } = await stage(GENERAL, BOULOGNE)
  await hasTold(lookout, 1)
  show(GENERAL, BOULOGNE, BOULOGNE)
  await watch.look()
  await hasTold(lookout, 2)
  expect(titles(lookout)[1]).toBe('Encore 1 offre PMR : PSG – OM')
})

test('something unclear is told once, without a sound and not as a seat; a sure seat is told aloud', async () => {
  const { lookout, watch, show, host } = await stage(GENERAL, UNCLEAR)
  await watch.look()
  await hasTold(lookout, 1)
  await watch.look()
  const still = await watch.look()
  expect(still.verdict).toMatchObject({ state: 'unknown', reason: 'ambiguous-offer' })
  expect(titles(lookout)).toEqual(['À vérifier, aucune place confirmée : PSG – OM (muet)'])
  const [message] = lookout.telegram.messages
  expect(message?.text).toContain('Vigie ne sait pas dire si c’est une place.')
  const status: StatusDocument = await (await fetch(`${lookout.relay.url}/status.json`)).json()
  expect(status.matchs).toMatchObject([{ url: `http://${host}/match`, pmr_disponible: false }])

  show(GENERAL, BOULOGNE)
  await watch.lookUntil('available')
  await hasTold(lookout, 2)
  expect(titles(lookout)[1]).toBe('1 offre PMR : PSG – OM')
})

test('a wall and a single look at nothing do not tell something unclear again, two looks at nothing do', async () => {
  const { lookout, watch, show } = await stage(GENERAL, UNCLEAR)
  await watch.look()
  await hasTold(lookout, 1)
  show(GENERAL)
  await watch.lookUntil('none')
  show(GENERAL, UNCLEAR)
  await watch.look()
  await watch.look()
  expect(titles(lookout)).toHaveLength(1)
  show(GENERAL)
  await watch.lookUntil('none')
  await watch.lookUntil('none')
  show(GENERAL, UNCLEAR)
  await watch.look()
  await watch.look()
  await hasTold(lookout, 2)
  expect(titles(lookout)).toHaveLength(2)
})

test('a while in which nobody looked is named, in the status and in the log', async () => {
  const { lookout, watch, show } = await stage(GENERAL)
  const change = JSON.stringify({ checkSeconds: 10 })
  await lookout.admin.fetch(`/api/watches/${watch.id}`, { method: 'PATCH', body: change })
  const before = await watch.lookUntil('none')
  await lookout.relay.kill()
  // Nobody sees this one.
  show(GENERAL, BOULOGNE)
  await eventually(() => Date.now() - (before.lastCheckAt ?? 0) > 27_000, 'a gap', 40_000)
  show(GENERAL)
  await lookout.relay.restart()
  const after = await watch.look()
  expect(after.verdict.state).toBe('none')
  expect((after.gap?.to ?? 0) - (after.gap?.from ?? 0)).toBeGreaterThan(25_000)
  const lines = async () => {
    const { logs }: { logs: { message: string }[] } = await (await lookout.admin.fetch('/api/logs')).json()
    return logs.filter(({ message }) => /page non regardée pendant \d\d s/.test(message))
  }
  await eventually(async () => (await lines()).length === 1, 'the gap in the log')
  expect(titles(lookout)).toEqual([])
})

test('the status says how the page is read, and to what it owes its word', async () => {
  const { watch } = await stage(GENERAL, HOSPITALITY)
  const { how, verdict, reporters } = await watch.look()
  expect(how?.mode).toMatch(/^(learning|static|rendered)$/)
  expect(how?.patienceMs).toBeGreaterThanOrEqual(0)
  expect(verdict.state).toBe('none')
  expect(reporters.map(({ verdict: own }) => own.state)).toEqual(['none'])
})
