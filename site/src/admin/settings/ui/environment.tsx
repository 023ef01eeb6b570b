import type { EnvironmentLine } from '#core/settings.ts'

import { useSettingsWords } from '../locales/words.ts'

/** What cannot be changed from here, and whether it is there; no secret is ever shown. */
export function EnvironmentTable({ lines }: { lines: readonly EnvironmentLine[] }) {
  const words = useSettingsWords().environment
  return (
    <section class="card" aria-labelledby="settings-environment">
      <h2 id="settings-environment">{words.title}</h2>
      <p>{words.text}</p>
      <table class="environment">
        <thead>
          <tr>
            <th scope="col">{words.variable}</th>
            <th scope="col">{words.meaning}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ variable, isSet, value }) => (
            <tr key={variable}>
              <th scope="row">
                <code>{variable}</code>
              </th>
              <td>{words.meanings[variable]}</td>
              <td>{value === null ? isSet ? words.set : words.unset : <code>{value}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
