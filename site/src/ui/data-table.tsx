import type { ComponentChildren } from 'preact'

type Props = {
  caption: string
  /** What the region is called, where its caption alone would not say so. */
  label?: string
  box: 'table-scroll' | 'numbers-box'
  heads: readonly string[]
  /** The first cell of each names it. */
  rows: readonly { key: string | number; cells: readonly ComponentChildren[] }[]
}

/** A table in a region of its own, so that the keyboard can scroll it where the window is narrow. */
export function DataTable({ caption, label = caption, box, heads, rows }: Props) {
  return (
    <div class={box} role="region" aria-label={label} tabIndex={0}>
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
