import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Browser, BrowserContext, Page } from 'puppeteer-core'
import type { Fetched, Read } from '../content/contract.ts'
import type { Scripts, World } from './page-world.ts'

import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listen } from '../../relay/dev/free-port.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { GENERAL, HOSPITALITY, PMR_OPEN, offer, psgPage } from '../../relay/test/psg-page.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { bundleScripts, openWorld } from './page-world.ts'

/** The scripts in a page, in a real Chromium, with the extension's worker played. */

type Route = (request: IncomingMessage, response: ServerResponse) => void

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const pages = new Map<string, string | Route>()
const windows: BrowserContext[] = []
let browser: Browser
let scripts: Scripts
let origin = ''
let elsewhere = ''
let stop = () => {}

const answer: Route = (request, response) => {
  const found = pages.get(request.url?.split('?')[0] ?? '')
  if (typeof found === 'function') return found(request, response)
  response.writeHead(found === undefined ? 404 : 200, HTML).end(found ?? '')
}

beforeAll(async () => {
  const servers = [createServer(answer), createServer(answer)] as const
  origin = `http://127.0.0.1:${await listen(servers[0], 0)}`
  elsewhere = `http://127.0.0.1:${await listen(servers[1], 0)}`
  scripts = await bundleScripts()
  browser = await connectShared()
  stop = () => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  }
})

afterAll(async () => {
  await Promise.all(windows.map((window) => window.close()))
  await browser.disconnect()
  stop()
})

let count = 0

/** Serves a page at an address of its own. */
function serve(html: string | Route): string {
  const path = `/match-${count++}`
  pages.set(path, html)
  return origin + path
}

/** A person opens the page in a window of their own. */
async function visit(url: string): Promise<{ page: Page; world: World }> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  windows.push(context)
  await page.setViewport({ width: 1000, height: 700 })
  await page.goto(url)
  return { page, world: await openWorld(page, scripts) }
}

/** The same, on a page that they follow. */
async function lookOut(html: string | Route): Promise<{ page: Page; world: World; url: string }> {
  const url = serve(html)
  const { page, world } = await visit(url)
  await world.follow(url)
  await world.inject('watcher')
  await world.inject('reader')
  return { page, world, url }
}

const add = (page: Page, html: string, into = '#offers') =>
  page.$eval(into, (box, given) => box.insertAdjacentHTML('beforeend', given), html)

const tall = '<div style="height: 3000px">Le stade, son histoire et ses accès</div>'

describe.concurrent('a page that is followed', () => {
  test('tells a seat that is there when it opens', async () => {
    const { world, url } = await lookOut(psgPage({ offers: GENERAL + PMR_OPEN }))
    const read = await world.sees('available')
    expect(read).toMatchObject({ url, why: 'positive', visible: true, status: 200 })
    expect(read.facts.settle).toMatchObject({ state: 'positive', agreed: true, scrollSteps: 0 })
    expect((await world.told())[0]).toEqual({ type: 'here', url })
  })

  test('says that there is none once it stood still, as of the data that it shows', async () => {
    const { world } = await lookOut(psgPage())
    const read = await world.sees('none')
    expect(read).toMatchObject({ why: 'quiet', doubt: null })
    expect(read.dataAt).toBe(read.loadedAt)
    expect(read.at).toBeGreaterThan(read.loadedAt)
  })

  test('tells a seat that comes late, with nobody asking the site again', async () => {
    let asked = 0
    const { page, world } = await lookOut((_, response) => {
      asked += 1
      response.writeHead(200, HTML).end(psgPage())
    })
    await world.sees('none')
    await add(page, PMR_OPEN)
    const read = await world.sees('available')
    expect(read.why).toBe('positive')
    expect(asked).toBe(1)
  })

  test('and when it goes again, and another comes', async () => {
    const { world } = await lookOut(psgPage())
    // The page's own doing: what is run by `page` counts as a press of the person.
    const does = (script: string) => world.cdp.send('Runtime.evaluate', { expression: script })
    const shows = (row: string) =>
      does(`document.querySelector('#offers').insertAdjacentHTML('beforeend', ${JSON.stringify(row)})`)
    await world.sees('none')
    await shows(PMR_OPEN)
    const seen = await world.sees('available')
    await does(`document.querySelector('[data-offer-type="PMR"]').remove()`)
    await eventually(async () => (await world.verdicts()).at(-1) === 'none', 'the last reading: none')
    // Its site said so, and later than the seat.
    expect((await world.reads()).at(-1)?.dataAt).toBeGreaterThan(seen.at)
    await shows(PMR_OPEN.replace('45,00', '60,00'))
    await eventually(async () => (await world.verdicts()).at(-1) === 'available', 'the last: available')
  })

  test('what the person puts out of sight themselves is no news of the site', async () => {
    const filter = `<button id="filter" onclick="document.querySelector('[data-offer-type=PMR]').hidden = true">
      Masquer</button>`
    const { page, world } = await lookOut(psgPage({ offers: GENERAL + PMR_OPEN, before: filter }))
    const seen = await world.sees('available')
    await page.click('#filter')
    await eventually(async () => (await world.verdicts()).at(-1) === 'none', 'the last reading: none')
    expect((await world.reads()).at(-1)?.dataAt).toBeLessThan(seen.at)
  })
})

