import { beforeEach, expect, test, vi } from 'vitest'

import { MINUTE, stageAlerts } from '../../test/alert-stage.ts'
import { CHANNELS } from '../channels/registry.ts'
import { settleDeliveries } from './settle-delivery.ts'
import { deliverAlert } from './deliver-alert.ts'
import { ringDue } from './ring.ts'

vi.mock('cloudflare:sockets', () => ({ connect: () => undefined }))

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue()
})

const turn = async () => () => {}

test('an alert whose words D1 does not give is tried again, for as long as the seat is there', async () => {
  const s = await stageAlerts({ ana: {} })
  await s.open()
  for (let outage = 1; outage <= 5; outage += 1) {
    const [alert] = await s.lease()
    if (alert === undefined) throw new Error('an alert is owed')
    const broken = { ...s.context.env.DB, prepare: () => failed() }
    const left = vi.fn<() => void>()
    const context = { ...s.context, env: { ...s.context.env, DB: broken } }
    const attempt = await deliverAlert(context, alert, { leaving: left, turn })
    expect(attempt.delivery).toMatchObject({ kind: 'retry', ambiguous: false })
    expect(left).not.toHaveBeenCalled()
    await settleDeliveries(s.context, [attempt])
    expect(s.state(alert.id)).toBe('owed')
    s.skip(MINUTE + MINUTE)
  }
  await s.turn()
  expect(s.to('ana')).toHaveLength(1)
})

test('what can leave only when its seat has gone wakes nobody, and says so first', async () => {
  const s = await stageAlerts({ ana: { timeZone: 'Indian/Reunion' } })
  const send = vi.spyOn(CHANNELS.ntfy, 'send').mockResolvedValue({ kind: 'sent', messageId: null })
  const leave = async () => {
    const [alert] = await s.lease()
    if (alert === undefined) throw new Error('an alert is owed')
    await deliverAlert(s.context, alert, { leaving: () => {}, turn })
    await s.land([alert], 'failed')
    return send.mock.lastCall?.[0]
  }
  await s.open()
  expect(await leave()).toMatchObject({ level: 'success', silent: false })
  await s.close()
  s.skip(MINUTE)
  const late = await leave()
  expect(late).toMatchObject({ level: 'info', silent: true })
  expect(late?.text.title).toBe('Trop tard pour 2 places PMR : Match w')
  // By the clock on their own wall, three hours ahead of Paris.
  expect(late?.text.lines.join()).toContain('Repéré à 15:00, parti depuis 15:00')
})

test('a repeat and the end say which message they follow, so that a screen shows one for all of them', async () => {
  const s = await stageAlerts({ ana: {} })
  const send = vi.spyOn(CHANNELS.ntfy, 'send').mockResolvedValue({ kind: 'sent', messageId: null })
  const leave = async () => {
    const [alert] = await s.lease()
    if (alert === undefined) throw new Error('an alert is owed')
    await deliverAlert(s.context, alert, { leaving: () => {}, turn })
    await s.land([alert])
    return send.mock.lastCall?.[0].alert
  }
  await s.open()
  const first = await leave()
  s.skip(MINUTE)
  await ringDue(s.context)
  expect(await leave()).toMatchObject({ content: { kind: 'ring' }, follows: first?.id })
  await s.close()
  expect(await leave()).toMatchObject({ content: { kind: 'gone' }, follows: first?.id })
})

function failed(): never {
  throw new Error('D1_ERROR: Network connection lost.')
}
