import type { BackgroundDefinition } from 'wxt'

import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'

import { refresh } from '../background/refresh.ts'
import { realEnvironment } from '../real-status-environment.ts'

const ALARM = 'refresh'

const background: BackgroundDefinition = defineBackground({
  type: 'module',
  main() {
    browser.runtime.onInstalled.addListener(() => void start())
    browser.runtime.onStartup.addListener(() => void start())
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === ALARM) void refresh(realEnvironment)
    })
  },
})

async function start(): Promise<void> {
  await browser.alarms.create(ALARM, { periodInMinutes: 1 })
  await refresh(realEnvironment)
}

export default background
