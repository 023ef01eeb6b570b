import type { Glance } from '#core/freshness.ts'
import type { Verdict } from '#core/verdict.ts'

import { useWords } from '../context.ts'

/** What a person should know beside the verdict. What an offer's line or the proof says is not said twice. */
export function Notes({ glance }: { glance: Glance }) {
  const words = useWords()
  if (glance.state === 'waiting' || glance.state === 'stale') return null
  const notes = (glance.notes ?? []).filter(({ text }) => !saidBeside(glance, text))
  if (notes.length === 0) return null
  return (
    <ul class="notes" aria-label={words.notes}>
      {notes.map((note) => (
        <li key={`${note.kind} ${note.text}`}>{words.note(note, glance.state)}</li>
      ))}
    </ul>
  )
}

function saidBeside(glance: Verdict, text: string): boolean {
  if (glance.state === 'available') return glance.offers.some(({ restricted }) => restricted === text)
  return glance.state === 'none' && glance.proof.detail === text
}
