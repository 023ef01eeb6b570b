import type { Environment, Known } from '../environment.ts'
import type { Turns } from './turns.ts'

import { badgeOf } from '../models/badge.ts'
import { viewOf } from '../models/view.ts'
import { load } from './load.ts'
import { makeTurns } from './turns.ts'

/** In session storage; pages read it there. */
const KNOWN = 'known'

/** White stands on each by 4.5 to 1. */
const COLOURS = { open: '#0a6345', trouble: '#74500d', rest: '#4a5560' }

/** Publications that have not begun: whoever asks meanwhile is served by the same. */
const waiting = new WeakMap<Environment, Promise<void>>()
const turns = new WeakMap<Environment, Turns>()

/**
 * Lets the icon and every page of ours know what is known now; nothing else writes there. The browser forgets it at an
 * update, so that no page reads what another version wrote. Call it after each change. Never throws.
 */
export function publish(env: Environment): Promise<void> {
  const same = waiting.get(env)
  if (same !== undefined) return same
  const inTurn = turns.get(env) ?? makeTurns()
  turns.set(env, inTurn)
  const next = inTurn(async () => {
    waiting.delete(env)
    try {
      const known = await load(env)
      await Promise.all([
        env.session.set({ [KNOWN]: { version: env.runtime.version, known } }),
        showBadge(env, known),
      ])
    } catch (error) {
      env.warn(error)
    }
  })
  waiting.set(env, next)
  return next
}

/** Pages of ours that stand open, by what they are told from: how many. */
const open = new WeakMap<Environment, number>()

/** A page of ours opened: it has painted what was published last and is told the truth now. Call the answer when it closed. */
export function joinPage(env: Environment): () => void {
  open.set(env, (open.get(env) ?? 0) + 1)
  void publish(env)
  return () => void open.set(env, Math.max(0, (open.get(env) ?? 0) - 1))
}

/** For one of many looks, whose end publishes by itself: nobody sees it sooner while no page of ours is open. */
export async function publishIfOpen(env: Environment): Promise<void> {
  if ((open.get(env) ?? 0) > 0) await publish(env)
}

async function showBadge(env: Environment, known: Known): Promise<void> {
  const { text, title, tone } = badgeOf(viewOf(known, env.clock.now()))
  await env.action.show({ text, title, colour: COLOURS[tone] })
}
