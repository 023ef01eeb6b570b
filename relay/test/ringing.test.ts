import type { Lookout, LookoutOptions, Watched } from './lookout.ts'

import { expect, test } from 'vitest'

import { eventually } from './eventually.ts'
import { firstSlug, isIdle, startLookout, watchMatch } from './lookout.ts'

/** What follows a seat that nobody answers to, with repeats after seconds instead of minutes. */

type Story = Lookout & { watch: Watched; release: () => Promise<void>; take: () => Promise<void> }

async function start(options: LookoutOptions = {}): Promise<Story> {
  const env = { RING_SECONDS: '2,4,6,7', ...options.env }
  const lookout = await startLookout({ ...options, env, office: { by: 'static' } })
  const watch = await watchMatch(lookout)
  const set = async (action: 'release' | 'take', state: string) => {
    const match = firstSlug(lookout)
    lookout.office.control(action === 'release' ? { action, match, places: 2 } : { action, match })
    await watch.lookUntil(state)
  }
  return { ...lookout, watch, release: () => set('release', 'available'), take: () => set('take', 'none') }
}

const clock = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`
const titles = ({ telegram }: Lookout) => telegram.messages.map(({ text }) => text.split('\n')[0] ?? '')
const sent = (story: Lookout, words: RegExp) =>
  eventually(() => titles(story).find((title) => words.test(title)), `a message ${String(words)}`)

test('a seat that stays and nobody answers to rings three times, and no more', async () => {
  const story = await start()
  await story.release()
  await eventually(() => titles(story).length === 4, 'the last repeat', 30_000)
  const [match] = story.office.matches
  expect(titles(story)[0]).toBe(`2 places PMR : ${match?.nom}`)
  for (const title of titles(story).slice(1))
    expect(title).toMatch(/^Toujours là depuis \d+ s, 2 places PMR : /)
  const lines = story.telegram.messages.slice(1).map(({ text }) => text.split('\n')[1])
  expect(lines).toEqual([
    '1er rappel : personne n’a encore répondu.',
    '2ᵉ rappel : personne n’a encore répondu.',
    '3ᵉ rappel : personne n’a encore répondu.',
  ])
  await story.watch.look()
  expect(titles(story)).toHaveLength(4)
})

test('a repeat survives the death of the process between the first message and it', async () => {
  const story = await start({ env: { RING_SECONDS: '4,6,8,10' } })
  await story.release()
  await sent(story, /^2 places/)
  await isIdle(story)
  await story.relay.kill()
  await story.relay.restart()
  await sent(story, /^Toujours là/)
  expect(titles(story).filter((title) => title.startsWith('2 places'))).toHaveLength(1)
})

test('when the seat is gone nothing rings any more, and the messages say so in their own place', async () => {
  const story = await start()
  await story.release()
  await sent(story, /^Toujours là/)
  await story.take()
  const gone = await eventually(() => {
    const shown = story.telegram.shown().filter(({ text }) => text.startsWith('Places parties : '))
    return shown.length === story.telegram.messages.length ? shown : null
  }, 'the end of all of them')
  expect(gone[0]?.text.split('\n')[1]).toMatch(/^Parties à \d\d:\d\d, restées \d+ s\.$/)
  expect(gone.flatMap(({ keys }) => keys)).toEqual([])
  const told = titles(story).length
  // Longer than the last repeat would have taken.
  await eventually(() => Date.now() - (story.telegram.calls.at(-1)?.at ?? 0) > 8000, 'a while')
  expect(titles(story)).toHaveLength(told)
})

test('somebody in the group answers: it rings no more, and one more has found a seat', async () => {
  const story = await start()
  const fan = story.telegram.person().inside(story.telegram.chatId)
  await story.release()
  await sent(story, /^2 places/)
  await fan.presses(/place/i)
  const outcomes = async () => {
    const answer = await fetch(`${story.relay.url}/api/releases`)
    const { releases }: { releases: { outcomes: Record<string, number> }[] } = await answer.json()
    return releases[0]?.outcomes
  }
  await eventually(async () => (await outcomes())?.['got-one'] === 1, 'the answer in the history')
  const told = titles(story).length
  await eventually(() => Date.now() - (story.telegram.messages.at(-1)?.at ?? 0) > 8000, 'a while')
  expect(titles(story).length - told).toBeLessThanOrEqual(1)
  await fan.presses(/place/i).catch(() => '')
  expect(await outcomes()).toEqual({ seen: 0, 'got-one': 1, 'too-late': 0, 'false-alarm': 0 })
})

test('what many matches brought while Telegram was down is no burst: each is told once, most in one message', async () => {
  const story = await start({ env: { RING_SECONDS: '60,120,180,240' } })
  const { matches } = story.office
  const others = []
  for (const { url, nom } of matches.slice(1)) others.push(await watchMatch(story, { url, name: nom }))
  await story.telegram.close()
  for (const { slug } of matches) story.office.control({ action: 'release', match: slug, places: 2 })
  for (const watch of [story.watch, ...others]) await watch.lookUntil('available')
  await story.telegram.open()
  const told = (name: string) => story.telegram.messages.filter(({ text }) => text.includes(name))
  await eventually(
    () => matches.every(({ nom }) => told(nom).length === 1),
    'each match in one message',
    60_000,
  )
  expect(story.telegram.messages.length).toBeLessThanOrEqual(2)
  expect(titles(story).at(-1)).toMatch(/^Places pour [34] matchs en même temps$/)
})

test('a seat that somebody got from a list is asked for by its match, and nothing rings meanwhile', async () => {
  const story = await start({ env: { RING_SECONDS: '60,120,180,240' } })
  const { matches } = story.office
  const others = []
  for (const { url, nom } of matches.slice(1)) others.push(await watchMatch(story, { url, name: nom }))
  const fan = story.telegram.person()
  await fan.says('/start')
  await fan.reads(/Bonjour/)
  await story.telegram.close()
  for (const { slug } of matches) story.office.control({ action: 'release', match: slug, places: 2 })
  for (const watch of [story.watch, ...others]) await watch.lookUntil('available')
  await story.telegram.open()
  const list = await eventually(
    () =>
      story.telegram.messages.find(
        ({ chatId, text }) => chatId === fan.chatId && text.startsWith('Places pour'),
      ),
    'the list',
    60_000,
  )
  expect(list.keys.map(({ text }) => text)).toEqual(['J’ai une place', 'Vu', 'Trop tard', 'Fausse alerte'])
  expect(await fan.forges(list.keys[0]?.data ?? '', list.messageId)).toBe(
    'Les rappels s’arrêtent. Pour quel match ?',
  )
  const now = () => story.telegram.shown().find(({ messageId }) => messageId === list.messageId)
  const asked = await eventually(
    () => (now()?.keys[0]?.text === 'J’ai une place' ? null : now()),
    'the matches',
  )
  expect(asked.text).toBe(list.text)
  const [one, ...rest] = asked.keys
  expect(matches.map(({ nom }) => nom)).toContain(one?.text)
  expect(rest.at(-1)?.text).toBe('‹ Retour')
  expect(await fan.forges(one?.data ?? '', list.messageId)).toMatch(/^Bravo/)
  await eventually(() => now()?.keys[0]?.text === `✅ ${one?.text}`, 'the choice')
  expect(await fan.forges(one?.data ?? '', list.messageId)).toMatch(/^Bravo/)
  const answer = await fetch(`${story.relay.url}/api/releases`)
  const { releases }: { releases: { name: string; outcomes: Record<string, number> }[] } = await answer.json()
  const listed = releases.filter(({ name }) => list.text.includes(name))
  expect(listed).toHaveLength(rest.length)
  for (const { name, outcomes } of listed)
    expect(outcomes, name).toMatchObject(name === one?.text ? { 'got-one': 1, seen: 0 } : { seen: 1 })
})

test('nobody answers: the second person is told, answers, and the first one hears of it', async () => {
  const story = await start({ env: { RING_SECONDS: '1,2,3,4' } })
  const [first, second] = [story.telegram.person(), story.telegram.person()]
  await first.says('/start')
  await first.presses(/^Deuxième personne$/)
  await first.presses(/^Créer le lien$/)
  const { text } = await first.reads(/start=e_/)
  await second.says(`/start ${/start=(e_[\w-]+)/.exec(text)?.[1] ?? ''}`)
  await second.presses(/^J’accepte$/)
  await first.reads(/a accepté/)
  await story.release()
  const call = await second.reads(/^À vous de jouer, 2 places PMR/)
  expect(call.text).toMatch(/la personne prévenue en premier n’a pas répondu\./)
  await second.presses(/^J’ai une place$/)
  const heard = await first.reads(/^Une place a été obtenue/)
  const of = (person: typeof first, words: RegExp) =>
    story.telegram.messages.filter(({ chatId, text: said }) => chatId === person.chatId && words.test(said))
  expect(of(first, /^Toujours là/)).toHaveLength(3)
  expect(of(second, /^Toujours là|^2 places/)).toHaveLength(0)
  expect(heard.silent).toBe(true)
})

test('in quiet hours an alert arrives at once, without a sound, and does not ring', async () => {
  const story = await start({ env: { RING_SECONDS: '1,2,3,4' } })
  const [sleeper, awake] = [story.telegram.person(), story.telegram.person()]
  await awake.says('/start')
  await sleeper.says('/start')
  await sleeper.presses(/^Heures calmes$/)
  await sleeper.reads(/sans un bruit/)
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      hourCycle: 'h23',
      timeZone: 'Europe/Paris',
    }).format(),
  )
  await sleeper.presses(/autres|choisir/i)
  await sleeper.presses(new RegExp(`^${clock(hour)}$`))
  await sleeper.reads(/jusqu’à quelle heure/)
  await sleeper.presses(new RegExp(`^${clock(hour + 3)}$`))
  await sleeper.reads(new RegExp(`Heures calmes : .*${clock(hour)}`))
  await story.release()
  const alert = await sleeper.reads(/^2 places PMR/)
  expect(alert.silent).toBe(true)
  await eventually(
    () => story.telegram.messages.filter(({ text }) => text.startsWith('Toujours là')).length >= 6,
    'the repeats to the others',
    30_000,
  )
  const rung = story.telegram.messages.filter(({ text }) => text.startsWith('Toujours là'))
  expect(rung.map(({ chatId }) => chatId)).not.toContain(sleeper.chatId)
})

test('an operator’s own words reach the phone, escaped, and can be taken back', async () => {
  const story = await start()
  const which = { channel: 'telegram', kind: 'opened', locale: 'fr' }
  const put = (template: object | null) =>
    story.admin.fetch('/api/templates', { method: 'PUT', body: JSON.stringify({ ...which, template }) })
  expect((await put({ title: '{nope}', body: '' })).status).toBe(422)
  const template = { title: '<b>{what}</b> & vite', body: '{offers}\nPour {match}' }
  const tried = await story.admin.fetch('/api/templates/preview', {
    method: 'POST',
    body: JSON.stringify({ ...which, template }),
  })
  expect(await tried.json()).toMatchObject({ text: { title: '<b>2 places PMR</b> & vite' }, problems: [] })
  expect((await put(template)).status).toBe(200)
  await story.release()
  const message = await story.telegram.waitFor(() => true)
  expect(message.text.split('\n')[0]).toBe('<b>2 places PMR</b> & vite')
  expect(message.text).toContain(`Pour ${story.office.matches[0]?.nom}`)
  expect((await put(null)).status).toBe(200)
  const left = await story.admin.fetch('/api/templates')
  expect(await left.json()).toMatchObject({ templates: [] })
})

test('a seat that comes, goes and is back within moments is one story', async () => {
  const story = await start({ env: { RING_SECONDS: '60,120,180,240' } })
  await story.release()
  await sent(story, /^2 places/)
  await story.take()
  await story.release()
  await sent(story, /^De nouveau là, 2 places PMR : /)
  await story.take()
  await story.release()
  const flapping = await eventually(() => story.telegram.messages[2], 'the third time')
  expect(flapping.text).toMatch(/^De nouveau là.*\nParties à \d\d:\d\d, revenues à \d\d:\d\d\./)
  expect(story.telegram.messages.map(({ silent }) => silent)).toEqual([false, false, true])
})
