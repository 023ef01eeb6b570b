import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

type ExportFormat = 'csv' | 'json'

type Export<Row> = {
  /** Of the file, without its ending. */
  name: string
  format: ExportFormat
  pieces: AsyncIterable<Row[]>
  /** First line of the CSV, and the lines of one piece. */
  head: string
  lines: (rows: Row[]) => string
}

/** A list as a file, sent piece by piece as it is read: however long it is, little of it is held. */
export function answerExport<Row>(c: HttpContext<App>, { name, format, pieces, head, lines }: Export<Row>) {
  const text = format === 'csv' ? csvOf(pieces, head, lines) : jsonOf(pieces)
  return c.body(streamOf(text), 200, {
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
    'content-disposition': `attachment; filename="${name}.${format}"`,
  })
}

async function* csvOf<Row>(
  pieces: AsyncIterable<Row[]>,
  head: string,
  lines: (rows: Row[]) => string,
): AsyncGenerator<string> {
  // So that spreadsheets read the accents.
  yield `\uFEFF${head}`
  for await (const rows of pieces) yield lines(rows)
}

async function* jsonOf<Row>(pieces: AsyncIterable<Row[]>): AsyncGenerator<string> {
  let between = '['
  for await (const rows of pieces)
    for (const row of rows) {
      yield `${between}${JSON.stringify(row)}`
      between = ',\n'
    }
  yield between === '[' ? '[]' : ']'
}

function streamOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await text.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await text.return(undefined)
    },
  })
}
