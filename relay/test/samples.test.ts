import type { Server } from 'node:http'
import type { Proposal } from '#readers/teach.ts'
import type { Sample } from '#core/sample.ts'
import type { Verdict } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'
import type { Admin, Relay } from './harness.ts'

import { createServer } from 'node:http'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listen } from '../dev/free-port.ts'
import { EXPECTED_LINES, refusal } from './door-kit.ts'
import { startRelay } from './harness.ts'

/** A page whose markup nobody knows is taught by its own admin, through the public doors, in a real browser. */

const LOGIN =
  '<main><h1>Connexion</h1><form><input type="password" name="p"><button>Me connecter</button></form></main>'
type Stage = 'none' | 'available' | 'login'
type Site = { page: (stage: Stage) => string; where?: string }

const zeile = (name: string) =>
  `<tr class="zeile"><td>${name}</td><td>35,00 €</td><td><button>In den Warenkorb</button></td></tr>`
const card = (name: string) =>
  `<div class="sc-bdVaJa kLmNoP"><span class="sc-htpNat">${name}</span><b class="css-1x2y3z">€25.00</b><button class="css-9z8y7x">Add to basket</button></div>`

const SITES: Record<string, Site> = {
  tabelle: {
    page: (stage) =>
      stage === 'login'
        ? LOGIN
        : `<style>.weg{display:none}</style><main><h1>Verein – Gast</h1><table class="preise"><tbody>${zeile('Stehplatz')}<tr class="zeile weg"><td>Rollstuhlplatz</td><td>1,00 €</td><td><button>In den Warenkorb</button></td></tr>${stage === 'available' ? zeile('Rollstuhlplatz') : zeile('Sitzplatz')}</tbody></table></main>`,
  },
  hashed: {
    page: (stage) =>
      stage === 'login'
        ? `<div id="root"></div><script>document.getElementById('root').innerHTML=${JSON.stringify(LOGIN)}</script>`
        : `<div id="root"></div><script>setTimeout(()=>{document.getElementById('root').innerHTML=${JSON.stringify(
            `<main class="css-0a9b8c"><h1>Club v Guests</h1><section aria-label="Tickets" class="sc-kAzzGY">${card('General admission')}${card(stage === 'available' ? 'Wheelchair space' : 'Family stand')}</section></main>`,
          )}},100)</script>`,
  },
  elements: {
    where: 'Rien pour ce match',
    page: (stage) =>
      stage === 'login'
        ? `<club-app>${LOGIN}</club-app>`
        : `<club-app><h1>Club - Visiteur</h1><ticket-list>${stage === 'available' ? '<ticket-offer kind="pmr"></ticket-offer>' : '<empty-state><p>Rien pour ce match.</p></empty-state>'}</ticket-list></club-app><script>customElements.define('ticket-offer',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<h3>Place PMR</h3><p>40,00 €</p><button>Ajouter au panier</button>'}})</script>`,
  },
}

/** Seeded into a page, a cookie and an address; none may be found anywhere afterwards. */
const SECRETS = {
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzZWVkZWQifQ.c2VlZGVkLXNpZ25hdHVyZQ',
  csrf: 'c5rfSeededValue0123456789',
  session: '7f3a9c1e5b2d4f6a8c0e1b3d5f7a9c1e',
  mail: 'seeded.person@mail.example',
  phone: '06 98 76 54 32',
  name: 'Vercingétorix',
  uuid: '0d9f2b1c-7a6e-4c3d-8b5a-1f2e3d4c5b6a',
  cookie: 'cookieSeededValue4711',
  member: 'MBR-4711-0815',
}
const SEEDED = `<meta name="csrf-token" content="${SECRETS.csrf}"><header><div class="user-menu"><b>${SECRETS.name}</b><span>${SECRETS.member}</span></div></header>
<p>Bonjour ${SECRETS.name}</p><p>${SECRETS.mail} ${SECRETS.phone}</p><form><input type="hidden" name="_csrf" value="${SECRETS.csrf}"></form>
<a href="/panier;jsessionid=${SECRETS.session}?sid=${SECRETS.session}">Panier</a><div data-user-id="${SECRETS.uuid}" data-x="${SECRETS.uuid}"></div>
<script id="__NEXT_DATA__" type="application/json">{"user":{"name":"${SECRETS.name}"},"token":"${SECRETS.jwt}","sid":"${SECRETS.session}"}</script>
<script>window.state={jwt:"${SECRETS.jwt}"}</script><!-- ${SECRETS.csrf} -->
<main><h1>Paris SG - OM</h1><div data-offer-type="GP">Grand public <b>85,00 €</b> <button>Ajouter au panier</button></div>
<div data-offer-type="PMR">Place PMR <b>25,00 €</b> <button>Ajouter au panier</button></div></main>`

