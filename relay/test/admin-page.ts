import type { HTTPRequest, Page } from 'puppeteer-core'
import type { Evidence } from '#core/evidence.ts'
import type { Observation, OfferRow } from '#core/observation.ts'
import type { SampleLine } from '#core/sample.ts'
import type { PublicWatch } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { EvidenceRow } from '#relay/client.ts'

import { eventually } from './eventually.ts'
import { openWatch } from './public-watches.ts'
import { textOf } from './screen.ts'

/** What one call of the API is answered with; `hang` never answers, `drop` breaks the connection. */
type Reply = { status?: number; body: unknown; headers?: Record<string, string> } | 'hang' | 'drop'

/** By method and path, `*` for one part of it: `GET /api/watches/*`. */
export type Api = Record<string, Reply>

/** The relay's API played for one page, for states that are hard to reach for real. Calls without an entry are 404. */
export async function playApi(page: Page, api: Api): Promise<void> {
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (!pathname.startsWith('/api/')) return void request.continue()
    void answer(request, find(api, `${request.method()} ${pathname}`))
  })
}

function find(api: Api, call: string): Reply {
  const exact = api[call]
  if (exact !== undefined) return exact
  const key = Object.keys(api).find(
    (pattern) => pattern.includes('*') && new RegExp(`^${pattern.replaceAll('*', '[^/]+')}$`).test(call),
  )
  return (key === undefined ? undefined : api[key]) ?? refusal(404, 'not-found')
}

async function answer(request: HTTPRequest, reply: Reply): Promise<void> {
  if (reply === 'hang') return
  if (reply === 'drop') return await request.abort('connectionreset')
  const { status = 200, body, headers = {} } = reply
  if (body instanceof Uint8Array)
    return await request.respond({ status, contentType: 'image/png', body: Buffer.from(body) })
  await request.respond({ status, contentType: 'application/json', headers, body: JSON.stringify(body) })
}

export function refusal(status: number, code: string, issues?: { path: string; message: string }[]): Reply {
  return {
    status,
    body: { error: { code, message: code, ...(issues === undefined ? {} : { issues }) }, success: false },
  }
}

export const SIGNED_IN: Api = { 'GET /api/session': { body: { admin: true, expiresAt: Date.now() + 1e9 } } }

/** A stored watch around what is publicly known of it. */
export function adminWatch(
  status: PublicWatch,
  overrides: Partial<Watch> = {},
): Watch & { status: PublicWatch } {
  const { id, name, url, checkSeconds } = status
  const stored: Watch = {
    id,
    kind: 'seats',
    name,
    url,
    host: new URL(url).host,
    target: { places: 2, anchor: '.offers' },
    checkSeconds,
    public: true,
    createdAt: 0,
    updatedAt: 1,
    ...overrides,
  }
  return { ...stored, status }
}

const ROW: OfferRow = {
  path: 'main > div.offers > div.offer:nth-of-type(3)',
  type: 'PMR',
  name: 'Place PMR + accompagnateur',
  text: 'Place PMR + accompagnateur 45,00 € Réserver',
  category: 'Tribune Boulogne',
  price: '45,00 €',
  quantity: 2,
  control: { text: 'Réserver', says: 'buy', enabled: true, href: '/panier' },
  gone: null,
  notYet: null,
  restricted: null,
  drawn: 'drawn',
  hiddenBy: null,
  place: 'offers',
  skeleton: false,
  unread: null,
  date: null,
}

