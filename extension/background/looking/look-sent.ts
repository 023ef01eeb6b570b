import type { Verdict } from '#core/verdict.ts'
import type { Environment } from '../../environment.ts'
import type { Fetched } from '../../content/contract.ts'
import type { Follow } from '../../db/types.ts'
import type { JudgedPage, SentReading } from './judge-sent.ts'
import type { Memory } from './memory.ts'
import type { Result } from './result.ts'

import { agreed, AGREE_MS, isAmbiguous } from '#core/agreed.ts'
import { unknown } from '#core/unknown.ts'

import { judgeSent, soundSent } from './judge-sent.ts'
import { learnSent, learnUnfit } from './learn.ts'
import { wait } from './wait.ts'

export type SentLook = {
  follow: Follow
  memory: Memory
  relayStatic: boolean
  /** Asks once for the page as sent; `null` when nobody could be asked. */
  ask: () => Promise<Fetched | null>
  /** Reads the document of an answer; `null` when none came. */
  read: (answer: Fetched) => Promise<SentReading | null>
}

/**
 * One look at the page as sent. What it shows of seats counts when a second answer, half a second later, shows it
 * too; `none` counts where a look that draws vouches for it. `null` when nobody answered.
 */
export async function lookSent(
  env: Pick<Environment, 'clock'>,
  { follow, memory, relayStatic, ask, read }: SentLook,
): Promise<Result | null> {
  const startedAt = env.clock.now()
  const look = async () => {
    const answer = await ask()
    return answer === null ? null : judgeSent(follow, answer, await read(answer))
  }
  const sound = (judged: JudgedPage): Verdict => {
    const trust = { memory: learnPage(memory, judged), relayStatic, now: judged.observation.at }
    return soundSent(follow, judged, trust)
  }
  const first = await look()
  if (first === null) return null
  const verdict = sound(first)
  if (verdict.state !== 'available' && !isAmbiguous(verdict))
    return { ...resultOf(first, startedAt), verdict, learn: (known) => learnPage(known, first) }
  await wait(env, first.observation.at + AGREE_MS - env.clock.now())
  const second = await look()
  const both = second === null ? null : agreed(verdict, sound(second))
  const last = second ?? first
  const result = { ...resultOf(last, startedAt), learn: (known: Memory) => learnPage(known, last) }
  if (both !== null) return { ...result, verdict: both, twice: true }
  return { ...result, verdict: unknown('unstable', 'two answers did not show the same') }
}

function learnPage(memory: Memory, { sent, observation }: JudgedPage): Memory {
  const { failure, at } = observation
  if (failure?.kind === 'too-large' || failure?.kind === 'not-html') return learnUnfit(memory, at)
  return sent === null ? memory : learnSent(memory, sent)
}

function resultOf({ observation, wall, verdict, retryAfterMs }: JudgedPage, startedAt: number): Result {
  const { at, status } = observation
  return { verdict, twice: false, startedAt, at, status, retryAfterMs, wall, learn: (memory) => memory }
}
