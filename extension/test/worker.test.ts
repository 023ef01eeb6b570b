import type { browser as WebExtension } from 'wxt/browser'
import type { Stage } from './harness.ts'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { eventually, hasChromium, HOW_TO_HAVE_CHROMIUM, startStage } from './harness.ts'

/** What the extension's own pages know by this name. */
declare const chrome: typeof WebExtension

if (!hasChromium) {
  test.skipIf(process.env['CI'] !== 'true')(HOW_TO_HAVE_CHROMIUM, () => {
    throw new Error(HOW_TO_HAVE_CHROMIUM)
  })
}

describe.runIf(hasChromium)('the worker of the built extension in a real Chromium', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await startStage()
  })

  afterAll(() => stage.close())

  beforeEach(() => stage.reset())

  afterEach(() => stage.expectQuiet())

  const follow = async (name: string, more: object = {}) => {
    const url = `http://localhost:9/${encodeURIComponent(name)}`
    const answer = await stage.ask({ type: 'follow', draft: { name, url, ...more } })
    if (answer.kind !== 'followed') throw new Error(answer.kind)
    return answer.follow
  }

  test('what is followed outlives the worker', async () => {
    const { id } = await follow('Paris SG – OM', { date: '2027-03-04' })
    await stage.killWorker()
    await stage.ask({ type: 'pause', id, until: null })
    expect(await stage.rows('follows')).toMatchObject([
      { id, name: 'Paris SG – OM', paused: { until: null } },
    ])
    const known = await stage.known()
    expect(known?.follows).toMatchObject([{ id, date: '2027-03-04', paused: { until: null } }])
  })

  test('a browser that follows nothing is never woken', async () => {
    const alarms = () =>
      stage.door.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name))
    const { id } = await follow('Paris SG – OM')
    await eventually(async () => (await alarms()).includes('tick'), 'the alarm of all looks')
    await stage.ask({ type: 'remove', id })
    await eventually(async () => (await alarms()).length === 0, 'no alarm')
  })
})