/** A look at a match page with an open row, a sold-out one and a filter, and a vendor's mark. */
export function observation(page: Partial<NonNullable<Observation['page']>> = {}): Observation {
  return {
    at: Date.now() - 4000,
    durationMs: 6400,
    url: 'https://billetterie.example/paris-sg-marseille',
    finalUrl: 'https://billetterie.example/fr/paris-sg-marseille',
    chain: [
      'https://billetterie.example/paris-sg-marseille',
      'https://billetterie.example/fr/paris-sg-marseille',
    ],
    status: 200,
    headers: {},
    failure: null,
    rendered: true,
    page: {
      url: 'https://billetterie.example/fr/paris-sg-marseille',
      canonical: null,
      lang: 'fr',
      title: 'Paris SG – Marseille | Billetterie',
      headings: ['Paris SG – Marseille'],
      textLength: 4000,
      elements: 900,
      scripts: 12,
      complete: true,
      truncated: false,
      styled: true,
      anchor: { kind: 'offers', value: 'ADULTE × 2' },
      area: { state: 'readable', detail: '3 offers' },
      targets: [
        ROW,
        { ...ROW, name: 'PMR Auteuil', price: null, quantity: null, gone: 'Épuisé', control: null },
        { ...ROW, name: 'PMR', place: 'filter', drawn: 'hidden', hiddenBy: 'display' },
      ],
      targetCount: 3,
      siblings: [{ type: 'ADULTE', count: 2 }],
      siblingCount: 2,
      notice: { kind: 'empty', text: 'Aucune offre disponible' },
      event: null,
      past: null,
      when: null,
      moved: null,
      session: null,
      evidence: null,
      walls: [{ reason: 'queue', vendor: 'Queue-it', marker: 'script[src*=queue-it]', grade: 'weak' }],
      consent: null,
      metadata: null,
      mention: null,
      shell: null,
      unreadableFrames: 1,
      failedCalls: [{ path: '/api/stock', status: 500 }],
      settle: { state: 'positive', agreed: true, waitedMs: 900, paintedAtMs: 300, scrollSteps: 2 },
      ...page,
    },
    phases: { connect: 120, document: 800, settle: 5200 },
  }
}

export function openVerdict(): Extract<Verdict, { state: 'available' }> {
  const { verdict } = openWatch()
  if (verdict.state !== 'available') throw new Error('an open watch is available')
  return verdict
}

export function evidence(watchId: string): { row: EvidenceRow; whole: Evidence } {
  const at = Date.now() - 95_000
  const picture = { bytes: 68, type: 'image/png' as const, width: 1, height: 1 }
  const ids = { id: 'e1', watchId, checkId: 'c1', at, cause: 'available' as const }
  return {
    row: { ...ids, state: 'available', reason: null, bytes: 4000, picture },
    whole: { ...ids, verdict: openVerdict(), observation: observation(), picture },
  }
}

/** A saved page of that host, as the list shows it. */
export function sampleLine(overrides: Partial<SampleLine> = {}): SampleLine {
  const { url, finalUrl } = observation()
  const proof = { anchor: '.offers', kind: 'siblings' as const, detail: 'ADULTE × 2' }
  return {
    id: 's1',
    host: 'billetterie.example',
    url,
    finalUrl,
    status: 200,
    headers: {},
    at: Date.now() - 3_600_000,
    rendered: true,
    says: 'none',
    verdict: { state: 'none', proof },
    faithful: true,
    proven: false,
    bytes: 40_000,
    ...overrides,
  }
}

/** The smallest PNG: one dot. */
export const DOT = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (sign) => sign.codePointAt(0) ?? 0,
)

export const sees = (page: Page, words: string, withinMs = 20_000) =>
  eventually(async () => (await textOf(page)).includes(words), `"${words}" on the page`, withinMs)

/** Presses the button, link or summary that says so. */
export async function press(page: Page, words: string): Promise<void> {
  const control = await eventually(
    () =>
      page.$(
        `::-p-xpath(//*[self::button or self::a or self::summary][contains(normalize-space(.), "${words}")])`,
      ),
    `a control "${words}"`,
  )
  await control.click()
}

/** The keyboard and the screen reader are at what says so, or at the field of that label. */
export async function isAt(page: Page, words: string): Promise<void> {
  const said = () =>
    page.evaluate(() => {
      const { activeElement: at } = document
      if (at instanceof HTMLInputElement) return at.labels?.[0]?.innerText ?? ''
      return at instanceof HTMLElement && at !== document.body ? at.innerText : ''
    })
  const plain = async () => (await said()).replaceAll(/\s+/g, ' ').trim()
  await eventually(async () => (await plain()).startsWith(words), `the focus at "${words}"`)
}

/** Puts a text into a field as a paste does. */
export async function paste(page: Page, selector: string, text: string): Promise<void> {
  await page.$eval(
    selector,
    (field, value) => {
      if (!(field instanceof HTMLInputElement)) return
      field.focus()
      field.value = value
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
      field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }))
    },
    text,
  )
}

export async function signIn(page: Page, password: string): Promise<void> {
  await page.waitForSelector('#password')
  await page.type('#password', password)
  await page.keyboard.press('Enter')
}
