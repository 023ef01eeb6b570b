import type { Lookout } from './lookout.ts'

import { expect, onTestFinished, test } from 'vitest'

import { eventually, startRelay } from './harness.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'
import { readPeople } from './read-people.ts'
import { startTelegram } from './telegram.ts'

const people = ({ relay }: Pick<Lookout, 'relay'>) => readPeople(relay)

const start = () => startLookout({ office: { by: 'static' } })

test('somebody subscribes to one match, gets its alert and answers it', async () => {
  const story = await start()
  const watch = await watchMatch(story)
  const [match] = story.office.matches
  const person = story.telegram.person()
  await person.says(`/start w_${watch.id}`)
  expect((await person.reads(/Vous suivez maintenant/)).text).toContain(match?.nom)
  expect(await people(story)).toMatchObject([{ address: person.chatId, watches: [watch.id], locale: 'fr' }])

  story.office.control({ action: 'release', match: firstSlug(story), places: 2 })
  await watch.lookUntil('available')
  const alert = await person.reads(/^2 places PMR/)
  expect(alert.keys.map(({ text }) => text)).toEqual(['J’ai une place', 'Vu', 'Trop tard', 'Fausse alerte'])
  expect(await person.presses(/^Vu$/)).toBe('C’est noté, les rappels s’arrêtent.')
  const marked = await eventually(
    () => story.telegram.edits.find(({ messageId }) => messageId === alert.messageId),
    'the choice in the place of the buttons',
  )
  expect(marked.keys[0]?.text).toBe('✅ Vu')
  expect(marked.text).toBe(alert.text)
  expect(await person.presses(/^J’ai une place$/)).toMatch(/^Bravo/)
})

test('everything is chosen by buttons, in one’s own language', async () => {
  const story = await start()
  await watchMatch(story)
  const person = story.telegram.person('en')
  await person.says('/start')
  await person.reads(/You follow all matches/)
  await person.presses(/^Quiet hours$/)
  await person.presses(/^22:00 to 07:00$/)
  await person.reads(/Quiet hours: 22:00 to 07:00/)
  await person.presses(/Back/)
  await person.presses(/^How loud$/)
  await person.presses(/one alert/)
  await person.reads(/How shall we tell you/)
  await person.presses(/Back/)
  await person.presses(/^Choose matches$/)
  await person.presses(/^None$/)
  await person.reads(/You follow no match/)
  await person.says('/pause 24 December 2027')
  await person.reads(/Paused until 24 December, 08:00/)
  expect(await people(story)).toMatchObject([
    { locale: 'en', watches: [], quiet: { from: '22:00', to: '07:00' }, loudness: 'once' },
  ])
  await person.says('/reprendre')
  await person.reads(/Alerts go on/)
  expect(await people(story)).toMatchObject([{ pausedUntil: null }])
})

test('Telegram slows down or fails: the answer waits and comes once', async () => {
  const story = await start()
  const person = story.telegram.person()
  story.telegram.answerNext({ kind: 'flood', retryAfter: 1 }, { kind: 'broken', status: 502 })
  await person.says('/start')
  await person.reads(/Bonjour/)
  // A lost answer is not followed by another: it may have been read.
  story.telegram.answerNext({ kind: 'accept-then-reset' })
  await person.says('/aide')
  await person.says('/statut')
  await person.reads(/État à|aucun match/)
  expect(story.telegram.messages.map(({ chatId }) => chatId)).toEqual(Array(3).fill(person.chatId))
})

test('an alert of one chat cannot be answered from another, nor with data of one’s own making', async () => {
  const story = await start()
  const watch = await watchMatch(story)
  const [owner, thief] = [story.telegram.person(), story.telegram.person()]
  await owner.says('/start')
  await thief.says('/start')
  await Promise.all([owner.reads(/Bonjour/), thief.reads(/Bonjour/)])
  story.office.control({ action: 'release', match: firstSlug(story), places: 2 })
  await watch.lookUntil('available')
  const [alert, own] = await Promise.all([owner.reads(/^2 places PMR/), thief.reads(/^2 places PMR/)])
  const data = alert.keys[0]?.data ?? ''
  expect(await thief.forges(data, own.messageId)).toMatch(/trop ancien/)
  expect(await thief.forges("a:g:x' OR 1=1", own.messageId)).toMatch(/trop ancien/)
  expect(story.telegram.edits).toEqual([])
})

