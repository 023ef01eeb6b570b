import type { EvidenceDetail, EvidenceList } from '#relay/client.ts'
import type { Lookout, LookoutOptions, Watched } from './lookout.ts'

import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

import { listen } from '../dev/free-port.ts'
import { eventually } from './harness.ts'
import { firstSlug, isIdle, startLookout, watchMatch } from './lookout.ts'
import { GENERAL, offer, psgPage } from './psg-page.ts'

type Row = EvidenceList['evidence'][number]
type Story = Lookout & { watch: Watched }

/** A watch that has seen the page without a seat, and a way to bring one out. */
async function start(options: LookoutOptions = {}): Promise<Story & { release: () => Promise<void> }> {
  const lookout = await startLookout({ ...options, office: { by: 'static', ...options.office } })
  const watch = await watchMatch(lookout)
  const release = async () => {
    lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
    await watch.lookUntil('available')
  }
  return { ...lookout, watch, release }
}

async function kept({ admin, watch }: Story, cause?: Row['cause']): Promise<Row[]> {
  const answer = await admin.fetch(`/api/watches/${watch.id}/evidence`)
  const { evidence }: EvidenceList = await answer.json()
  return evidence.filter((one) => cause === undefined || one.cause === cause)
}

const keptOne = (story: Story, cause: Row['cause']) =>
  eventually(async () => (await kept(story, cause))[0], `evidence of cause ${cause}`)

const isJpeg = (bytes: Uint8Array) => [0xff, 0xd8, 0xff].every((sign, at) => bytes[at] === sign)

test('a seat reaches the phone as text, then as a picture of the page that answers it', async () => {
  const story = await start()
  const { telegram, office, watch, admin, relay } = story
  await story.release()
  const text = await telegram.waitFor(({ text: words }) => words.includes('PMR'))
  const photo = await eventually(() => telegram.photos[0], 'the picture')
  expect(photo).toMatchObject({ replyTo: text.messageId, silent: true, format: 'jpeg' })
  expect(photo.caption).toMatch(/^La page à \d\d:\d\d:\d\d : /)
  expect(photo.caption).toContain(office.matches[0]?.nom)
  expect(isJpeg(photo.content)).toBe(true)
  expect(photo.content.length).toBeGreaterThan(5000)
  expect(photo.at).toBeGreaterThanOrEqual(text.at)

  const row = await keptOne(story, 'available')
  expect(row).toMatchObject({ watchId: watch.id, state: 'available', reason: null })
  const shown = await admin.fetch(`/api/evidence/${row.id}/picture`)
  expect(shown.headers.get('content-type')).toBe('image/jpeg')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
  expect(shown.headers.get('cache-control')).toMatch(/^private/)
  expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  expect(new Uint8Array(await shown.arrayBuffer())).toEqual(photo.content)

  const detail: EvidenceDetail = await (await admin.fetch(`/api/evidence/${row.id}`)).json()
  expect(detail).toMatchObject({
    id: row.id,
    cause: 'available',
    verdict: { state: 'available', offers: [{ type: 'PMR' }] },
    observation: { status: 200, finalUrl: office.matches[0]?.url, page: { targets: [{ type: 'PMR' }] } },
    picture: { type: 'image/jpeg', width: 1280, height: 900, bytes: photo.content.length },
  })
  for (const path of [
    `/api/watches/${watch.id}/evidence`,
    `/api/evidence/${row.id}`,
    `/api/evidence/${row.id}/picture`,
  ])
    expect((await fetch(`${relay.url}${path}`)).status).toBe(401)
  expect((await admin.fetch('/api/evidence/none/picture')).status).toBe(404)
  expect((await admin.fetch('/api/watches/none/evidence')).status).toBe(404)
})

const seat = (category: string) =>
  offer(
    'PMR',
    `<h3>Place PMR</h3><p class="category">${category}</p><span class="price">45,00 €</span>
    <a href="/fr/acheter/pmr">Réserver</a>`,
  )