describe('what is not there yet, or only for a moment', () => {
  test('a row that flickers is no seat; one that stays is', async () => {
    const { page, world } = await lookOut(psgPage())
    await world.sees('none')
    await page.evaluate(async (row) => {
      const box = document.querySelector('#offers')
      for (let times = 0; times < 8; times++) {
        box?.insertAdjacentHTML('beforeend', row)
        await new Promise((resolve) => setTimeout(resolve, 30))
        box?.querySelector('[data-offer-type="PMR"]')?.remove()
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
    }, PMR_OPEN)
    expect(await world.verdicts()).not.toContain('available')
    await add(page, PMR_OPEN)
    await world.sees('available')
  })

  test('a row that a young page paints and takes away again is none', async () => {
    const script = `<script>
      const row = document.querySelector('[data-offer-type="PMR"]')
      setTimeout(() => row.remove(), 350)
    </script>`
    const { world } = await lookOut(psgPage({ offers: GENERAL + PMR_OPEN, after: script }))
    await world.sees('none')
    expect(await world.verdicts()).not.toContain('available')
  })

  test('a row that a style sheet shows slowly is told once it can be seen', async () => {
    const head = '<style>.late { opacity: 0; transition: opacity 600ms } .late.on { opacity: 1 }</style>'
    const row = PMR_OPEN.replace('class="offer"', 'class="offer late"')
    const { page, world } = await lookOut(psgPage({ head, offers: GENERAL + row }))
    await world.sees('none')
    await page.$eval('.late', (late) => late.classList.add('on'))
    await world.sees('available')
  })
})

describe.concurrent('a tab that is not in view', () => {
  test('tells a seat all the same, and of none only when the person comes back', async () => {
    const { page, world } = await lookOut(psgPage({ after: '<script>document.title = "…"</script>' }))
    const other = await page.browserContext().newPage()
    await eventually(() => page.evaluate(() => document.visibilityState === 'hidden'), 'a hidden tab')
    await world.ask({ type: 'read-now' })
    const asked = await eventually(
      async () => (await world.reads()).find(({ why }) => why === 'asked'),
      'the answer',
    )
    expect(asked).toMatchObject({ visible: false, visibleSince: null, doubt: 'hidden' })
    await add(page, PMR_OPEN)
    expect(await world.sees('available')).toMatchObject({ visible: false })
    await page.$eval('[data-offer-type="PMR"]', (row) => row.remove())
    await eventually(async () => (await world.reads()).at(-1)?.facts.targetCount === 0, 'that it went')
    expect(await world.verdicts()).not.toContain('none')
    await other.close()
    await page.bringToFront()
    expect(await world.sees('none')).toMatchObject({ visible: true, doubt: null })
  })
})

const lazy = (then: string) => `<div id="more" style="height: 40px"></div><script>
  new IntersectionObserver(([entry], observer) => {
    if (!entry.isIntersecting) return
    observer.disconnect()
    document.querySelector('#more').outerHTML = ${JSON.stringify(then)}
  }).observe(document.querySelector('#more'))
</script>`
const long = (then: string) => psgPage({ offers: `${GENERAL}${tall}${lazy(then)}` })

describe.concurrent('a page that has more below', () => {
  test('proves nothing until the person has been there: the seat waits in what was not seen', async () => {
    const { page, world } = await lookOut(long(PMR_OPEN))
    const first = await eventually(async () => (await world.reads())[0], 'a first reading')
    expect(first).toMatchObject({ why: 'first', doubt: 'unseen', visible: true })
    expect(await world.verdicts()).toEqual(['unknown:not-settled'])
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await world.sees('available')
    expect(await world.verdicts()).not.toContain('none')
  })

  test('proves that there is none once all of it was in view', async () => {
    const { page, world } = await lookOut(long(GENERAL))
    await eventually(async () => (await world.reads())[0]?.doubt === 'unseen', 'a doubt')
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await page.waitForFunction(() => document.querySelector('#more') === null)
    // What came is new: it has to be seen as well.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    expect(await world.sees('none')).toMatchObject({ doubt: null })
  })

  test('a row that comes and goes leaves the rest as it was seen; a list that is drawn anew does not', async () => {
    const { page, world } = await lookOut(psgPage({ offers: `${GENERAL}${tall}${HOSPITALITY}` }))
    await eventually(async () => (await world.reads())[0]?.doubt === 'unseen', 'a doubt')
    await page.evaluate(async () => {
      scrollTo(0, document.body.scrollHeight)
      await new Promise((resolve) => requestAnimationFrame(resolve))
      scrollTo(0, 0)
    })
    await world.sees('none')
    await add(page, PMR_OPEN)
    await world.sees('available')
    await page.$eval('[data-offer-type="PMR"]', (row) => row.remove())
    await eventually(async () => (await world.verdicts()).at(-1) === 'none', 'the last reading: none')
    const again = `${GENERAL}${GENERAL}${tall}${HOSPITALITY}`
    await page.$eval('#offers', (box, rows) => (box.innerHTML = rows), again)
    const last = async () => (await world.reads()).at(-1)
    await eventually(async () => (await last())?.doubt === 'unseen', 'the doubt again')
    expect((await last())?.facts.siblingCount).toBe(3)
  })

  test('proves it at once when only its footer lies below', async () => {
    const html = psgPage().replace('<footer>', '<footer style="height: 2000px">')
    const { page, world } = await lookOut(html)
    await world.sees('none')
    expect(await page.evaluate(() => document.body.scrollHeight > innerHeight)).toBe(true)
  })

  test('a list in it is a page of its own', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => GENERAL.replace('85,00', `${85 + at},00`)).join('')
    const box = `<div id="list" style="height: 300px; overflow-y: auto">${rows}</div>`
    const { page, world } = await lookOut(psgPage({ offers: box }))
    await eventually(async () => (await world.reads())[0]?.doubt === 'unseen', 'a doubt')
    await page.$eval('#list', (list) => list.scrollTo(0, list.scrollHeight))
    expect(await world.sees('none')).toMatchObject({ doubt: null })
  })

  test('a list that drops what is scrolled away never proves that a seat is gone', async () => {
    const script = `<script>
      const list = document.querySelector('#list')
      const rows = [${JSON.stringify(PMR_OPEN)}, ...Array.from({ length: 60 }, (_, at) =>
        ${JSON.stringify(GENERAL)}.replace('85,00', (85 + at) + ',00'))]
      list.innerHTML = '<div id="space" style="position: relative; height: ' + rows.length * 100 + 'px"></div>'
      const draw = () => {
        const first = Math.floor(list.scrollTop / 100)
        space.innerHTML = rows.slice(first, first + 6).map((row, at) => '<div style="position: absolute; top: ' +
          (first + at) * 100 + 'px; height: 100px">' + row + '</div>').join('')
      }
      list.addEventListener('scroll', draw)
      draw()
    </script>`
    const offers = `<div id="list" style="height: 400px; overflow-y: auto"></div>`
    const { page, world } = await lookOut(psgPage({ offers, after: script }))
    await world.sees('available')
    await page.evaluate(async () => {
      const list = document.querySelector('#list')
      if (list === null) return
      for (let top = 0; top <= list.scrollHeight; top += 200) {
        list.scrollTop = top
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    })
    await eventually(async () => (await world.reads()).at(-1)?.doubt === 'dropped', 'the doubt')
    await world.ask({ type: 'read-now' })
    expect(await world.verdicts()).not.toContain('none')
  })
})

