import type { Answer } from '../trouble.ts'

import { makeClient } from '#relay/client.ts'

import { ask } from '../ask.ts'

export type FieldChange = { field: string; before: string; after: string }

/** What importing one row of a file would do. */
export type PreviewRow = { row: number; name: string; url: string } & (
  | { does: 'add' | 'change'; fields: FieldChange[] }
  | { does: 'nothing' }
  | { does: 'refuse'; code: string; issues: { path: string; message: string }[] }
)

export type FilePreview = { format: 'matches' | 'json' | 'csv'; rows: PreviewRow[]; seen: string }

/** Every host name of the file may have to be looked up. */
const CHECK_MS = 60_000

/** The calls that only the list as a file needs. */
export function makeFileDoor(onSignedOut: () => void) {
  const { api } = makeClient(location.origin)
  const long = { withinMs: CHECK_MS, onSignedOut }
  return {
    preview: (text: string): Promise<Answer<FilePreview>> =>
      ask((init) => api.watches.import.preview.$post({ json: { text } }, { init }), long),
    bringIn: (json: {
      text: string
      rows: number[]
      seen: string
    }): Promise<Answer<{ added: number; changed: number }>> =>
      ask((init) => api.watches.import.$post({ json }, { init }), long),
    fileUrl: (format: FilePreview['format']) => `/api/watches/export?format=${format}`,
  }
}

export type FileDoor = ReturnType<typeof makeFileDoor>
