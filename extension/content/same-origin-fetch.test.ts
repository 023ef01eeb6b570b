import type { RequestListener, Server } from 'node:http'

import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { listen } from '../../relay/dev/free-port.ts'
import { fetchSameOrigin } from './same-origin-fetch.ts'

/** The site, and another one that it may lead to. */
const servers: Server[] = []
let site = ''
let asked: string[] = []
let askedElsewhere = 0

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  return `http://127.0.0.1:${await listen(server, 0)}`
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }

beforeAll(async () => {
  const elsewhere = await serve((_, response) => {
    askedElsewhere += 1
    response.writeHead(200, HTML).end('<h1>File d’attente</h1>')
  })
  site = await serve((request, response) => {
    asked.push(request.url ?? '')
    switch (request.url) {
      case '/match':
        return void response.writeHead(200, { ...HTML, age: '12', 'x-own': '1' }).end('<h1>Épuisé</h1>')
      case '/latin':
        response.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' })
        return void response.end(Buffer.from('<h1>Épuisé</h1>', 'latin1'))
      case '/moved':
        return void response.writeHead(302, { location: '/match' }).end()
      case '/away':
        return void response.writeHead(302, { location: `${elsewhere}/queue` }).end()
      case '/wall':
        return void response.writeHead(403, { ...HTML, 'cf-mitigated': 'challenge' }).end('<p>…</p>')
      case '/plan.pdf':
        return void response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF')
      case '/huge':
        return void response.writeHead(200, HTML).end('x'.repeat(3_000_001))
      case '/cut':
        response.writeHead(200, { ...HTML, 'content-length': '5000' }).write('<h1>Paris')
        return void setImmediate(() => response.destroy())
      default:
        return void response.destroy()
    }
  })
})

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

async function ask(path: string, isOnline = true) {
  asked = []
  const url = path.startsWith('http') ? path : site + path
  return fetchSameOrigin(url, { origin: site, fetch, now: Date.now, isOnline: () => isOnline })
}

test('a page of the site comes whole, with the headers that may mark a wall and no others', async () => {
  expect(await ask('/match')).toMatchObject({
    type: 'fetched',
    url: `${site}/match`,
    finalUrl: `${site}/match`,
    status: 200,
    html: '<h1>Épuisé</h1>',
    failure: null,
  })
  const { headers } = await ask('/match')
  expect(headers).toMatchObject({ age: '12' })
  expect(headers).not.toHaveProperty('x-own')
  expect(asked).toEqual(['/match'])
})

test('it is read in the characters that it is written in', async () => {
  expect((await ask('/latin')).html).toBe('<h1>Épuisé</h1>')
})

test('a redirect within the site is followed and told', async () => {
  expect(await ask('/moved')).toMatchObject({ finalUrl: `${site}/match`, status: 200, failure: null })
})

// That a browser tells such a redirect from a lost network is in `test/content.test.ts`: Node's `fetch` does not.
test('a redirect to another site is not followed, and that site is asked nothing', async () => {
  expect(await ask('/away')).toMatchObject({ status: null, html: null, failure: { kind: expect.anything() } })
  expect(askedElsewhere).toBe(0)
})

test('a refusal is an answer like any other', async () => {
  const answer = await ask('/wall')
  expect(answer).toMatchObject({ status: 403, failure: null })
  expect(answer.headers['cf-mitigated']).toBe('challenge')
})

test.each([
  ['/plan.pdf', 'not-html'],
  ['/huge', 'too-large'],
  ['/nobody', 'offline'],
])('%s is %s, and no document', async (path, kind) => {
  expect(await ask(path)).toMatchObject({ html: null, failure: { kind } })
})

test('what has come of a page that was cut off is kept, and said to be cut off', async () => {
  expect(await ask('/cut')).toMatchObject({ html: '<h1>Paris', failure: { kind: 'cut-off' } })
})

test('without a network it is asked once', async () => {
  expect((await ask('/nobody', false)).failure?.kind).toBe('offline')
  expect(asked).toHaveLength(1)
})

test.each(['https://elsewhere.example/match', 'not an address', 'file:///etc/passwd'])(
  'nobody makes it ask for %s',
  async (url) => {
    const answer = await fetchSameOrigin(url, {
      origin: site,
      fetch: () => Promise.reject(new Error('it was asked')),
      now: Date.now,
      isOnline: () => true,
    })
    expect(answer).toMatchObject({ status: null, failure: { kind: 'other-origin' } })
  },
)