/** A single-page site: a list, and two matches that it draws 400 ms after it took their address. */
const spa = (first: string, matches: Record<string, string>, late = 400) => `<!doctype html><html lang="fr">
  <head><title>Billetterie</title></head><body><main id="app">${first}</main><script>
  const matches = ${JSON.stringify(matches)}
  window.go = (path) => {
    history.pushState(null, '', path)
    setTimeout(() => { app.innerHTML = matches[path] }, ${late})
  }
  </script></body></html>`

const match = (name: string, offers: string) =>
  `<h1>${name}</h1><section id="offers" class="psgMatchOffersLytList">${offers}</section>`

describe.concurrent('a site that draws its pages itself', () => {
  test('is followed to the next match, and the former one’s seat is not taken for its own', async () => {
    const [from, to] = ['/spa-om', '/spa-ol']
    const html = spa(match('Paris SG - OM', GENERAL + PMR_OPEN), {
      [to]: match('Paris SG - OL', GENERAL + HOSPITALITY),
    })
    pages.set(from, html)
    const { page, world } = await visit(origin + from)
    await world.follow(origin + from)
    await world.follow(origin + to)
    await world.inject('watcher')
    await world.inject('reader')
    await world.sees('available')
    await page.evaluate((path) => Reflect.get(window, 'go')(path), to)
    const read = await world.sees('none')
    expect(read).toMatchObject({ url: origin + to, followId: 'follow-1', status: null })
    expect(read.dataAt).toBeGreaterThan(read.loadedAt)
    const reads = await world.reads()
    for (const { followId, facts } of reads)
      expect(facts.headings).toEqual([followId === 'follow-1' ? 'Paris SG - OL' : 'Paris SG - OM'])
  })

  test('is read from a page of it that is not followed, and left alone when it goes back', async () => {
    const [from, to] = ['/spa-list', '/spa-psg']
    const html = spa('<h1>Tous les matchs</h1>', { [to]: match('Paris SG - OL', GENERAL + PMR_OPEN) })
    pages.set(from, html)
    const { page, world } = await visit(origin + from)
    await world.follow(origin + to)
    await world.inject('watcher')
    await world.inject('reader')
    await page.evaluate((path) => Reflect.get(window, 'go')(path), to)
    expect((await world.sees('available')).url).toBe(origin + to)
    await page.goBack()
    await eventually(
      async () => (await world.told()).filter(({ type }) => type === 'here').length === 3,
      'here',
    )
    const before = (await world.reads()).length
    await add(page, PMR_OPEN.replace('45,00', '55,00'))
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 800)))
    expect(await world.reads()).toHaveLength(before)
  })

  test('a place in the page is no other page', async () => {
    const { page, world } = await lookOut(psgPage())
    await world.sees('none')
    await page.evaluate(() => (location.hash = '#offers'))
    await add(page, PMR_OPEN)
    await world.sees('available')
    expect((await world.told()).filter(({ type }) => type === 'here')).toHaveLength(1)
  })
})

