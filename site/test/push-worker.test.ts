import type { Browser } from 'puppeteer-core'
import type { Screen } from '../../relay/test/screen.ts'
import type { StandIn } from '../../relay/test/stand-in.ts'

import { TargetType } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { SITE } from '../../relay/dev/paths.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openScreen } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'

/** The real service worker in a real browser; only the push service is played, by the browser's own tools. */

let browser: Browser
let relay: StandIn
let screen: Screen

beforeAll(async () => {
  browser = await connectShared()
})

afterAll(() => browser.disconnect())

beforeEach(async () => {
  relay = await startStandIn(SITE)
  screen = await openScreen(browser, `${relay.url}/favicon.svg`)
})

afterEach(async () => {
  expect(screen.faults).toEqual([])
  await screen.close()
  await relay.away()
})

type Shown = Pick<
  Notification,
  'title' | 'body' | 'lang' | 'tag' | 'silent' | 'requireInteraction' | 'data'
> & {
  actions: string[]
}

/** Brings these to the worker, one after the other. */
async function push(...messages: string[]): Promise<void> {
  const { page } = screen
  await page.browserContext().overridePermissions(relay.url, ['notifications'])
  // Not the page itself, which would take back what it had not left.
  await page.goto(`${relay.url}/robots.txt`)
  const client = await page.createCDPSession()
  let registrationId = ''
  client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const ours = registrations.findLast((one) => one.scopeURL === `${relay.url}/` && !one.isDeleted)
    registrationId = ours?.registrationId ?? registrationId
  })
  await client.send('ServiceWorker.enable')
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/push-worker.js')
    await navigator.serviceWorker.ready
  })
  await eventually(() => registrationId !== '', 'the worker is known')
  for (const data of messages)
    await bring(titleIn(data), () =>
      client.send('ServiceWorker.deliverPushMessage', { origin: relay.url, registrationId, data }),
    )
}

const TRIES = 4

/** The browser's tool drops a message now and then on a busy machine: it is sent until it is shown. */
async function bring(title: string, send: () => Promise<unknown>): Promise<void> {
  const isThere = async () => (await shown()).some((one) => one.title === title)
  for (let tries = 0; tries < TRIES && !(await isThere()); tries += 1) {
    await send()
    await eventually(isThere, title, 3000).catch(() => false)
  }
}

function titleIn(data: string): string {
  try {
    const note: { title?: string } = JSON.parse(data)
    return note.title ?? ''
  } catch {
    return 'Vigie'
  }
}

function shown(): Promise<Shown[]> {
  return screen.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    return (await registration.getNotifications()).map((shown) => {
      const { title, body, lang, tag, silent, requireInteraction, data } = shown
      const buttons: { title: string }[] = Reflect.get(shown, 'actions')
      const actions = buttons.map((button) => button.title)
      return { title, body, lang, tag, silent, requireInteraction, data, actions }
    })
  })
}

const NOTE = {
  title: '2 places PMR : PSG – OM',
  body: '• Boulogne, 45,00 €',
  links: [{ label: 'Ouvrir la billetterie', url: 'https://billetterie.example/om' }],
  tag: 'a1',
  silent: false,
  urgent: true,
  lang: 'fr',
}

const isShown = () => eventually(async () => (await shown()).length > 0, 'a notification')
const titles = async () => (await shown()).map(({ title }) => title).toSorted()

test('a push is shown with its words, and stays until somebody looks when it is a seat', async () => {
  await push(JSON.stringify(NOTE))
  await isShown()
  expect(await shown()).toEqual([
    {
      title: NOTE.title,
      body: NOTE.body,
      lang: 'fr',
      tag: 'a1',
      silent: false,
      requireInteraction: true,
      data: { ...NOTE, answer: null },
      actions: ['Ouvrir la billetterie'],
    },
  ])
})

test('a repeat takes the place of the first, and what cannot be read is shown all the same', async () => {
  await push(JSON.stringify(NOTE), JSON.stringify({ ...NOTE, title: 'Encore là' }), 'no json')
  await eventually(async () => (await titles()).join() === 'Encore là,Vigie', 'both, and no more')
})

const TOKEN = 'abcdefghijklmnopqrstuv'
const ANSWER = { alertId: 'a1', label: 'Vu', failed: 'Réponse pas partie : réessayez' }
const RINGING = {
  ...NOTE,
  links: [...NOTE.links, { label: 'État en direct', url: 'https://vigie.example/' }],
  answer: ANSWER,
}

/** As `push-token.ts` leaves it once this browser has subscribed. */
async function leaveToken(): Promise<void> {
  await screen.page.goto(`${relay.url}/robots.txt`)
  await screen.page.evaluate(async (token) => {
    const asked = indexedDB.open('vigie', 1)
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore('kept'))
    await new Promise((resolve) => {
      asked.addEventListener('success', resolve)
    })
    const put = asked.result.transaction('kept', 'readwrite').objectStore('kept').put(token, 'push-token')
    await new Promise((resolve) => {
      put.addEventListener('success', resolve)
    })
    asked.result.close()
  }, TOKEN)
}

