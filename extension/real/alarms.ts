import type { Alarms } from '../ports/alarms.ts'

import { browser } from 'wxt/browser'

export const realAlarms: Alarms = {
  async all() {
    const all = await browser.alarms.getAll()
    return all.map(({ name, scheduledTime, periodInMinutes }) => ({
      name,
      at: scheduledTime,
      periodMinutes: periodInMinutes ?? null,
    }))
  },
  create: (name, { at, periodMinutes }) =>
    browser.alarms.create(name, {
      ...(at === undefined ? {} : { when: at }),
      ...(periodMinutes === undefined ? {} : { periodInMinutes: periodMinutes }),
    }),
  async clear(name) {
    await browser.alarms.clear(name)
  },
}