test('something unclear, a seat and a second seat: each text is answered by its own picture', async () => {
  let offers = [GENERAL, offer('PMR', '<h3>Place PMR</h3>')]
  const page = createServer((request, response) => {
    response.writeHead(request.url === '/match' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(request.url === '/match' ? psgPage({ offers: offers.join('') }) : '')
  })
  const host = `127.0.0.1:${await listen(page, 0)}`
  onTestFinished(() => {
    page.closeAllConnections()
    page.close()
  })
  const lookout = await startLookout({ env: { ALLOW_PRIVATE_HOSTS: host } })
  const { telegram } = lookout
  const watch = await watchMatch(lookout, { name: 'PSG – OM', url: `http://${host}/match` })
  const pictured = (count: number) =>
    eventually(
      async () => {
        if (telegram.messages.length < count) await watch.look()
        return telegram.photos.length === count
      },
      `${count} pictures`,
      40_000,
    )
  await pictured(1)
  offers = [GENERAL, seat('Boulogne')]
  await pictured(2)
  offers = [GENERAL, seat('Auteuil'), seat('Boulogne')]
  await pictured(3)
  const ids = telegram.messages.map(({ messageId }) => messageId)
  expect(telegram.photos.map(({ replyTo }) => replyTo)).toEqual(ids)
  expect(await kept({ ...lookout, watch }, 'ambiguous')).toHaveLength(1)
  expect(await kept({ ...lookout, watch }, 'available')).toHaveLength(2)
})

test('a wall is kept once a streak, not once a check', async () => {
  const story = await start({ office: { by: 'static' } })
  const { office, watch } = story
  for (let streak = 1; streak <= 2; streak += 1) {
    office.control({ action: 'mode', mode: 'captcha' })
    for (let look = 0; look < 3; look += 1) await watch.look()
    office.control({ action: 'mode', mode: 'queue' })
    await watch.look()
    await eventually(async () => (await kept(story)).length === 5 * streak - 1, 'evidence of every look')
    expect(await kept(story, 'blind')).toHaveLength(streak)
    expect((await kept(story, 'blind'))[0]).toMatchObject({ state: 'unknown', reason: 'captcha' })
    office.control({ action: 'mode', mode: 'normal' })
    await watch.lookUntil('none')
  }
})

test('a picture that Telegram never answers holds no text back', async () => {
  const story = await start()
  const { telegram, office, watch } = story
  telegram.photoMode = { kind: 'hang' }
  await story.release()
  await eventually(() => telegram.photoCalls.length === 1, 'the picture on its way')
  office.control({ action: 'take', match: firstSlug(story) })
  await watch.lookUntil('none')
  await watch.lookUntil('none')
  await story.release()
  const opened = () => telegram.messages.filter(({ text }) => text.includes('places PMR'))
  await eventually(() => opened().length === 2, 'the second text')
  // The first picture still hangs: its call was not answered, and no other one has begun.
  expect(telegram.photoCalls.map(({ status }) => status)).toEqual([null])
})

test('a picture whose answer was lost is not sent again', async () => {
  const story = await start()
  const { telegram } = story
  telegram.answerNextPhoto({ kind: 'accept-then-reset' })
  await story.release()
  await eventually(() => telegram.photos.length === 1, 'the picture whose answer is lost')
  await isIdle(story)
  expect(telegram.photos).toHaveLength(1)
  expect(telegram.photoCalls).toHaveLength(1)
  expect(telegram.messages).toHaveLength(1)
})

test('a picture is tried a few times when Telegram is unwell, then let go without a word', async () => {
  const story = await start()
  const { telegram, admin } = story
  telegram.answerNextPhoto({ kind: 'flood', retryAfter: 1 }, { kind: 'broken', status: 502 })
  await story.release()
  await eventually(() => telegram.photos.length === 1, 'the picture at the third try')
  expect(telegram.photoCalls).toHaveLength(3)

  telegram.photoMode = { kind: 'refuse', status: 400, description: 'Bad Request: IMAGE_PROCESS_FAILED' }
  story.office.control({ action: 'take', match: firstSlug(story) })
  await story.watch.lookUntil('none')
  await story.watch.lookUntil('none')
  await story.release()
  await eventually(() => telegram.photoCalls.length === 4, 'the refused picture')
  await isIdle(story)
  expect(telegram.messages.filter(({ text }) => text.includes('places PMR'))).toHaveLength(2)
  const { logs }: { logs: { message: string }[] } = await (await admin.fetch('/api/logs?level=error')).json()
  expect(logs).toEqual([])
})

test('a text that was refused has no picture', async () => {
  const story = await start()
  const { telegram } = story
  telegram.answerNext({ kind: 'refuse', status: 403, description: 'Forbidden: bot was blocked by the user' })
  await story.release()
  await keptOne(story, 'available')
  await isIdle(story)
  expect(telegram.photoCalls).toHaveLength(0)
})

test('kill -9 between text and picture: the text once, the picture at most once', async () => {
  const story = await start()
  const { telegram, relay } = story
  telegram.photoMode = { kind: 'hang' }
  await story.release()
  await eventually(() => telegram.photoCalls.length === 1, 'the picture on its way')
  await relay.kill()
  telegram.photoMode = null
  await relay.restart()
  await isIdle(story)
  expect(telegram.messages.filter(({ text }) => text.includes('PMR'))).toHaveLength(1)
  // It may have arrived: nobody knows, so it is not sent again.
  expect(telegram.photoCalls).toHaveLength(1)
})

test('kill -9 while the picture waits for its text: both arrive, in their order', async () => {
  const story = await start()
  const { telegram, relay } = story
  telegram.mode = { kind: 'broken', status: 502 }
  await story.release()
  await keptOne(story, 'available')
  await relay.kill()
  telegram.mode = { kind: 'ok' }
  await relay.restart()
  const text = await telegram.waitFor(({ text: words }) => words.includes('PMR'))
  const photo = await eventually(() => telegram.photos[0], 'the picture')
  expect(photo.replyTo).toBe(text.messageId)
  expect(telegram.photos).toHaveLength(1)
})

test(
  'evidence of one cause is bounded in number, files included, and goes with its watch',
  { timeout: 180_000 },
  async () => {
    const story = await start()
    const { watch, relay, admin, office } = story
    await story.release()
    await keptOne(story, 'available')
    office.control({ action: 'mode', mode: 'captcha' })
    for (let look = 0; look < 23; look += 1) await watch.look()
    const files = () => readdir(join(relay.data, 'evidence'))
    await eventually(async () => {
      const all = await kept(story)
      const pictures = all.filter(({ picture }) => picture !== null)
      const asked = all.filter(({ cause }) => cause === 'asked')
      return asked.length === 20 && (await files()).length === all.length + pictures.length
    }, 'twenty of them, and no file beside the rows')
    const times = (await kept(story)).map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(await kept(story, 'available')).toMatchObject([{ picture: { type: 'image/jpeg' } }])

    expect((await admin.fetch(`/api/watches/${watch.id}`, { method: 'DELETE' })).status).toBe(200)
    // It can still be brought back whole; forgotten for good, nothing is left of it.
    expect(await files()).not.toEqual([])
    expect((await admin.fetch(`/api/watches/${watch.id}/removed`, { method: 'DELETE' })).status).toBe(200)
    await eventually(async () => (await files()).length === 0, 'no file left')
  },
)
