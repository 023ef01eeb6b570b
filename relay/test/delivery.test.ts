import type { LogLevel, LogLine } from '#core/status.ts'
import type { Lookout, LookoutOptions, Watched } from './lookout.ts'

import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { listen } from '../dev/free-port.ts'
import { eventually } from './eventually.ts'
import { firstSlug, isIdle, startLookout, watchMatch } from './lookout.ts'

const REPEAT = /Rappel : ce message a peut-être déjà été reçu/

type Story = Lookout & { watch: Watched; release: () => Promise<void> }

/** A watch that has seen the page without a seat, and a way to bring one out. */
async function start(options: LookoutOptions = {}): Promise<Story> {
  const lookout = await startLookout({ ...options, office: { by: 'static' } })
  const watch = await watchMatch(lookout)
  const release = async () => {
    lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
    await watch.lookUntil('available')
  }
  return { ...lookout, watch, release }
}

async function logs({ admin }: Lookout, level?: LogLevel): Promise<LogLine[]> {
  const answer = await admin.fetch(`/api/logs${level === undefined ? '' : `?level=${level}`}`)
  const body: { logs: LogLine[] } = await answer.json()
  return body.logs
}

const logged = (story: Lookout, level: LogLevel, words: RegExp) =>
  eventually(
    async () => (await logs(story, level)).find(({ message }) => words.test(message)),
    `a line of level ${level} with ${String(words)}`,
  )

test('a seat reaches the phone with all that is needed to take it', async () => {
  const story = await start()
  await story.release()
  const message = await story.telegram.waitFor(() => true)
  const [match] = story.office.matches
  expect(message.text.split('\n')).toEqual([
    `2 places PMR : ${match?.nom}`,
    expect.stringMatching(/^• .*15,00 €, 2 places$/),
    expect.stringMatching(/^Vu à \d\d:\d\d:\d\d par le (navigateur du )?relais \(alerte [\da-f]{8}\)\.$/),
    // Telegram refuses buttons that lead to a private host.
    `Ouvrir la billetterie : ${match?.url}`,
    `État en direct : ${story.relay.url}/`,
  ])
  await logged(story, 'success', /Telegram : envoyé en \d+ ms/)
})

test('Telegram down and back: the alert waits and arrives once', async () => {
  const story = await start()
  await story.telegram.close()
  await story.release()
  await logged(story, 'warning', /Telegram : pas parti/)
  await story.telegram.open()
  const message = await story.telegram.waitFor(() => true)
  // Nothing had left before: this is no repeat.
  expect(message.text).not.toMatch(REPEAT)
  await isIdle(story)
  expect(story.telegram.messages).toHaveLength(1)
})

test('an alert that leaves after its seat has gone says so', async () => {
  const story = await start()
  story.telegram.mode = { kind: 'broken', status: 502 }
  await story.release()
  await eventually(() => story.telegram.calls.length > 0, 'a failed call')
  story.office.control({ action: 'take', match: firstSlug(story) })
  await story.watch.lookUntil('none')
  story.telegram.mode = { kind: 'ok' }
  const message = await story.telegram.waitFor(() => true)
  expect(message.text).toMatch(/^Trop tard pour 2 places PMR : /)
  expect(message.text).toMatch(/Repéré à \d\d:\d\d, parti depuis \d\d:\d\d/)
})

test('a 429 is obeyed to the second, by every alert', async () => {
  const story = await start()
  const other = await watchMatch(story, { url: story.office.matches[1]?.url, name: 'Autre match' })
  story.telegram.answerNext({ kind: 'flood', retryAfter: 2 })
  await story.release()
  await eventually(() => story.telegram.calls.length === 1, 'the call that is refused')
  story.office.control({ action: 'release', match: story.office.matches[1]?.slug ?? '', places: 1 })
  await other.lookUntil('available')
  await eventually(() => story.telegram.messages.length === 2, 'both alerts')
  const [refused, ...later] = story.telegram.calls
  for (const call of later) expect(call.at - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2000)
  expect(later).toHaveLength(2)
})

test('a lost answer is followed by exactly one repeat, marked', async () => {
  const story = await start()
  story.telegram.answerNext({ kind: 'accept-then-reset' })
  await story.release()
  await eventually(() => story.telegram.messages.length === 2, 'the repeat')
  await isIdle(story)
  await story.watch.look()
  expect(story.telegram.messages.map(({ text }) => REPEAT.test(text))).toEqual([false, true])
})

test('two lost answers end the alert, and the operator is told', async () => {
  const story = await start()
  story.telegram.answerNext({ kind: 'accept-then-reset' }, { kind: 'accept-then-reset' })
  await story.release()
  await logged(story, 'error', /réponse perdue deux fois/)
  await isIdle(story)
  expect(story.telegram.messages).toHaveLength(2)
})

