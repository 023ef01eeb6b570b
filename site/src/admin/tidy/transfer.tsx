import type { FileDoor } from './door.ts'

import { useAdmin } from '../context.ts'
import { OpeningHeading } from '../ui/heading.tsx'
import { makeFileDoor } from './door.ts'
import { ImportFile } from './import-file.tsx'
import { useTidyWords } from './words.ts'

let door: FileDoor | null = null

/** The list as a file: out in three formats, in with a preview. */
export function Transfer() {
  const { session } = useAdmin()
  const words = useTidyWords().transfer
  door ??= makeFileDoor(() => session.lose())
  const { fileUrl } = door
  return (
    <section class="screen transfer">
      <p>
        <a class="back" href="#/">
          {words.back}
        </a>
      </p>
      <OpeningHeading>{words.title}</OpeningHeading>
      <section class="card" aria-labelledby="import-title">
        <h2 id="import-title">{words.importTitle}</h2>
        <p>{words.importLead}</p>
        <ImportFile door={door} />
      </section>
      <section class="card" aria-labelledby="export-title">
        <h2 id="export-title">{words.exportTitle}</h2>
        <p>{words.exportLead}</p>
        <ul class="formats">
          {(['json', 'csv', 'matches'] as const).map((format) => (
            <li key={format}>
              <a class="button" href={fileUrl(format)} download>
                {words.download(words.formats[format].name)}
              </a>
              <p class="hint">{words.formats[format].hint}</p>
            </li>
          ))}
        </ul>
      </section>
    </section>
  )
}
