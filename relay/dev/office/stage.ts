import type { Offer } from './markup.ts'
import type { Fixture } from './programme.ts'
import type { Mode } from './words.ts'

import { z } from 'zod'

import { FIXTURES } from './programme.ts'
import { modeWords } from './words.ts'

const modes = z.custom<Mode>(
  (mode) => typeof mode === 'string' && Object.hasOwn(modeWords, mode),
  'no such mode',
)
const DRAWN_BY = ['script', 'static', 'plain'] as const
export type DrawnBy = (typeof DRAWN_BY)[number]
const match = z.string().refine((slug) => FIXTURES.some((one) => one.slug === slug), 'no such match')
const optionalMatch = match.optional()

/** What the control page and the tests may ask of the office. Without `match`, the whole site is meant. */
export const actionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('release'), match, places: z.int().min(1).max(9).optional() }),
  z.strictObject({ action: z.literal('take'), match }),
  z.strictObject({
    action: z.literal('mode'),
    mode: modes,
    match: optionalMatch,
    /** `Retry-After` of the answers that carry one, in seconds. */
    retryAfter: z.int().min(0).max(86_400).optional(),
    /** Where `private-redirect` leads. */
    location: z.string().optional(),
  }),
  z.strictObject({ action: z.literal('random'), on: z.boolean() }),
  z.strictObject({
    action: z.literal('draw'),
    match: optionalMatch,
    /** `script` draws after a data call, `static` on the server, `plain` so too and without any script. */
    by: z.enum(DRAWN_BY).optional(),
    /** How long the data call takes. */
    delayMs: z.int().min(0).max(60_000).optional(),
  }),
  /** `false` takes every other offer away: the page then shows its empty notice. */
  z.strictObject({ action: z.literal('siblings'), match, on: z.boolean() }),
  z.strictObject({ action: z.literal('robots'), text: z.string().max(10_000) }),
])

export type Action = z.infer<typeof actionSchema>
type ModeAction = Extract<Action, { action: 'mode' }>

export type Scene = {
  mode: Mode
  retryAfter: number
  location: string
  by: DrawnBy
  delayMs: number
}

export type Seats = { places: number; since: number }

const ROBOTS = 'User-agent: *\nDisallow: /controle\nDisallow: /panier\nAllow: /\n'

/** The state of the office: what is on sale where, and how the site behaves. Knows no clock and no HTTP. */
export class Stage {
  readonly fixtures = FIXTURES
  robots = ROBOTS
  random: boolean
  #site: Scene
  readonly #scenes = new Map<string, Partial<Scene>>()
  readonly #seats = new Map<string, Seats>()
  readonly #bare = new Set<string>()

  constructor(options: { random: boolean; delayMs: number; by: Scene['by'] }) {
    this.random = options.random
    this.#site = {
      mode: 'normal',
      retryAfter: 120,
      location: 'http://10.255.255.1/billetterie',
      by: options.by,
      delayMs: options.delayMs,
    }
  }

  apply(action: Action, now: number): void {
    switch (action.action) {
      case 'release':
        this.#seats.set(action.match, { places: action.places ?? 1, since: now })
        return
      case 'take':
        this.#seats.delete(action.match)
        return
      case 'mode':
        this.#setMode(action)
        return
      case 'random':
        this.random = action.on
        return
      case 'draw':
        this.#change(action.match, {
          ...(action.by === undefined ? {} : { by: action.by }),
          ...(action.delayMs === undefined ? {} : { delayMs: action.delayMs }),
        })
        return
      case 'siblings':
        if (action.on) this.#bare.delete(action.match)
        else this.#bare.add(action.match)
        return
      case 'robots':
        this.robots = action.text
    }
  }

  /** How the site behaves for one match, or for pages that are of no match. */
  scene(slug?: string): Scene {
    return { ...this.#site, ...(slug === undefined ? {} : this.#scenes.get(slug)) }
  }

  seats(slug: string): Seats | null {
    return this.#seats.get(slug) ?? null
  }

  offers(fixture: Fixture): Offer[] {
    const seats = this.seats(fixture.slug)
    const others = this.#bare.has(fixture.slug) ? [] : fixture.offers
    return seats === null ? [...others] : [...others, { ...fixture.pmr, places: seats.places }]
  }

  /** A site-wide mode ends those of single matches, as people expect of "back to normal". */
  #setMode({ mode, match: slug, retryAfter, location }: ModeAction): void {
    if (slug === undefined) {
      for (const scene of this.#scenes.values()) delete scene.mode
    }
    this.#change(slug, {
      mode,
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(location === undefined ? {} : { location }),
    })
  }

  #change(slug: string | undefined, change: Partial<Scene>): void {
    if (slug === undefined) this.#site = { ...this.#site, ...change }
    else this.#scenes.set(slug, { ...this.#scenes.get(slug), ...change })
  }
}
