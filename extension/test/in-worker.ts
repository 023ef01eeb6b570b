import type { Stage } from './harness.ts'

import { eventually } from './harness.ts'

/** Runs an expression in the extension's worker, once it lives; then lets go, so that it may die again. */
export async function inWorker(stage: Stage, expression: string): Promise<unknown> {
  await stage.ask({ type: 'suggest' })
  const targetId = await eventually(async () => (await stage.workers())[0], 'a worker that lives')
  const whole = await stage.browser.target().createCDPSession()
  const { sessionId } = await whole.send('Target.attachToTarget', { targetId, flatten: true })
  const session = whole.connection()?.session(sessionId)
  if (session === null || session === undefined) throw new Error('no way into the worker')
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `(async () => ${expression})()`,
    awaitPromise: true,
    returnByValue: true,
  })
  await whole.send('Target.detachFromTarget', { sessionId })
  await whole.detach()
  if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
  return result.value
}

/** What the worker asks the browser to show from now on, until it dies: browsers tell no words of a notification. */
export async function listenToNotices(stage: Stage): Promise<void> {
  await inWorker(
    stage,
    `{
      const { notifications } = globalThis.browser ?? chrome
      globalThis.said ??= []
      for (const name of ['create', 'update']) {
        const real = notifications[name].bind(notifications)
        notifications[name] = (id, options) => {
          globalThis.said.push({ name, id, title: options.title, message: options.message, silent: options.silent })
          return real(id, options)
        }
      }
    }`,
  )
}

export type Said = { name: 'create' | 'update'; id: string; title: string; message: string; silent: boolean }

export async function saidNotices(stage: Stage): Promise<Said[]> {
  const said = await inWorker(stage, 'globalThis.said ?? []')
  // Our own script put them there.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return said as Said[]
}

/** Presses a notification, or one of its buttons, as the system tells the extension of it. */
export async function press(stage: Stage, id: string, button?: number): Promise<void> {
  const event = button === undefined ? 'onClicked' : 'onButtonClicked'
  const args = JSON.stringify(button === undefined ? [id] : [id, button])
  await inWorker(stage, `void chrome.notifications.${event}.dispatch(...${args})`)
}
