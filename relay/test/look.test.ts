import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, inject, onTestFinished, test } from 'vitest'

import { listen } from '../dev/free-port.ts'
import { ROOT } from '../dev/paths.ts'
import { PMR, SIBLINGS, bare, day, matchPage, paintLater, pmr, script } from './corpus/markup.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** `npm run look` as a person uses it: one check of an address or a saved page, told in words or as JSON. */

type Told = { code: number | null; said: string; complained: string }
const ADDRESS = 'https://billetterie.psg.fr/fr/catalogue/match-foot-masculin-paris-sg-vs-om-1'

async function look(args: readonly string[], env: Record<string, string> = {}): Promise<Told> {
  const child = spawn(process.execPath, ['relay/dev/look.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, LC_ALL: 'fr_FR.UTF-8', BROWSER_CDP_URL: inject('cdpUrl'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill())
  let [said, complained] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said, complained }
}

async function saved(html: string): Promise<string> {
  const path = join(await temporaryFolder(), 'page.html')
  await writeFile(path, html)
  return path
}

const category = (name: string) => `<li class="session-price-item">
  <span class="session-price-cat-title-txt">${name}</span> <b>45,00 €</b> <button class="event-ticket-qty-btn-plus">+</button></li>`

const OPEN = matchPage({ offers: SIBLINGS + PMR })

describe('a saved page', () => {
  test('with a seat ends with 0 and says what was seen, with which proof and for how long', async () => {
    const { code, said } = await look([await saved(OPEN)])
    expect(code, said).toBe(0)
    expect(said).toContain('DES PLACES (dans un navigateur)')
    expect(said).toContain('Place PMR + accompagnateur 45,00 €')
    expect(said).toContain('Autres offres : GP × 1, FAMILLE × 1, HOSPITALITE × 1')
    expect(said).toMatch(/Attente : deux lectures d’accord, \d+ ms/)
    expect(said).toMatch(/Durées : .*document \d+ ms, attente et lecture \d+ ms, en tout \d+ ms/)
  })

  test('without a seat ends with 1 and gives its proof, in English where the terminal speaks it', async () => {
    const { code, said } = await look([await saved(matchPage())], { LC_ALL: 'C' })
    expect(code, said).toBe(1)
    expect(said).toContain('NONE (in a browser)')
    expect(said).toContain('Proof: the other offers are there, this one is not (GP × 1, FAMILLE × 1')
  })

  test('of a wall ends with 3 and names the wall, with the status and headers it is said to have had', async () => {
    const page = await saved(bare('<p>Vérification</p>'))
    const { code, said } = await look([
      page,
      '--status',
      '403',
      '--header',
      'cf-mitigated: challenge',
      '--static',
    ])
    expect(code, said).toBe(3)
    expect(said).toContain('ON NE SAIT PAS (telle qu’envoyée, sans navigateur)')
    expect(said).toContain('challenge: cloudflare')
    expect(said).toContain('403')
  })

  test('is read under the address it was saved from, drawn or as sent', async () => {
    const page = await saved(
      matchPage({
        match: 'Paris SG - Lens',
        head: '<link rel="canonical" href="/fr/catalogue/match-foot-masculin-paris-sg-vs-lens-2">',
      }),
    )
    for (const how of [[], ['--static']]) {
      const { code, said } = await look([page, '--url', ADDRESS, '--json', '--patience', '1', ...how])
      expect(code, said).toBe(3)
      expect(JSON.parse(said)).toMatchObject({
        verdict: { state: 'unknown', reason: 'wrong-page' },
        observation: { url: ADDRESS, finalUrl: ADDRESS, rendered: how.length === 0 },
      })
    }
  })

  test('knows its shop by that address, in a browser of its own too', async () => {
    const page = await saved(
      bare(
        `<h1>Paris SG - OM</h1><ul class="session-price-list">${category('Carré Or')}${category('Place PMR')}</ul>`,
      ),
    )
    const url = 'https://www.ticketmaster.fr/fr/manifestation/om-billet/idseance/1'
    const { code, said } = await look([page, '--url', url, '--patience', '1'], { BROWSER_CDP_URL: '' })
    expect(code, said).toBe(0)
    expect(said).toContain('Place PMR')
    expect(said).toContain(`200 ${url}`)
  })
})

describe('what is looked for', () => {
  const asks: Record<string, { page: string; args: string[]; code: number; says: string }> = {
    'a selector and words of the row': {
      page: bare(
        '<h1>Finale</h1><ul class="fares"><li class="fare">Plein tarif 30 € <button>Choisir</button></li><li class="fare">Fauteuil 15 € <button>Choisir</button></li></ul>',
      ),
      args: ['--selector', '.fare', '--label', 'Fauteuil', '--anchor', '.fares'],
      code: 0,
      says: 'Fauteuil',
    },
    'an anchor that is missing': {
      page: matchPage(),
      args: ['--anchor', '#absent'],
      code: 3,
      says: 'layout-changed',
    },
    'another match': { page: OPEN, args: ['--event', 'Paris SG Lens'], code: 3, says: 'wrong-page' },
    'the site’s empty state': {
      page: matchPage({ offers: '<div class="vide">À bientôt !</div>' }),
      args: ['--empty', '.vide'],
      code: 1,
      says: 'le site dit lui-même',
    },
    'two places where there is one': {
      page: matchPage({ offers: SIBLINGS + pmr({ more: '<p>1 place disponible</p>' }) }),
      args: ['--places', '2'],
      code: 0,
      says: 'À noter : 1 place seulement, 2 demandées',
    },
    'a price that none keeps': {
      page: OPEN,
      args: ['--price-most', '39,90'],
      code: 1,
      says: 'À noter : plus cher que le prix voulu',
    },
    'a day that the match was moved from': {
      page: OPEN,
      args: ['--date', day(23).iso],
      code: 0,
      says: 'À noter : autre date que celle attendue',
    },
  }
  test.each(Object.entries(asks))('%s', async (_, { page, args, code, says }) => {
    const path = await saved(page)
    for (const how of ['--static', '--patience=1']) {
      const told = await look([path, how, ...args])
      expect(told.code, told.said + told.complained).toBe(code)
      expect(told.said).toContain(says)
    }
  })
})

async function site(
  answers: Record<string, { body: string; status?: number; location?: string }>,
): Promise<string> {
  const server = createServer((request, response) => {
    const { body, status = 200, location } = answers[request.url ?? ''] ?? { body: '', status: 404 }
    const led = location === undefined ? {} : { location }
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...led }).end(body)
  })
  const port = await listen(server, 0)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${port}`
}

describe('an address', () => {
  test('is fetched or drawn, and the way to it is told', async () => {
    const origin = await site({
      '/om': { body: '', status: 302, location: '/om-1' },
      '/om-1': { body: OPEN },
    })
    for (const how of [[], ['--static']]) {
      const { code, said } = await look([`${origin}/om`, ...how])
      expect(code, said).toBe(0)
      expect(said).toContain(`Vu : 200 ${origin}/om → ${origin}/om-1`)
    }
  })

  test('that draws its seats by script needs a browser', async () => {
    const origin = await site({
      '/om': { body: matchPage({ offers: '', last: paintLater(SIBLINGS + PMR, 1500) }) },
    })
    expect((await look([`${origin}/om`])).code).toBe(0)
    const sent = await look([`${origin}/om`, '--static'])
    expect(sent.code, sent.said).toBe(3)
    expect(sent.said).toContain('needs-render')
  })

  test('is waited for as long as it was asked', async () => {
    const late = matchPage({ last: `${script('')}${paintLater(PMR, 6000)}` })
    const origin = await site({ '/om': { body: late } })
    expect((await look([`${origin}/om`, '--patience', '1'])).code).toBe(1)
    expect((await look([`${origin}/om`, '--patience', '9'])).code).toBe(0)
  })

  test('that nobody answers at cannot be told', async () => {
    const { code, said } = await look(['http://127.0.0.1:65535/', '--patience', '1'])
    expect(code, said).toBe(3)
    expect(said).toContain('(offline')
  })
})

test('what cannot be asked is told with the option’s name and ends with 2', async () => {
  const page = await saved(OPEN)
  const wrong: Record<string, string[]> = {
    Usage: [],
    'npm run look': [page, page],
    'fichier .html est attendu': ['page.txt'],
    'lecture impossible': [join(page, 'absent.html')],
    '--status': [page, '--status', '99'],
    '--header': [page, '--header', 'sans deux-points'],
    'ne servent que pour un fichier': ['https://billetterie.psg.fr/', '--status', '403'],
    '--places': [page, '--places', '0'],
    '--price-most': [page, '--price-most', 'cher'],
    '--date': [page, '--date', '2026-13-01'],
    '--patience': [page, '--patience', '600'],
    '--selector': [page, '--selector', ''],
  }
  const asked = Object.entries(wrong).map(async ([says, args]) => {
    const { code, complained } = await look(args)
    expect(complained).toContain(says)
    expect(code, complained).toBe(2)
  })
  await Promise.all(asked)
})