const PLAIN: Record<string, string> = {
  seeded: SEEDED,
  huge: `<main>${'<p>mot à mot</p>'.repeat(80_000)}</main>`,
}

let server: Server
let host = ''
let relay: Relay
let admin: Admin
const stages = new Map<string, Stage>()

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, name = ''] = new URL(request.url ?? '/', 'http://site').pathname.split('/')
    const body = PLAIN[name] ?? SITES[name]?.page(stages.get(name) ?? 'none')
    const cookie = { 'set-cookie': `session=${SECRETS.cookie}; Path=/` }
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...cookie,
    })
    response.end(
      body === undefined
        ? ''
        : `<!doctype html><html><head><title>Club</title></head><body>${body}</body></html>`,
    )
  })
  host = `127.0.0.1:${await listen(server, 0)}`
  const env = { ALLOW_PRIVATE_HOSTS: host, HOST_GAP_MS: '100', PATIENCE_SECONDS: '1' }
  relay = await startRelay({ env })
  admin = await relay.signIn()
})
afterAll(async () => {
  await relay.stop({ allow: EXPECTED_LINES })
  server.closeAllConnections()
  server.close()
})

const ask = (method: string, path: string, body?: unknown) =>
  admin.fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const read = async <T>(answer: Promise<Response>, status: number): Promise<T> => {
  const response = await answer
  const text = await response.text()
  expect(`${response.status} ${response.status === status ? '' : text}`).toBe(`${status} `)
  const value: T = JSON.parse(text)
  return value
}
const tried = async (name: string, target: SeatsTarget) => {
  const { verdict } = await read<{ verdict: Verdict }>(
    ask('POST', '/api/watches/try', { url: `http://${host}/${name}/match`, target }),
    200,
  )
  return verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
}

describe.each(Object.entries(SITES))('a site that nobody knew: %s', (name, { where }) => {
  test('is unknown, is shown twice, and is honest from then on', { timeout: 120_000 }, async () => {
    const url = `http://${host}/${name}/match`
    const watch = await read<{ id: string }>(
      ask('POST', '/api/watches', { name, url, checkSeconds: 3600 }),
      201,
    )
    expect(await tried(name, {})).toMatch(/^unknown/)
    stages.set(name, 'available')
    expect(await tried(name, {})).not.toBe('none')
    const seat = await read<{ sample: Sample }>(
      ask('POST', '/api/samples', { watchId: watch.id, says: 'available' }),
      201,
    )
    expect(seat.sample.faithful).toBe(true)
    expect(await read<Proposal>(ask('POST', `/api/watches/${watch.id}/teach`), 200)).toMatchObject({
      ok: false,
    })

    stages.set(name, 'none')
    const none = await read<{ sample: Sample }>(
      ask('POST', '/api/samples', {
        watchId: watch.id,
        says: 'none',
        ...(where === undefined ? {} : { where }),
      }),
      201,
    )
    expect(none.sample.faithful).toBe(true)
    const proposal = await read<Proposal>(ask('POST', `/api/watches/${watch.id}/teach`), 200)
    expect(proposal).toMatchObject({ ok: true, need: null })
    expect(JSON.stringify(proposal.target)).not.toMatch(/nth-|sc-|css-|\d{2,}/)
    const { target } = await read<{ target: SeatsTarget }>(
      ask('PATCH', `/api/watches/${watch.id}`, { target: proposal.target }),
      200,
    )
    expect(target).toEqual(proposal.target)

    expect(await tried(name, target)).toBe('none')
    stages.set(name, 'available')
    expect(await tried(name, target)).toBe('available')
    stages.set(name, 'login')
    expect(await tried(name, target)).toMatch(/^unknown/)
    // One site after the other: samples belong to a host.
    const { samples } = await read<{ samples: Sample[] }>(ask('GET', `/api/samples?host=${host}`), 200)
    expect(samples).toHaveLength(2)
    expect(samples.every((sample) => sample.proven)).toBe(true)
    for (const { id } of samples) await read(ask('DELETE', `/api/samples/${id}`), 200)
    expect(await (await ask('GET', '/api/logs')).text()).toContain(`${host} : exemple supprimé`)
    await read(ask('DELETE', `/api/watches/${watch.id}`), 200)
  })
})