describe.concurrent('what stands in the way', () => {
  test('a queue is told as such, and the seat behind it once it gave way', async () => {
    const { page, world } = await lookOut(
      '<!doctype html><html lang="fr"><body><main><h1>Vous êtes dans la file d’attente</h1></main></body></html>',
    )
    await world.sees('unknown:queue')
    await page.$eval('main', (main, html) => (main.innerHTML = html), match('Paris SG - OM', PMR_OPEN))
    await world.sees('available')
  })

  test('a data call that fails behind an empty notice proves nothing', async () => {
    pages.set('/api/offers', (_, response) => void response.writeHead(500).end())
    const script = '<script>fetch("/api/offers")</script>'
    const offers = '<p>Aucune offre n’est disponible pour ce match.</p>'
    const { world } = await lookOut(psgPage({ offers, after: script }))
    await world.sees('unknown:not-settled')
    expect(await world.verdicts()).not.toContain('none')
  })

  test('a page that is not there is told by its status', async () => {
    const { world } = await lookOut((_, response) => {
      response.writeHead(404, HTML).end(psgPage({ offers: '', heading: '<h1>Page introuvable</h1>' }))
    })
    const read = await eventually(async () => (await world.reads())[0], 'a reading')
    expect(read.status).toBe(404)
  })
})

