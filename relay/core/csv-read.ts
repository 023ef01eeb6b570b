const CELLS_MOST = 50_000

/**
 * Reads RFC 4180 and what spreadsheets make of it: commas or semicolons, whichever the first line has more of. Lines
 * without any text are left out. `null` when a quote is never closed, or the table is larger than anything we write.
 */
export function readCsv(text: string): string[][] | null {
  const [first = ''] = text.split('\n', 1)
  const isSemicolon = first.split(';').length > first.split(',').length
  const cells = isSemicolon
    ? /(;|\r?\n|\r)(?:"((?:[^"]|"")*)"|([^";\r\n]*))/y
    : /(,|\r?\n|\r)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/y
  const lines: string[][] = []
  // Every cell follows a separator, and the first line one of its own.
  const whole = `\n${text}`
  for (let count = 0; cells.lastIndex < whole.length; count += 1) {
    const found = cells.exec(whole)
    if (found === null || count > CELLS_MOST) return null
    const [, separator = '', quoted, plain = ''] = found
    if (/[\r\n]/.test(separator)) lines.push([])
    lines.at(-1)?.push(asWritten(quoted?.replaceAll('""', '"') ?? plain))
  }
  return lines.filter((line) => line.some((cell) => cell.trim() !== ''))
}

/** The quote that `csvLine` puts before what a spreadsheet would run. */
function asWritten(cell: string): string {
  return cell.replace(/^'(?=[\s\0]*[=+\-@|%\t\r＝＋－＠])/, '')
}
