import type { Words } from '../locales/fr.ts'
import type { FollowDraft, PageMessage } from '../messages.ts'
import type { AnswerTo, Door } from '../page-door.ts'
import type { Card } from './card.ts'

import { beforeEach, expect, test } from 'vitest'

import { fr } from '../locales/fr.ts'
import { follow, known, none, sight } from '../test/known-samples.ts'
import { List } from './list.ts'
import { createPage } from './page.ts'

const now = Date.UTC(2026, 10, 20, 14)
const two = [follow(), follow({ id: 'fcn', name: 'Paris SG – Nantes' })]
const draft: FollowDraft = {
  name: 'Paris SG – Lens',
  url: 'https://billetterie.psg.example/lens',
  target: {},
  date: null,
  pace: 'normal',
  relayWatchId: null,
  window: false,
}

/** What was asked, in order; permissions stand among the messages. */
let asked: string[]
let answers: Partial<{ [T in PageMessage['type']]: AnswerTo<Extract<PageMessage, { type: T }>> | null }>
let isGiven: boolean

const door: Door = {
  now: () => now,
  known: async () => known(now, { follows: two, sights: [sight({ verdict: none, at: now })] }),
  onChange() {},
  async ask(message) {
    asked.push(message.type)
    return Reflect.get(Object({ [message.type]: { done: true }, ...answers }), message.type)
  },
  async requestAccess(url) {
    asked.push(`access ${url}`)
    return isGiven
  },
  openOptions() {},
  leave: () => void asked.push('leave'),
  every: () => () => {},
}

beforeEach(() => {
  asked = []
  answers = { suggest: { kind: 'none' } }
  isGiven = true
})

async function open() {
  const page = await createPage<Words>(door, async () => fr)
  asked = []
  return new List(door, page)
}

function cardOf(list: List, id: string): Card {
  const { view } = list.page.state
  const card = view.kind === 'shown' ? view.cards.find((one) => one.id === id) : undefined
  if (card === undefined) throw new Error(`no card ${id}`)
  return card
}

const followed = follow({ id: 'lens', url: draft.url })

test('a match is followed in one press: the permission comes first, and the match does not wait for it', async () => {
  const list = await open()
  answers.follow = { kind: 'followed', follow: followed }
  expect(await list.follow(draft)).toBe(true)
  expect(asked).toEqual([`access ${draft.url}`, 'follow', 'access', 'suggest'])
  expect(list.state.trouble).toBeNull()
  expect(list.followed).toBe('lens')
})

test('a permission that was not given is said on the card: the match is followed all the same', async () => {
  const list = await open()
  answers.follow = { kind: 'followed', follow: followed }
  isGiven = false
  expect(await list.follow(draft)).toBe(true)
  expect(list.state.trouble).toEqual({ where: 'lens', kind: 'refused' })
})

test.each([
  [{ kind: 'full', most: 200 }, 'too-many'],
  [{ kind: 'refused', refusal: { field: 'url', problem: 'not-https' } }, 'bad-field'],
  [null, 'not-done'],
] as const)('what cannot be followed says why: %j', async (answer, kind) => {
  const list = await open()
  answers.follow = answer
  expect(await list.follow(draft)).toBe(false)
  expect(list.state.trouble).toEqual({ where: 'page', kind })
  await list.follow(draft, 'add')
  expect(list.state.trouble).toEqual({ where: 'add', kind })
})

test('what is said of a page that the person has left since is not offered', async () => {
  const list = await open()
  const late = Promise.withResolvers<void>()
  const old = { kind: 'page', draft, sight: 'page', read: true } as const
  const ask = list.door.ask
  Object.assign(list.door, {
    async ask(message: PageMessage) {
      if (message.type !== 'suggest' || asked.push('late') > 1) return ask(message)
      await late.promise
      return old
    },
  })
  const first = list.look()
  await list.look()
  late.resolve()
  await first
  Object.assign(list.door, { ask })
  expect(list.state.here).toEqual({ kind: 'none' })
})

test('a row that was removed leaves its place to its undoing', async () => {
  const list = await open()
  await list.remove(cardOf(list, 'fcn'))
  expect(list.state.removed).toEqual([{ id: 'fcn', name: 'Paris SG – Nantes', before: 'om' }])
  await list.undo({ id: 'fcn', name: '', before: null })
  expect(list.state.removed).toEqual([])
  expect(asked).toEqual(['remove', 'undo'])
})

test('what the worker does not do is said, and the next thing asked clears it', async () => {
  const list = await open()
  answers.seen = { done: false }
  expect(await list.act('om', { type: 'seen', id: 'r' })).toBe(false)
  expect(list.state.trouble).toEqual({ where: 'om', kind: 'not-done' })
  expect(asked).toEqual(['seen'])
  await list.act('om', { type: 'visit', id: 'om' })
  expect(list.state.trouble).toBeNull()
  expect(asked).toEqual(['seen', 'visit', 'leave'])
})

test('a check shows that it goes on, is asked once, and its outcome is to be said aloud', async () => {
  const list = await open()
  const card = cardOf(list, 'om')
  const first = list.check(card)
  expect(list.state.steps.get('om')).toBe('looking')
  expect(list.asked.has('om')).toBe(false)
  await Promise.all([first, list.check(card)])
  expect(asked).toEqual(['check-now'])
  expect(list.state.steps.get('om')).toBe('done')
  expect(list.asked.has('om')).toBe(true)
})

test('pressing the same opener closes what it opened; another takes its place', async () => {
  const list = await open()
  list.open({ kind: 'tools', id: 'om' })
  list.open({ kind: 'tools', id: 'fcn' })
  expect(list.state.part).toEqual({ kind: 'tools', id: 'fcn' })
  list.open({ kind: 'tools', id: 'fcn' })
  expect(list.state.part).toBeNull()
})