describe.concurrent('a page that works against its reader', () => {
  test('cannot reach it through what it redefines', async () => {
    const before = `<script>
      const nothing = () => undefined
      for (const name of ['map', 'filter', 'some', 'push', 'find', 'flatMap', 'slice', 'entries'])
        Array.prototype[name] = nothing
      window.MutationObserver = class { observe() {} disconnect() {} }
      window.getComputedStyle = () => ({ display: 'none' })
      Element.prototype.getBoundingClientRect = () => ({ width: 0, height: 0 })
      Element.prototype.querySelectorAll = Document.prototype.querySelectorAll = () => []
      JSON.stringify = () => '{}'
      performance.now = () => 0
      window.browser = window.chrome = { runtime: { sendMessage() { throw new Error('caught') } } }
    </script>`
    const url = serve(psgPage({ before }))
    const { page, world } = await visit(url)
    await world.follow(url)
    await world.inject('watcher')
    await world.inject('reader')
    await world.sees('none')
    await page.evaluate((row) => Reflect.get(window, 'offers').insertAdjacentHTML('beforeend', row), PMR_OPEN)
    await world.sees('available')
    const own = "globalThis.vigieReader ?? globalThis.vigieWatcher ?? globalThis.told ?? 'nothing'"
    expect(await page.evaluate(own)).toBe('nothing')
  })

  test('nor by naming its parts after what is asked of them', async () => {
    const names = [
      'contains',
      'closest',
      'children',
      'getElementsByTagName',
      'querySelectorAll',
      'attributes',
    ]
    const fields = names.map((name) => `<input name="${name}" value="x">`).join('')
    const html = psgPage({ offers: `${GENERAL}${PMR_OPEN}` })
      .replace('<section id="offers"', `<form id="offers">${fields}<section`)
      .replace('</section>', `</section>${GENERAL}</form>`)
    const { page, world } = await lookOut(html)
    await world.sees('available')
    await add(page, PMR_OPEN.replace('45,00', '60,00'))
    await eventually(async () => (await world.reads()).at(-1)?.facts.targetCount === 2, 'both')
  })

  test('what it writes is text and nothing more', async () => {
    const name = 'PMR &lt;img src=x onerror=alert(1)&gt; &lt;/script&gt;${1+1}'
    const row = offer(
      'PMR',
      `<h3>${name}</h3><span class="price">45,00 €</span><a href="javascript:alert(1)">Réserver</a>`,
    )
    const { page, world } = await lookOut(psgPage({ offers: GENERAL + row }))
    let dialogs = 0
    page.on('dialog', (dialog) => {
      dialogs += 1
      void dialog.dismiss()
    })
    const read = await world.sees('available')
    expect(read.facts.targets[0]?.name).toContain('<img src=x onerror=alert(1)>')
    expect(dialogs).toBe(0)
  })

  test('a megabyte of it is read to its end', async () => {
    const filler = '<div class="card"><p>Le stade, son histoire et ses accès, en quelques lignes.</p></div>'
    const { world } = await lookOut(psgPage({ offers: GENERAL + PMR_OPEN, after: filler.repeat(11_000) }))
    const read = await world.sees('available')
    expect(read.facts.elements).toBeGreaterThan(20_000)
    expect(JSON.stringify(read).length).toBeLessThan(64_000)
  })

  test('one that never stands still is read, and never said to have none', async () => {
    const script = `<script>
      setInterval(() => { document.querySelector('.price').textContent = Math.random() + ' €' }, 20)
    </script>`
    const { page, world } = await lookOut(psgPage({ after: script }))
    await eventually(async () => (await world.told()).length > 0, 'here')
    await add(page, PMR_OPEN)
    await world.sees('available')
    expect(await world.verdicts()).not.toContain('none')
  })
})

