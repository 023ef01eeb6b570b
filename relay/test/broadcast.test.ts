import type { StrictBotApi } from '../dev/bench/bot-api.ts'
import type { Lookout, Watched } from './lookout.ts'

import { expect, onTestFinished, test } from 'vitest'

import { startStrictBotApi } from '../dev/bench/bot-api.ts'
import { addSubscribers } from '../dev/bench/people.ts'
import { eventually } from './eventually.ts'
import { firstSlug, isIdle, startLookout, watchMatch } from './lookout.ts'

/** One opening told to many, on a Bot API that takes thirty messages in a second and one in a chat. */

const PEOPLE = 120
const FEW = 20
const REPEAT = /Rappel : ce message a peut-être déjà été reçu/
const OPENING = /2 places PMR/
/** Open connections, and so the most answers that a kill can lose. */
const AT_ONCE = 6

type Scene = Lookout & {
  strict: StrictBotApi
  watch: Watched
  chats: string[]
  release: () => Promise<void>
}

async function stage(people: number): Promise<Scene> {
  const strict = await startStrictBotApi(() => 50)
  onTestFinished(() => strict.stop())
  const lookout = await startLookout({ office: { by: 'static' }, env: { TELEGRAM_API_ROOT: strict.url } })
  const watch = await watchMatch(lookout)
  await lookout.relay.kill()
  const chats = await addSubscribers(lookout.relay.data, people)
  await lookout.relay.restart()
  const release = async () => {
    lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
    await watch.lookUntil('available')
  }
  return { ...lookout, strict, watch, chats, release }
}

const openings = ({ strict, chats }: Scene) =>
  strict.taken.filter(({ chat, text }) => chats.includes(chat) && OPENING.test(text))

test('kill -9 in the midst: everybody is told, once but for lost answers, and not in the order of the list', async () => {
  const scene = await stage(PEOPLE)
  await scene.release()
  await eventually(() => openings(scene).length >= 40, 'a third of the messages')
  await scene.relay.kill()
  const killedAt = Date.now()
  await scene.relay.restart()
  const told = () => new Set(openings(scene).map(({ chat }) => chat))
  await eventually(() => told().size === PEOPLE, 'everybody', 40_000)
  await isIdle(scene)

  const repeats = openings(scene).filter(
    ({ chat }, at, all) => all.findIndex((one) => one.chat === chat) < at,
  )
  expect(repeats.every(({ text, at }) => REPEAT.test(text) && at > killedAt)).toBe(true)
  expect(repeats.length).toBeLessThanOrEqual(AT_ONCE)
  expect([...told()]).not.toEqual(scene.chats)
  // What is too fast is found out by a few, not by everybody.
  expect(scene.strict.floods.length).toBeLessThan(PEOPLE / 4)
})

test('who has blocked the bot is asked once, holds nobody back, and the operator reads of it', async () => {
  const scene = await stage(FEW)
  const gone = scene.chats.slice(0, 2)
  for (const chat of gone) scene.strict.blocked.set(chat, 0)
  await scene.release()
  await isIdle(scene)
  expect(new Set(openings(scene).map(({ chat }) => chat)).size).toBe(FEW - gone.length)
  expect([...scene.strict.blocked.values()]).toEqual([1, 1])
  const { logs }: { logs: { message: string }[] } = await (
    await scene.admin.fetch('/api/logs?level=error')
  ).json()
  expect(logs.filter(({ message }) => message.includes('Une alerte n’a pas pu partir'))).toHaveLength(2)

  scene.office.control({ action: 'take', match: firstSlug(scene) })
  await scene.watch.lookUntil('none')
  await scene.release()
  await eventually(() => openings(scene).length >= 2 * (FEW - gone.length), 'the second opening', 40_000)
  await isIdle(scene)
  expect([...scene.strict.blocked.values()]).toEqual([1, 1])
})
