import { afterEach, expect, test, vi } from 'vitest'

import type { Begin, Reading } from './globals.ts'

import { startWatcher } from './watcher.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  globalThis.vigieWatcher = undefined
  globalThis.vigieReader = undefined
})

/** A page where `worker` answers, and what its reader was begun with. */
async function stand(worker: (message: { type: string }) => unknown): Promise<Begin> {
  const { promise, resolve } = Promise.withResolvers<Begin>()
  const page = new EventTarget()
  const browser = {
    runtime: {
      id: 'vigie',
      sendMessage: async (message: { type: string }) => worker(message),
      onMessage: { addListener() {}, removeListener() {} },
    },
  }
  vi.stubGlobal('browser', browser)
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', Object.assign(new EventTarget(), { document: page, navigation: new EventTarget() }))
  vi.stubGlobal('location', new URL('https://billets.example/om#pmr'))
  vi.stubGlobal('addEventListener', () => {})
  globalThis.vigieReader = {
    read() {
      throw new Error('not asked for')
    },
    watch(_, begin) {
      resolve(begin)
      return { readNow() {}, stop() {} }
    },
  }
  startWatcher()
  return await promise
}

const HERE = { followed: true, followId: 'om', options: { target: {}, deadlineMs: 1 } }
const reading: Reading = JSON.parse('{}')

test('a reading that the worker could not take has not arrived: it is sent again', async () => {
  const answers: unknown[] = [{ refused: 'failed' }, undefined, { refused: 'shape' }, { done: true }]
  const { send } = await stand(({ type }) => (type === 'here' ? HERE : answers.shift()))
  const arrived = [await send(reading), await send(reading), await send(reading), await send(reading)]
  expect(arrived).toEqual([false, false, true, true])
})
