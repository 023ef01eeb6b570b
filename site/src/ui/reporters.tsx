import type { PublicReporter } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'

import { useWords } from '../context.ts'
import { Ago } from './ago.tsx'

type Props = { reporters: readonly PublicReporter[]; verdict: Verdict }

/** Who looked, and what each says; why, where it is something else than what is said above. */
export function Reporters({ reporters, verdict }: Props) {
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
            {isOther(verdict, reporter.verdict) && <OwnWhy verdict={reporter.verdict} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function OwnWhy({ verdict }: { verdict: Verdict }) {
  const words = useWords()
  if (verdict.state === 'available') return null
  const why = verdict.state === 'none' ? words.proof[verdict.proof.kind] : words.reason[verdict.reason]
  return <span class="reporter-why">{why}</span>
}

function isOther(verdict: Verdict, own: Verdict): boolean {
  if (verdict.state !== own.state) return true
  return verdict.state === 'unknown' && own.state === 'unknown' && verdict.reason !== own.reason
}