test(
  'what a sample must not hold is nowhere: not in the API, the log, the output or on disk',
  { timeout: 120_000 },
  async () => {
    for (const rendered of [true, false]) {
      const url = `http://${host}/seeded/match?token=${SECRETS.jwt}`
      const { sample, seen } = await read<{ sample: Sample; seen: Verdict }>(
        ask('POST', '/api/samples', { url, says: 'available', rendered }),
        201,
      )
      expect(sample).toMatchObject({ rendered, faithful: true, says: 'available' })
      if (rendered) expect(seen.state).toBe('available')
      expect(sample.html).toContain('data-offer-type="PMR"')
    }
    const listed = await (await ask('GET', '/api/samples')).text()
    const ids: { samples: { id: string }[] } = JSON.parse(listed)
    const whole = await Promise.all(
      ids.samples.map(async ({ id }) => await (await ask('GET', `/api/samples/${id}`)).text()),
    )
    const log = await (await ask('GET', '/api/logs?limit=500')).text()
    const disk = await readAll(relay.data)
    for (const [what, secret] of Object.entries(SECRETS)) {
      expect(listed, what).not.toContain(secret)
      for (const each of whole) expect(each, what).not.toContain(secret)
      expect(log, what).not.toContain(secret)
      expect(relay.output(), what).not.toContain(secret)
      expect(disk.includes(secret), `${what} on disk`).toBe(false)
    }
    expect(disk.includes('Place PMR')).toBe(true)
  },
)

async function readAll(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))
  return texts.join('\n')
}

test('a host has room for twenty pages, the oldest goes first', { timeout: 120_000 }, async () => {
  const url = `http://${host}/seeded/match`
  const keep = async () =>
    await read<{ sample: Sample }>(ask('POST', '/api/samples', { url, says: 'other', rendered: false }), 201)
  const ids: string[] = []
  for (let count = 0; count < 22; count += 1) ids.push((await keep()).sample.id)
  const { samples } = await read<{ samples: Sample[] }>(ask('GET', `/api/samples?host=${host}`), 200)
  expect(samples.map(({ id }) => id)).toEqual(ids.slice(2).toReversed())
})

test('what cannot be kept, or is not there, is refused by name', async () => {
  const post = async (given: unknown) => await refusal(await ask('POST', '/api/samples', given))
  expect(await post({ says: 'none' })).toBe('400 invalid')
  expect(await post({ url: `http://${host}/`, says: 'perhaps' })).toBe('400 invalid')
  expect(await post({ url: 'http://10.0.0.1/', says: 'none' })).toBe('422 address-private')
  expect(await post({ url: `http://${host}/huge/x`, says: 'none', rendered: false })).toBe(
    '422 page-too-large',
  )
  expect(await post({ url: `http://${host}/nothing`, says: 'other', rendered: false })).toMatch(/^422/)
  expect(await post({ watchId: 'nobody', says: 'none' })).toBe('404 unknown-watch')
  expect(await refusal(await ask('GET', '/api/samples/nobody'))).toBe('404 unknown-sample')
  expect(await refusal(await ask('DELETE', '/api/samples/nobody'))).toBe('404 unknown-sample')
  expect(await refusal(await ask('POST', '/api/watches/nobody/teach'))).toBe('404 unknown-watch')
  expect(await refusal(await fetch(`${relay.url}/api/samples`))).toBe('401 no-session')
})

const presetOf = async (url: string) =>
  await (await ask('GET', `/api/presets?url=${encodeURIComponent(url)}`)).json()

test('choosing an address chooses the preset', async () => {
  expect(await presetOf('https://billetterie.psg.fr/fr/catalogue/x')).toMatchObject({
    code: 'psg',
    name: 'Paris Saint-Germain',
    note: { fr: expect.stringContaining('accompagnateur'), en: expect.stringContaining('companion') },
  })
  expect(await presetOf('https://www.om.fr/')).toMatchObject({ code: 'om', sight: 'none' })
  expect(await presetOf('https://club.example/')).toMatchObject({ code: 'generic', name: null, note: null })
})