async function findWorker() {
  const target = await browser.waitForTarget(
    (one) => one.type() === TargetType.SERVICE_WORKER && one.url().startsWith(relay.url),
  )
  const worker = await target.worker()
  if (worker === null) throw new Error('no worker')
  return worker
}

/** Presses a button of the notification that is shown: no tool of a browser does, so the worker is told of it. */
async function pressButton(action: string, { buttons = 2 } = {}): Promise<string[]> {
  const worker = await findWorker()
  const pressed = { action, buttons }
  return await worker.evaluate(async ({ action: name, buttons: maxActions }) => {
    // No event of our own may open a window.
    const opened: string[] = []
    Reflect.set(Reflect.get(self, 'clients'), 'openWindow', async (url: string) => opened.push(url))
    Object.defineProperty(Notification, 'maxActions', { configurable: true, get: () => maxActions })
    const registration: ServiceWorkerRegistration = Reflect.get(self, 'registration')
    const [notification] = await registration.getNotifications()
    const Made: new (name: string, init: object) => Event = Reflect.get(self, 'NotificationEvent')
    const event = new Made('notificationclick', { notification, action: name })
    const ended: Promise<unknown>[] = []
    // Only the browser's own events may wait.
    Object.defineProperty(event, 'waitUntil', { value: (end: Promise<unknown>) => ended.push(end) })
    self.dispatchEvent(event)
    await Promise.all(ended)
    return opened
  }, pressed)
}

test('a seat is answered from the notification itself, by the secret that the page has left', async () => {
  await leaveToken()
  await push(JSON.stringify(RINGING))
  await isShown()
  const [note] = await shown()
  expect(note?.actions).toEqual(['Ouvrir la billetterie', 'Vu'])
  // The secret does not lie with the notification.
  expect(JSON.stringify(note)).not.toContain(TOKEN)
  await pressButton('seen')
  expect(relay.posted).toEqual([
    { path: `/api/subscriptions/${TOKEN}/answer`, body: { alertId: 'a1', outcome: 'seen' } },
  ])
  expect(await shown()).toEqual([])
})

test('an answer that does not get through stands there again, and is sent by the next press', async () => {
  await leaveToken()
  relay.postStatus = 503
  await push(JSON.stringify(RINGING))
  await isShown()
  for (const _ of [1, 2]) {
    await pressButton('seen')
    const [again, ...more] = await shown()
    expect(more).toEqual([])
    expect(again).toMatchObject({
      title: ANSWER.failed,
      body: `${NOTE.title}\n${NOTE.body}`,
      silent: true,
      actions: ['Ouvrir la billetterie', 'Vu'],
    })
  }
  relay.postStatus = 200
  await pressButton('seen')
  expect(relay.posted).toHaveLength(3)
  expect(await shown()).toEqual([])
})

test('what rings no more is no failure, and without a secret nothing is offered that cannot be done', async () => {
  await push(JSON.stringify(RINGING))
  await isShown()
  expect((await shown())[0]?.actions).toEqual(['Ouvrir la billetterie', 'État en direct'])
  await leaveToken()
  relay.postStatus = 404
  await push(JSON.stringify({ ...RINGING, title: 'Encore là' }))
  await eventually(async () => (await shown()).some(({ actions }) => actions.includes('Vu')), 'the button')
  await pressButton('seen')
  expect(relay.posted).toHaveLength(1)
  expect(await shown()).toEqual([])
})

test('a touch opens the ticket office; where there are no buttons it is an answer, too', async () => {
  await leaveToken()
  await push(JSON.stringify(RINGING))
  await isShown()
  expect(await pressButton('')).toEqual([NOTE.links[0]?.url])
  expect(relay.posted).toEqual([])
  await push(JSON.stringify(RINGING))
  await isShown()
  expect(await pressButton('', { buttons: 0 })).toEqual([NOTE.links[0]?.url])
  expect(relay.posted).toMatchObject([{ body: { alertId: 'a1', outcome: 'seen' } }])
  // What is no seat needs no answer.
  await push(JSON.stringify(NOTE))
  await isShown()
  await pressButton('', { buttons: 0 })
  expect(relay.posted).toHaveLength(1)
})

test('the relay is told the new address when the push service gives this browser another one', async () => {
  await push(JSON.stringify(NOTE))
  const worker = await findWorker()
  await worker.evaluate(async () => {
    const event = new Event('pushsubscriptionchange')
    const ended: Promise<unknown>[] = []
    const given = { endpoint: 'https://push.example/new', keys: { p256dh: 'p', auth: 'a' } }
    Object.assign(event, {
      oldSubscription: { endpoint: 'https://push.example/old', options: {} },
      newSubscription: { toJSON: () => given },
      // Only the browser's own events may wait.
      waitUntil: (end: Promise<unknown>) => ended.push(end),
    })
    self.dispatchEvent(event)
    await Promise.all(ended)
  })
  expect(relay.posted).toEqual([
    {
      path: '/api/subscriptions',
      body: {
        channel: 'web-push',
        endpoint: 'https://push.example/new',
        keys: { p256dh: 'p', auth: 'a' },
        replaces: 'https://push.example/old',
      },
    },
  ])
})
