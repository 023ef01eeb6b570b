/**
 * One line of RFC 4180. What a spreadsheet would run as a formula is written as text:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}

const FORMULA = /^[\s\0]*[=+\-@|%\t\r＝＋－＠]/

function csvField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]|^'|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
