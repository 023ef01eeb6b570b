import type { Reported as Report } from '#core/status.ts'

import { useApp } from '../context.ts'
import { Ago } from './ago.tsx'

/** The relay lets go of it after so long, too, ms. */
const SHOWN_MS = 10 * 60_000

/** What people's browsers see and nobody has confirmed yet: told apart by shape and words, and never like an open seat. */
export function Reported({ reported }: { reported: Report }) {
  const { clock, choice } = useApp()
  const words = choice.words.value.reported
  if (clock.now.value - reported.at > SHOWN_MS) return null
  return (
    <p class="reported">
      <span aria-hidden="true">△</span> <strong>{words.title}</strong> {words.by(reported.devices)},{' '}
      <Ago at={reported.at} />. {words.why}
    </p>
  )
}
