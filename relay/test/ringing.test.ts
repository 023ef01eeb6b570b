import type { Lookout, LookoutOptions, Watched } from './lookout.ts'

import { expect, test } from 'vitest'

import { eventually } from './eventually.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

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
  const story = await start()
  await story.release()
  await sent(story, /^2 places/)
  await story.relay.kill()
  await story.relay.restart()
  await sent(story, /^Toujours là/)
  expect(titles(story).filter((title) => /^2 places/.test(title))).toHaveLength(1)
})

test('when the seat is gone nothing rings any more, and the messages say so in their own place', async () => {
  const story = await start()
  await story.release()
  await sent(story, /^Toujours là/)
  await story.take()
  const gone = await eventually(() => {
    const shown = story.telegram.shown().filter(({ text }) => /^Places parties : /.test(text))
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

test('many matches at once are no burst: each is told once, and few messages ring', async () => {
  const story = await start({ env: { RING_SECONDS: '60,120,180,240' } })
  const others = story.office.matches.slice(1, 8)
  for (const { url, nom } of others) await watchMatch(story, { url, name: nom })
  for (const { slug } of story.office.matches.slice(0, 8))
    story.office.control({ action: 'release', match: slug, places: 2 })
  const list = await story.admin.fetch('/api/watches')
  const { watches }: { watches: { id: string }[] } = await list.json()
  await Promise.all(
    watches.map(({ id }) => story.admin.fetch(`/api/watches/${id}/check`, { method: 'POST' })),
  )
  const names = story.office.matches.slice(0, 8).map(({ nom }) => nom)
  const count = (name: string) => story.telegram.messages.filter(({ text }) => text.includes(name)).length
  await eventually(() => names.every((name) => count(name) === 1), 'each match in one message', 30_000)
  expect(story.telegram.messages.length).toBeLessThan(names.length)
  expect(titles(story).some((title) => /^Places pour \d matchs en même temps$/.test(title))).toBe(true)
})
