import type { ComponentChildren } from 'preact'

type Props = {
  caption: string
  heads: readonly string[]
  /** The first cell of each names it. */
  rows: readonly { key: string; cells: readonly ComponentChildren[] }[]
}

/** A table that the keyboard can scroll where the window is narrow. */
export function Table({ caption, heads, rows }: Props) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...others] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {others.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
