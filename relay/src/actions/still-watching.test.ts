import { expect, test } from 'vitest'

import { stageAlerts } from '../../test/alert-stage.ts'
import { readConfig } from '../config.ts'
import { stillWatching } from './still-watching.ts'

test('a period that is made shorter or longer meanwhile counts from where the running span began', async () => {
  const { context } = await stageAlerts({})
  const from = context.now()
  const every = (hours: number) => {
    context.config = readConfig({}, { stillWatchingHours: hours }).config
    return from + hours * 3_600_000
  }
  expect(await stillWatching(context)).toBe(every(8))
  const shorter = every(2)
  expect(await stillWatching(context)).toBe(shorter)
  const longer = every(24)
  expect(await stillWatching(context)).toBe(longer)
})
