import { useWords } from '../context.ts'
import { Shape } from './shape.tsx'

const STATES = ['available', 'none', 'unknown', 'stale'] as const

export function Legend() {
  const words = useWords()
  return (
    <section class="legend" aria-labelledby="legend">
      <h2 id="legend">{words.legend.title}</h2>
      <ul>
        {STATES.map((state) => (
          <li key={state}>
            <Shape state={state} />
            <p>
              <strong>{words.verdict[state]}</strong> {words.legend[state]}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
