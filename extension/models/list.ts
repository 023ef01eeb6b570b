import type { FollowDraft, PageMessage, Suggested } from '../messages.ts'
import type { Words } from '../locales/fr.ts'
import type { Door } from '../page-door.ts'
import type { Card } from './card.ts'
import type { Step, Trouble } from './doing.ts'
import type { Page } from './page.ts'

/** A row that was removed and can come back; it stands before the card `before`, or last. */
export type Removed = { id: string; name: string; before: string | null }

/** Which part of the page is open beside the list. */
export type Part = { kind: 'add' } | { kind: 'pause' } | { kind: 'tools'; id: string } | null

export type ListState = {
  /** What can be followed on the page that the person is on; `null` until it was asked. */
  here: Suggested | null
  steps: ReadonlyMap<string, Step>
  removed: readonly Removed[]
  part: Part
  /** `where`: id of a follow, `page`, or the part `add`. */
  trouble: { where: string; kind: Trouble } | null
}

/** What goes on in a tab. */
const isInTab = ({ type }: PageMessage) => type === 'visit' || type === 'mark' || type === 'pick'

/** What a person can do with the list of matches. Every verb asks the worker; the list draws what that then publishes. */
export class List {
  readonly door: Door
  readonly page: Page<Words>
  /** Follows whose check, asked for by the person, is over: what came of it has still to be said aloud. */
  readonly asked = new Set<string>()
  /** The match that was followed last, or was already, until the focus is on its row. */
  followed: string | null = null
  /** Cards that are drawn: at first as many as the tallest popup shows, as a long list is not waited for; then all. */
  most: number | undefined = 6
  private looks = 0
  state: ListState = { here: null, steps: new Map(), removed: [], part: null, trouble: null }

  constructor(door: Door, page: Page<Words>) {
    this.door = door
    this.page = page
  }

  private set(part: Partial<ListState>) {
    this.state = { ...this.state, ...part }
    this.page.draw()
  }

  fail(where: string, kind: Trouble = 'not-done') {
    this.set({ trouble: { where, kind } })
  }

  /** Opens a part, or closes it when it is open. */
  open(part: Part) {
    this.set({ part: isSame(part, this.state.part) ? null : part, trouble: null })
  }

  /** Sends one verb; tells in words when it was not done. */
  async act(where: string, message: PageMessage): Promise<boolean> {
    if (this.state.trouble !== null) this.set({ trouble: null })
    const answer = await this.door.ask(message)
    const done = answer !== null && (!('done' in answer) || answer.done)
    if (!done) this.fail(where, isInTab(message) ? 'no-page' : 'not-done')
    else if (isInTab(message)) this.door.leave()
    return done
  }

  /** Asks what can be followed on the page that the person is on. */
  async look() {
    const turn = (this.looks += 1)
    const here = await this.door.ask({ type: 'suggest' })
    // What is said of a page that the person has left since comes too late.
    if (turn === this.looks) this.set({ here: here ?? this.state.here })
  }

  /** The permission comes first in the click; the match is kept at once: a prompt that closes this window loses nothing. */
  async follow(draft: FollowDraft, where = 'page'): Promise<boolean> {
    const access = this.door.requestAccess(draft.url)
    const answer = await this.door.ask({ type: 'follow', draft })
    if (answer?.kind !== 'followed' && answer?.kind !== 'already') {
      this.fail(where, troubleOf(answer?.kind))
      return false
    }
    this.followed = answer.follow.id
    const trouble = answer.kind === 'already' ? ({ where: 'page', kind: 'already-followed' } as const) : null
    this.set({ part: null, trouble })
    if (!(await access)) this.fail(answer.follow.id, 'refused')
    await this.door.ask({ type: 'access' })
    void this.look()
    return true
  }

  async grant({ id, url }: Card) {
    if (!(await this.door.requestAccess(url))) {
      this.fail(id, 'refused')
      return
    }
    await this.act(id, { type: 'access' })
  }

  async check({ id }: Card) {
    const { steps } = this.state
    if (steps.get(id) === 'looking') return
    this.set({ steps: new Map([...steps, [id, 'looking']]) })
    const done = await this.act(id, { type: 'check-now', id })
    if (done) this.asked.add(id)
    await this.page.take()
    const others = [...this.state.steps].filter(([one]) => one !== id)
    this.set({ steps: new Map(done ? [...others, [id, 'done']] : others) })
  }

  async remove({ id, name }: Card) {
    const { view } = this.page.state
    const cards = view.kind === 'shown' ? [...view.cards, ...view.retired] : []
    const before = cards[cards.findIndex((card) => card.id === id) + 1]?.id ?? null
    if (!(await this.act(id, { type: 'remove', id }))) return
    this.set({ part: null, removed: [...this.without(id), { id, name, before }] })
  }

  async undo({ id }: Removed) {
    if (await this.act('page', { type: 'undo', id })) this.set({ removed: this.without(id) })
  }

  private without(id: string): readonly Removed[] {
    return this.state.removed.filter((one) => one.id !== id)
  }
}

function troubleOf(kind: string | undefined): Trouble {
  if (kind === undefined) return 'not-done'
  return kind === 'full' ? 'too-many' : 'bad-field'
}

const isSame = (one: Part, other: Part) => one !== null && JSON.stringify(one) === JSON.stringify(other)

/** The person is on the page of this match. */
export function isHere({ state: { here } }: Pick<List, 'state'>, id: string): boolean {
  return here?.kind === 'already' && here.follow.id === id
}