test('in a group its admins decide, and everybody may look', async () => {
  const story = await start()
  await watchMatch(story)
  const [admin, member] = [story.telegram.person(), story.telegram.person()]
  const group = story.telegram.group([admin])
  const [chief, guest] = [admin.inside(group.id), member.inside(group.id)]
  await guest.says('/start@vigie_test_bot')
  await guest.reads(/seuls les administrateurs/)
  expect(await people(story)).toEqual([])
  await chief.says('/start@vigie_test_bot')
  await chief.reads(/Vous suivez tous les matchs/)
  expect(await people(story)).toMatchObject([{ address: group.id }])
  expect(await guest.presses(/^Heures calmes$/)).toMatch(/seuls les administrateurs/)
  // Neither what people say to each other, nor what they ask of another bot.
  await guest.says('/stop@other_bot')
  await guest.says('bonjour')
  await guest.says('/statut')
  await guest.reads(/État à \d\d:\d\d/)
  const asked = story.telegram.botCalls.filter(({ method }) => method === 'getChatMember')
  expect(asked).toHaveLength(2)

  const bigger = story.telegram.group([admin])
  await story.telegram.push({
    message: {
      message_id: 1,
      date: 0,
      chat: { id: Number(group.id), type: 'group', title: 'PMR' },
      migrate_to_chat_id: Number(bigger.id),
    },
  })
  await admin.inside(bigger.id).reads(/vos réglages ont suivi/)
  expect(await people(story)).toMatchObject([{ address: bigger.id }])
})

test('a second person accepts by a link and is let go again', async () => {
  const story = await start()
  const [first, second] = [story.telegram.person(), story.telegram.person()]
  await first.says('/start')
  await first.presses(/^Deuxième personne$/)
  await first.presses(/^Créer le lien$/)
  const { text } = await first.reads(/t\.me\/vigie_test_bot\?start=e_/)
  const token = /start=(e_[\w-]+)/.exec(text)?.[1] ?? ''
  expect(token.length).toBeLessThanOrEqual(64)
  await second.says('/start e_AAAA')
  await second.reads(/n’est plus valable/)
  await second.says(`/start ${token}`)
  await second.presses(/^J’accepte$/)
  await first.reads(/La deuxième personne a accepté/)
  await second.says('/statut')
  expect((await second.reads(/Vous êtes la deuxième personne/)).text).not.toMatch(/aucun match/)
  const [one, two] = await people(story)
  expect(two).toMatchObject({ address: second.chatId, watches: [] })
  expect(one).toMatchObject({ escalateTo: two?.id })
  await second.says('/stop')
  await second.reads(/Tout est effacé/)
  expect(await people(story)).toMatchObject([{ address: first.chatId, escalateTo: null }])
})

test('the clock that counts is chosen by a button, or by any name of a zone', async () => {
  const story = await start()
  const person = story.telegram.person()
  await person.says('/start')
  expect((await person.reads(/Bonjour/)).text).toMatch(/Fuseau horaire : Paris \(il y est \d\d:\d\d\)/)
  await person.presses(/^Fuseau horaire$/)
  await person.presses(/^La Réunion \d\d:\d\d$/)
  await person.reads(/Fuseau horaire : La Réunion/)
  expect(await people(story)).toMatchObject([{ timeZone: 'Indian/Reunion' }])
  await person.says('/fuseau pacific/wallis')
  await person.reads(/Fuseau horaire : Pacific\/Wallis/)
  await person.says('/fuseau Atlantide')
  await person.reads(/Je ne connais pas ce fuseau/)
  expect(await people(story)).toMatchObject([{ timeZone: 'Pacific/Wallis' }])
})

test('a start writes to no chat that has refused us, says so once, and goes on when it takes messages again', async () => {
  const story = await start()
  const watch = await watchMatch(story)
  const operator = story.telegram.person().inside(story.telegram.chatId)
  const told = async (words: RegExp) => {
    const { logs }: { logs: { message: string }[] } = await (await story.admin.fetch('/api/logs')).json()
    return logs.filter(({ message }) => words.test(message)).length
  }
  const asks = () => story.telegram.botCalls.filter(({ method }) => method === 'sendChatAction').length
  await operator.blocks()
  await eventually(async () => (await told(/a bloqué ou quitté/)) === 1, 'the operator who left')
  for (const times of [1, 2]) {
    await story.relay.kill()
    await story.relay.restart()
    await eventually(() => asks() === times, 'the question')
    await eventually(async () => (await told(/n’accepte plus les messages/)) > 0, 'the line in the log')
  }
  story.office.control({ action: 'release', match: firstSlug(story), places: 2 })
  await watch.lookUntil('available')
  await eventually(async () => (await told(/^2 places PMR/)) > 0, 'the alert in the log instead')
  expect(story.telegram.calls.filter(({ method }) => method === 'sendMessage')).toEqual([])
  expect(await told(/n’accepte plus les messages/)).toBe(1)
  operator.unblocks()
  await story.relay.kill()
  await story.relay.restart()
  await eventually(async () => (await told(/accepte de nouveau les messages/)) === 1, 'the way is open')
  story.office.control({ action: 'take', match: firstSlug(story) })
  await watch.lookUntil('none')
  story.office.control({ action: 'release', match: firstSlug(story), places: 2 })
  await watch.lookUntil('available')
  await operator.reads(/2 places PMR/)
})

