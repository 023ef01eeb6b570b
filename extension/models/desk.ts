import type { Known } from '../known.ts'
import type { PageMessage } from '../messages.ts'
import type { DeskDoor } from '../desk-door.ts'
import type { AnswerTo } from '../page-door.ts'
import type { Settings } from '../settings.ts'
import type { Page } from './page.ts'

/** A page of ours that changes settings: what it knows, what it asks of the worker, and that something did not work. */
export class Desk<Words> {
  readonly door: DeskDoor
  readonly page: Page<Words>
  /** The last thing asked was not done. */
  failed = false

  constructor(door: DeskDoor, page: Page<Words>) {
    this.door = door
    this.page = page
  }

  /** `null` until the worker has published. */
  get known(): Known | null {
    return this.page.state.known
  }

  async ask<M extends PageMessage>(message: M): Promise<AnswerTo<M> | null> {
    const answer = await this.door.ask(message)
    this.failed = answer === null || ('done' in answer && !answer.done)
    this.page.draw()
    return answer
  }

  change(change: Partial<Settings>): Promise<{ done: boolean } | null> {
    return this.ask({ type: 'settings', change })
  }
}