describe.concurrent('what the page is made of', () => {
  test('a seat in a frame of the same site', async () => {
    pages.set('/frame', `<main id="offers" class="psgMatchOffersLytList">${GENERAL}</main>`)
    const frame = '<iframe id="frame" src="/frame" style="width: 600px; height: 300px"></iframe>'
    const { page, world } = await lookOut(psgPage({ offers: frame }))
    await eventually(async () => (await world.reads())[0], 'a reading')
    await page.$eval(
      '#frame',
      (element, row) => {
        if (element instanceof HTMLIFrameElement)
          element.contentDocument?.querySelector('#offers')?.insertAdjacentHTML('beforeend', row)
      },
      PMR_OPEN,
    )
    await world.sees('available')
  })

  test('a seat in a shadow tree that is filled later', async () => {
    const { page, world } = await lookOut(psgPage({ offers: `${GENERAL}<div id="shadow"></div>` }))
    await world.sees('none')
    await page.$eval('#shadow', (host) => (host.attachShadow({ mode: 'open' }).innerHTML = '<slot></slot>'))
    await page.$eval(
      '#shadow',
      (host, row) => {
        host.append('…')
        host.shadowRoot?.append(document.createRange().createContextualFragment(row))
      },
      PMR_OPEN,
    )
    await world.sees('available')
  })
})

test('a page that is not followed is not read', async () => {
  const { world } = await visit(serve(psgPage({ offers: PMR_OPEN })))
  await world.inject('watcher')
  await world.inject('reader')
  await eventually(async () => (await world.told()).length > 0, 'here')
  expect(await world.ask({ type: 'read-now' })).toBeNull()
  expect((await world.told()).map(({ type }) => type)).toEqual(['here'])
})

