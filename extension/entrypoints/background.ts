import type { BackgroundDefinition } from 'wxt'

import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'

import { answerNotice } from '../background/alert/answer.ts'
import { route } from '../background/router.ts'
import { accessChanged, pushed, pushMoved, ring, wake, welcome } from '../background/wake.ts'
import { joinPage } from '../background/snapshot.ts'
import { openDatabase } from '../db/database.ts'
import { makeFeed } from '../link/feed.ts'
import { OPEN_PAGE } from '../messages.ts'
import { makeEnvironment } from '../real-environment.ts'
import { keepFromPages } from '../real/areas.ts'
import { senderOf } from '../sender.ts'

const background: BackgroundDefinition = defineBackground({
  type: 'module',
  // Every listener before anything is awaited: an event that woke the worker is lost otherwise.
  main() {
    const env = makeEnvironment(openDatabase)
    const feed = makeFeed(env)
    browser.runtime.onMessage.addListener((message: unknown, sender, answer) => {
      void route(env, message, sender).then(answer)
      return true
    })
    browser.runtime.onConnect.addListener((port) => {
      const own = { id: env.runtime.id, origin: env.runtime.url('/').replace(/\/$/, '') }
      if (port.name !== OPEN_PAGE || senderOf(port.sender ?? {}, own).kind !== 'own-page')
        return port.disconnect()
      port.onDisconnect.addListener(feed.join())
      port.onDisconnect.addListener(joinPage(env))
    })
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install') void welcome(env)
      void wake(env, 'installed')
    })
    browser.runtime.onStartup.addListener(() => void wake(env, 'browser-started'))
    browser.alarms.onAlarm.addListener(({ name }) => void ring(env, name))
    browser.permissions.onAdded.addListener(() => void accessChanged(env))
    browser.permissions.onRemoved.addListener(() => void accessChanged(env))
    browser.notifications.onClicked.addListener((id) => void answerNotice(env, id).catch(env.warn))
    browser.notifications.onButtonClicked?.addListener(
      (id, button) => void answerNotice(env, id, button).catch(env.warn),
    )
    listenToWorker({
      online: () => wake(env, 'online'),
      push: (text) => pushed(env, text),
      moved: () => pushMoved(env),
    })
    void keepFromPages().catch(env.warn)
    void wake(env, 'woke')
  },
})

type WorkerEvents = {
  online: () => Promise<void>
  push: (text: string | null) => Promise<void>
  moved: () => Promise<void>
}

/** What comes to the worker itself and not through the browser's interface for extensions. */
function listenToWorker({ online, push, moved }: WorkerEvents): void {
  addEventListener('online', () => void online())
  addEventListener('push', (event) => {
    const { data } = event as Event & { data?: { text: () => string } | null }
    hold(event, push(data?.text() ?? null))
  })
  addEventListener('pushsubscriptionchange', (event) => hold(event, moved()))
}

function hold(event: Event, work: Promise<void>): void {
  const { waitUntil } = event as Event & { waitUntil?: (work: Promise<void>) => void }
  waitUntil?.call(event, work)
}

export default background