test('/stop erases everything: no row, and no trace in the log', async () => {
  const story = await start()
  const person = story.telegram.person()
  await person.says('/start')
  await person.reads(/Bonjour/)
  await person.says('/stop')
  await person.reads(/Tout est effacé/)
  const blocker = story.telegram.person()
  await blocker.says('/start')
  await blocker.reads(/Bonjour/)
  await blocker.blocks()
  await eventually(async () => (await people(story)).length === 0, 'nobody left')
  const logs = await (await story.admin.fetch('/api/logs')).text()
  for (const { chatId } of [person, blocker]) {
    expect(logs).not.toContain(chatId)
    expect(story.relay.output()).not.toContain(chatId)
  }
})

test('kill -9 loses no message to the bot and answers none twice', async () => {
  const story = await start()
  const crowd = Array.from({ length: 6 }, () => story.telegram.person())
  const [early, late] = [crowd.slice(0, 3), crowd.slice(3)]
  await Promise.all(early.map((person) => person.says('/start')))
  await early[0]?.reads(/Bonjour/)
  await story.relay.kill()
  await Promise.all(late.map((person) => person.says('/start')))
  await story.relay.restart()
  await Promise.all(late.map((person) => person.reads(/Bonjour/)))
  await eventually(() => story.telegram.waiting() === 0, 'every message confirmed')
  expect((await people(story)).map(({ address }) => address).toSorted()).toEqual(
    crowd.map(({ chatId }) => chatId).toSorted(),
  )
  for (const person of crowd) {
    const told = story.telegram.messages.filter(({ chatId }) => chatId === person.chatId)
    expect(told.length).toBeLessThanOrEqual(1)
  }
})

test('kill -9 while an answer is on its way: it is not said twice', async () => {
  const story = await start()
  const person = story.telegram.person()
  story.telegram.answerNext({ kind: 'slow', ms: 1500 })
  await person.says('/aide')
  await eventually(() => story.telegram.calls[0]?.body ?? null, 'the answer, taken and not acknowledged')
  await story.relay.kill()
  await story.relay.restart()
  await person.reads(/\/reprendre/)
  await person.says('/start')
  await person.reads(/Bonjour/)
  expect(story.telegram.messages).toHaveLength(2)
})

test('another program with the same token is told in the log, and the bot comes back', async () => {
  const story = await start()
  const conflict = 'Conflict: terminated by other getUpdates request'
  const asks = () => story.telegram.botCalls.some(({ method }) => method === 'getUpdates')
  await eventually(asks, 'the bot that listens')
  story.telegram.botMode = { kind: 'disguised', code: 409, description: conflict }
  await story.telegram.person().says('/aide')
  await eventually(async () => {
    const logs = await (await story.admin.fetch('/api/logs?level=warning')).text()
    return logs.includes('un seul le peut')
  }, 'a warning')
  story.telegram.botMode = { kind: 'ok' }
  const person = story.telegram.person()
  await person.says('/aide')
  await person.reads(/\/reprendre/)
})

test('by webhook: only who knows the secret is heard, and the same update once', async () => {
  const telegram = await startTelegram()
  const relay = await startRelay({
    env: { ...telegram.env, PUBLIC_URL: 'https://vigie.example.org' },
    browser: false,
  })
  onTestFinished(async () => {
    await telegram.stop()
    await relay.stop()
  })
  const webhook = await eventually(telegram.webhook, 'the webhook')
  expect(webhook.url).toBe('https://vigie.example.org/telegram/webhook')
  expect(webhook.secret).toMatch(/^[\w-]{32,256}$/)
  const person = telegram.person()
  telegram.bringTo(relay.url)
  await person.says('/start')
  await person.reads(/Bonjour/)
  const update = {
    update_id: 5,
    message: {
      message_id: 2,
      date: 0,
      chat: { id: Number(person.chatId), type: 'private' },
      from: { id: person.id },
      text: '/aide',
    },
  }
  const bring = (secret: Record<string, string>) =>
    fetch(`${relay.url}/telegram/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...secret },
      body: JSON.stringify(update),
    })
  const name = 'x-telegram-bot-api-secret-token'
  expect((await bring({})).status).toBe(401)
  expect((await bring({ [name]: `${webhook.secret}x` })).status).toBe(401)
  expect((await bring({ [name]: webhook.secret })).status).toBe(200)
  await person.reads(/\/reprendre/)
  expect((await bring({ [name]: webhook.secret })).status).toBe(200)
  await person.says('/statut')
  await person.reads(/aucun match/)
  const helps = telegram.messages.filter(({ text }) => text.includes('/reprendre'))
  expect(helps).toHaveLength(1)
  expect(telegram.botCalls.some(({ method }) => method === 'getUpdates')).toBe(false)
})
