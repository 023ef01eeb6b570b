import type { Glimpse } from '#core/evidence.ts'
import type { LookMemory } from '../kinds/kind.ts'

const KEY = 'seen'

/** What the look before saw, kept beside what the kind remembers; lost with it when the watch changes. */
export function readGlimpse(memory: LookMemory): Glimpse | null {
  const kept = memory[KEY]
  return isGlimpse(kept) ? kept : null
}

export function withGlimpse(memory: LookMemory, glimpse: Glimpse | null): LookMemory {
  return glimpse === null ? memory : { ...memory, [KEY]: glimpse }
}

/** Written by the lane itself, so that its state vouches for its shape. */
function isGlimpse(kept: unknown): kept is Glimpse {
  return typeof kept === 'object' && kept !== null && 'state' in kept
}
