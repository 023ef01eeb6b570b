import type { PublicReporter } from '#core/status.ts'

import { useWords } from '../context.ts'
import { Ago } from './ago.tsx'

export function Reporters({ reporters }: { reporters: readonly PublicReporter[] }) {
  const words = useWords()
  return (
    <section class="reporters">
      <h4>{words.reporters}</h4>
      {reporters.length === 0 && <p>{words.nobody}</p>}
      <ul>
        {reporters.map((reporter, index) => (
          <li key={`${reporter.kind} ${index}`}>
            <span class="reporter-kind">{words.reporter[reporter.kind]}</span>
            <span>
              {words.saw[reporter.verdict.state]}, <Ago at={reporter.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
