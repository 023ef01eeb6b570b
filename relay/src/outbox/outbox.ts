import type { Env } from '../env.ts'
import type { OutboxReport, OutboxRoom } from '../rooms.ts'

import { DurableObject } from 'cloudflare:workers'

/** Sends what is owed. One object for all, named `outbox`. */
export class Outbox extends DurableObject<Env> implements OutboxRoom {
  async wake(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now())
  }

  async report(): Promise<OutboxReport> {
    return { depth: 0, oldestOwedAt: null, counters: [] }
  }

  override async alarm(): Promise<void> {}
}