describe.concurrent('the life of a script', () => {
  test('injected twice it is one, and says `here` again when it is asked to', async () => {
    const { page, world } = await lookOut(psgPage())
    await world.sees('none')
    await world.inject('watcher')
    await world.inject('reader')
    await world.ask({ type: 'again' })
    await eventually(
      async () => (await world.told()).filter(({ type }) => type === 'here').length === 3,
      'here',
    )
    const before = (await world.reads()).length
    await add(page, PMR_OPEN)
    await world.sees('available')
    expect((await world.reads()).slice(before).filter(({ why }) => why === 'positive')).toHaveLength(1)
    expect(await world.run('listeners.size')).toBe(1)
  })

  test('what is not followed any more is not read any more', async () => {
    const { page, world, url } = await lookOut(psgPage())
    await world.sees('none')
    await world.run(`delete followed[${JSON.stringify(url)}]`)
    await world.ask({ type: 'again' })
    await eventually(async () => (await world.told()).at(-1)?.type === 'here', 'here')
    const before = (await world.told()).length
    await add(page, PMR_OPEN)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 800)))
    expect(await world.told()).toHaveLength(before)
  })

  test('nor when the worker only says so at the next reading', async () => {
    const { page, world, url } = await lookOut(psgPage())
    await world.sees('none')
    await world.run(`delete followed[${JSON.stringify(url)}]`)
    await add(page, PMR_OPEN)
    await eventually(async () => (await world.told()).at(-1)?.type === 'here', 'here')
    const before = (await world.told()).length
    await page.$eval('[data-offer-type="PMR"]', (row) => row.remove())
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 800)))
    expect(await world.told()).toHaveLength(before)
  })

  test('an orphan stops without a word when its extension is gone', async () => {
    const { page, world } = await lookOut(psgPage())
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    await world.sees('none')
    const before = (await world.told()).length
    await world.run('delete browser.runtime.id; 0')
    await add(page, PMR_OPEN)
    await eventually(() => world.run('listeners.size === 0'), 'that it stopped')
    expect(await world.run('vigieWatcher.isAlive')).toBe(false)
    expect(await world.told()).toHaveLength(before)
    expect(faults).toEqual([])
  })

  test('what the worker did not hear is said again', async () => {
    const { page, world } = await lookOut(psgPage())
    await world.sees('none')
    await world.run(`globalThis.real = browser.runtime.sendMessage;
      browser.runtime.sendMessage = async () => { throw new Error('no receiver') }; 0`)
    await add(page, PMR_OPEN)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)))
    expect(await world.verdicts()).not.toContain('available')
    await world.run('browser.runtime.sendMessage = real; 0')
    await world.sees('available')
  })
})

describe.concurrent('the fetch of a page’s own site', () => {
  test('comes with the person’s session and is answered once, however often it is injected', async () => {
    const asked: (string | undefined)[] = []
    const other = serve((request, response) => {
      asked.push(request.headers.cookie)
      response.writeHead(200, HTML).end(psgPage())
    })
    const { page, world } = await visit(serve(psgPage()))
    await page.evaluate(() => (document.cookie = 'visitor=7'))
    await world.inject('fetcher')
    await world.inject('fetcher')
    const answer = await world.ask<Fetched>({ type: 'fetch', url: other })
    expect(answer).toMatchObject({ type: 'fetched', url: other, status: 200, failure: null })
    expect(answer.html).toContain('Paris SG - OM')
    expect(asked).toEqual(['visitor=7'])
  })

  test('tells a site that leads away from a network that is lost, and asks no other site', async () => {
    let askedElsewhere = 0
    pages.set('/queue', (_, response) => {
      askedElsewhere += 1
      response.writeHead(200, { ...HTML, 'access-control-allow-origin': '*' }).end('<h1>File d’attente</h1>')
    })
    const away = serve(
      (_, response) => void response.writeHead(302, { location: `${elsewhere}/queue` }).end(),
    )
    const dead = serve((_, response) => void response.destroy())
    const { world } = await visit(serve(psgPage()))
    await world.inject('fetcher')
    expect((await world.ask<Fetched>({ type: 'fetch', url: away })).failure?.kind).toBe('led-away')
    expect((await world.ask<Fetched>({ type: 'fetch', url: dead })).failure?.kind).toBe('offline')
    expect(askedElsewhere).toBe(0)
  })
})

test('the look of the small window scrolls a page through as the relay does', async () => {
  const { world } = await visit(serve(psgPage({ offers: `${GENERAL}${tall}${lazy(PMR_OPEN)}` })))
  await world.inject('look')
  const options = { target: {}, deadlineMs: 15_000 }
  const facts = await world.run<Read['facts']>(`vigieLook(${JSON.stringify(options)})`)
  expect(facts.targetCount).toBe(1)
  expect(facts.settle.scrollSteps).toBeGreaterThan(0)
})