test('kill -9 while Telegram is answering: sent once more, marked', async () => {
  const story = await start()
  story.telegram.answerNext({ kind: 'hang' })
  await story.release()
  await eventually(() => story.telegram.calls.length === 1, 'the call')
  await story.relay.kill()
  await story.relay.restart()
  const message = await story.telegram.waitFor(() => true)
  expect(message.text).toMatch(REPEAT)
  await isIdle(story)
  expect(story.telegram.messages).toHaveLength(1)
})

test('kill -9 while Telegram is down: the alert is still owed, and arrives once', async () => {
  const story = await start()
  await story.telegram.close()
  await story.release()
  await logged(story, 'warning', /Telegram : pas parti/)
  await story.relay.kill()
  await story.telegram.open()
  await story.relay.restart()
  await story.telegram.waitFor(() => true)
  await isIdle(story)
  expect(story.telegram.messages).toHaveLength(1)
})

test('a bot that was blocked: given up at once, and told once', async () => {
  const story = await start()
  story.telegram.mode = {
    kind: 'refuse',
    status: 403,
    description: 'Forbidden: bot was blocked by the user',
  }
  await story.release()
  await logged(story, 'error', /Une alerte n’a pas pu partir par Telegram · Raison : refusé/)
  await isIdle(story)
  expect(story.telegram.calls).toHaveLength(1)
  expect(await logs(story, 'error')).toHaveLength(1)
})

test('a chat that became a supergroup gets its alert under the new id, and the next one there at once', async () => {
  const story = await start()
  const { telegram, office, watch } = story
  telegram.answerNext({
    kind: 'refuse',
    status: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: -1009999999999 },
  })
  telegram.chatId = '-1009999999999'
  await story.release()
  await telegram.waitFor(() => true)
  office.control({ action: 'take', match: firstSlug(story) })
  await watch.lookUntil('none')
  await story.release()
  await eventually(() => telegram.messages.length === 2, 'the second alert')
  expect(telegram.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(3)
})

test('whatever a page and a person write reaches the phone as plain words', async () => {
  const hostile = '<b>&amp; "x" </b><a href="tg://x">'
  const page = createServer((request, response) => {
    response.writeHead(request.url === '/match' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(hostilePage(hostile))
  })
  const port = await listen(page, 0)
  onTestFinished(() => void page.close())
  const host = `localhost:${port}`
  const lookout = await startLookout({ env: { ALLOW_PRIVATE_HOSTS: host } })
  await watchMatch(lookout, { url: `http://${host}/match`, name: `PSG ${hostile}` })
  const message = await lookout.telegram.waitFor(() => true)
  expect(message.html).toBe(true)
  expect(message.text).toContain(`PSG ${hostile}`)
  expect(message.text).toContain(`• PMR ${hostile}, 15,00 €`)
  expect(lookout.telegram.calls).toHaveLength(1)
})

function hostilePage(text: string): string {
  const written = text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const offer = (type: string, price: string) => `<div class="offer" data-offer-type="${type}">
    <h3>${type} ${written}</h3><p class="offer-price">${price}</p>
    <form action="/panier"><button type="submit">Réserver</button></form></div>`
  return `<!doctype html><html lang="fr"><title>PSG – OM</title><h1>PSG – OM</h1><main><h2>Offres</h2>
    ${offer('ADULTE', '30,00 €')}${offer('PMR', '15,00 €')}</main></html>`
}

test('with nothing configured the alert shows in the log and on the console', async () => {
  const story = await start({
    env: { TELEGRAM_TOKEN: '', TELEGRAM_CHAT_ID: '', TELEGRAM_API_ROOT: '' },
  })
  await story.release()
  const line = await logged(story, 'success', /^2 places PMR : .* · Vu à \d\d:\d\d:\d\d par/)
  expect(line.watchId).toBe(story.watch.id)
  expect(story.relay.output()).toContain('2 places PMR : ')
  expect(story.telegram.calls).toHaveLength(0)
})

test('still watching: says for how long it could see, and keeps quiet after a find', async () => {
  const story = await start({ env: { STILL_WATCHING_HOURS: '0.001' } })
  const seen = await story.telegram.waitFor(({ text }) => text.includes(' : vu '))
  expect(seen.text).toMatch(/^Toujours en veille : rien trouvé\nDe \d\d:\d\d à \d\d:\d\d\.\n• .* : vu /)
  await story.release()
  await story.telegram.waitFor(({ text }) => text.includes('PMR'))
  const told = story.telegram.messages.length
  // The seat is there all along: whole spans pass without the message.
  await eventually(() => Date.now() - (story.telegram.messages.at(-1)?.at ?? 0) > 9000, 'two spans')
  expect(story.telegram.messages.slice(told).filter(({ text }) => text.includes('rien trouvé'))).toEqual([])
})

test('no token gets into the log, the console or an answer', async () => {
  const story = await start()
  story.telegram.answerNext({ kind: 'reset' }, { kind: 'html', status: 502 }, { kind: 'accept-then-reset' })
  await story.release()
  await isIdle(story)
  const all = JSON.stringify(await logs(story)) + story.relay.output()
  expect(all).not.toContain(story.telegram.token)
  expect(all).not.toContain(story.telegram.token.split(':')[1])
})
